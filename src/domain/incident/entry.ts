import { type PlainText, plainText } from '../text/text.ts';
import type { AppendOnlyMap } from './append-only-map.ts';
import type { Hiding } from './events/entry-events.ts';
import { type IncidentEvent, type Recorded, updateFieldSchema } from './events/events.ts';
import type { Millis, UserId } from './ids.ts';

/** The number of the first alert, which the record holds in its first event: it came before that. */
export const firstAlertNumber = 0;

/** What events that follow from one another are about: of each, an entry keeps its place between its neighbours. */
export type Course = 'status' | 'severity' | 'command' | 'title';

/**
 * An entry of the timeline as it was recorded. Its number is the seq of its event, so it is given once and no later
 * version can give another.
 */
export type Entry = {
  readonly number: number;
  readonly type: EntryMaking['type'] | 'first_alert';
  /** Whose entry it is; null: the bot's. */
  readonly author: UserId | null;
  /** Whether there are words of a person in it, or room for them. */
  readonly hasWords: boolean;
  /** UTC ms. */
  readonly at: Millis;
  /** Where its message stands; null for what is no message. */
  readonly link: string | null;
  /** When its message had last been edited in Slack by then, UTC ms. */
  readonly editedAt: Millis | null;
};

/** What has been put right of one entry: null where it stands as it was recorded. */
export type Correction = {
  readonly text: { readonly value: PlainText; readonly by: 'person' | 'slack' } | null;
  /** The latest edit in Slack that it follows, UTC ms. */
  readonly editedAt: Millis | null;
  readonly when: Millis | null;
  /** Why it is not shown, each reason once; empty while it is. */
  readonly hidden: readonly Hiding[];
  /** Who hid it last, where that was a person. */
  readonly hiddenBy: UserId | null;
};

/** By the number of the entry. */
export type Corrections = ReadonlyMap<number, Correction>;

/** All entries of an incident, and what has been put right of them. */
export type Entries = {
  readonly recorded: AppendOnlyMap<number, Entry>;
  readonly corrections: Corrections;
};

/** Before anything is put right. */
export const uncorrected: Correction = { text: null, editedAt: null, when: null, hidden: [], hiddenBy: null };

/** When an entry happened, as far as is known now. UTC ms. */
export const entryTime = ({ corrections }: Entries, { number, at }: Entry): Millis =>
  corrections.get(number)?.when ?? at;

/** What only the bot cares about, and what puts entries right: no line of the timeline. */
const silent = {
  channel_ready: true,
  headline_posted: true,
  announced: true,
  change_left_out: true,
  comms_lead_missing: true,
  caught_up: true,
  oncall_needed: true,
  diagnosis_posted: true,
  checks_posted: true,
  notice_posted: true,
  details_posted: true,
  reminder_posted: true,
  message_marked: true,
  entry_edited: true,
  entry_hidden: true,
  entry_restored: true,
  request_id_seen: true,
  postmortem_posted: true,
  copy_asked: true,
  copy_sent: true,
  duplicate_changed: true,
  story_told: true,
  setback: true,
  setback_over: true,
} as const satisfies Partial<Record<IncidentEvent['type'], true>>;

/** An event that is an entry of the timeline. */
export type EntryMaking = Exclude<IncidentEvent, { type: keyof typeof silent }>;

/** Tells what is an entry from what only the bot cares about; of diagnoses and checks those that say something new. */
export function isEntry(event: IncidentEvent): event is EntryMaking {
  if (event.type === 'diagnosed') return event.changed || event.calmed !== undefined;
  if (event.type === 'checked') return event.calmed !== undefined;
  return !(event.type in silent);
}

/**
 * The words of people in an event: what can be reworded. Null where there is room for words and nobody has said any;
 * undefined where there is none.
 */
export function wordsIn(event: IncidentEvent): PlainText | null | undefined {
  switch (event.type) {
    case 'note_added':
    case 'message_captured':
      return event.text;
    case 'opened':
    case 'declaration_corrected':
      return event.title;
    case 'title_changed':
      return event.to;
    case 'link_added':
      return event.title;
    case 'update_posted':
      return factsOf(event);
    case 'severity_changed':
    case 'reopened':
    case 'cancelled':
    case 'cancellation_corrected':
      return event.why;
    case 'resolved':
    case 'resolution_corrected':
    case 'closed':
    case 'review_corrected':
      return event.fix;
    default:
      return undefined;
  }
}

/** `Impact: … Cause: …`: of an update what it says otherwise than it stood; where it does not say what that is, all. */
function factsOf(event: Extract<IncidentEvent, { type: 'update_posted' }>): PlainText | null {
  const said = updateFieldSchema.options.flatMap((field) => {
    if (field === 'status' || (event.changed && !event.changed.includes(field))) return [];
    return event[field] ? [`${labels[field]}: ${event[field]}`] : [];
  });
  return said.length > 0 ? plainText(said.join('. ')) : null;
}
const labels = { impact: 'Impact', cause: 'Cause', action: 'Action' } as const;

/** When an event happened, which for notes and marked messages is before it was recorded. UTC ms. */
export function happenedAt({ at, event }: Pick<Recorded, 'at' | 'event'>): Millis {
  if (event.type === 'note_added') return event.when;
  if (event.type === 'message_captured') return Math.floor(Number(event.ts) * 1000) as Millis;
  return at;
}
