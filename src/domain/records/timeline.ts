import { correctionsIn } from '../evolve/evolve-entries.ts';
import {
  type Correction,
  firstAlertNumber,
  happenedAt,
  isEntry,
  learnedAt,
  uncorrected,
  wordsIn,
} from '../incident/entry.ts';
import type { Hiding } from '../incident/events/entry-events.ts';
import type { EventOf, Recorded } from '../incident/events/events.ts';
import type { DisplayName, IncidentId } from '../incident/ids.ts';
import { clip, oneLine } from '../text/text.ts';
import { deletedSentence, entrySentence } from './entry-sentence.ts';

/**
 * One line of the timeline: the number of its entry, when it happened (UTC ms) and what, as one line of plain text,
 * with a person's words in it (undefined if there are none, null if nobody has written any), and why it's hidden
 * (empty if it isn't).
 */
export type TimelineEntry = {
  readonly number: number;
  readonly at: number;
  /** When it was learned, which may be long after it happened, UTC ms; null if that is no other time. */
  readonly learned: number | null;
  readonly text: string;
  readonly link: string | null;
  readonly words: string | null | undefined;
  readonly hidden: readonly Hiding[];
  /** The duplicate whose record it's from; null for the incident's own. */
  readonly from: IncidentId | null;
};

/** The longest that a single entry can be, in code points. */
const entryMax = 700;

/**
 * The events in words, as corrected, oldest first by the time they happened: a note by its own time, a marked message
 * by the message's. Leaves out what matters only to the bot (a message's ID, one of its own setbacks) and hidden
 * entries.
 */
export const timeline = (events: readonly Recorded[], name: DisplayName): TimelineEntry[] =>
  wholeTimeline(events, name).filter(({ hidden }) => hidden.length === 0);

/** The same with hidden entries; for a message that was deleted in Slack, without a word of it. */
export function wholeTimeline(events: readonly Recorded[], name: DisplayName): TimelineEntry[] {
  const corrections = correctionsIn(events);
  const unnamed = { privateOriginals: privateOriginalsIn(events) };
  const entries = withFixesToldOnce(events).flatMap((recorded) => {
    const { event, seq, at } = recorded;
    if (!isEntry(event)) return [];
    const { text, when, hidden } = corrections.get(seq) ?? uncorrected;
    const alert = event.type === 'opened' ? event.firstAlert : null;
    const deleted = hidden.includes('deleted');
    const sentence = deleted
      ? deletedSentence(event, name)
      : entrySentence({ ...recorded, event }, name, text === null ? null : text.value, unnamed);
    return [
      ...(alert ? [firstAlert(alert, corrections.get(firstAlertNumber))] : []),
      {
        number: seq,
        at: when ?? happenedAt({ at, event }),
        learned: learnedAt({ at, event }),
        text: clip(oneLine(sentence), entryMax),
        link: event.type === 'message_captured' && !deleted ? event.link : null,
        words: deleted ? undefined : text ? text.value || null : wordsIn(event),
        hidden,
        from: null,
      },
    ];
  });
  // sort is stable: what happened in the same millisecond stays in the order of the record.
  return entries.sort((a, b) => a.at - b.at);
}

const firstAlert = (
  { at, text }: NonNullable<EventOf<'opened'>['firstAlert']>,
  { when, hidden }: Correction = uncorrected,
): TimelineEntry => ({
  number: firstAlertNumber,
  at: when ?? at,
  learned: null,
  text: clip(oneLine(`First alert: ${text} (detected by monitoring)`), entryMax),
  link: null,
  words: undefined,
  hidden,
  from: null,
});

/**
 * The fix can be entered when resolving or when closing. Shows it on the resolution entry; the close entry repeats it
 * only if it changed.
 */
function withFixesToldOnce(events: readonly Recorded[]): Recorded[] {
  const edited = [...events];
  /** The resolutions since the last close that didn't say what fixed it. */
  let silent: { readonly index: number; readonly recorded: Recorded<EventOf<'resolved'>> }[] = [];
  let resolution: EventOf<'resolved'> | null = null;
  for (const [index, recorded] of events.entries()) {
    const { event } = recorded;
    if (event.type === 'resolved') {
      resolution = event;
      if (event.fix === null) silent.push({ index, recorded: { ...recorded, event } });
    }
    if (event.type !== 'closed') continue;
    for (const { index: earlier, recorded: one } of silent)
      edited[earlier] = { ...one, event: { ...one.event, fix: event.fix } };
    silent = [];
    if (resolution && (resolution.fix === null || resolution.fix === event.fix))
      edited[index] = { ...recorded, event: { ...event, fix: null } };
  }
  return edited;
}

const privateOriginalsIn = (events: readonly Recorded[]): ReadonlySet<IncidentId> =>
  new Set(events.flatMap(({ event }) => (event.type === 'original_made_private' ? [event.original] : [])));
