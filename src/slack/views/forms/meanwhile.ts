import type { EventOf, Recorded, UpdateField } from '../../../domain/incident/events/events.ts';
import { type IncidentId, incidentName } from '../../../domain/incident/ids.ts';
import { type TimeName, timeLabels } from '../../../domain/incident/times/times.ts';
import { approxDuration } from '../../../domain/text/duration.ts';
import { fitted, joined, type Mrkdwn, mention, mrkdwn } from '../../text/mrkdwn.ts';
import { type Message, message, sections } from '../blocks.ts';
import type { DisplayTime } from '../headline.ts';

/** The longest that replaced words are quoted, in characters. */
const quotedMax = 300;

/**
 * What others changed about the same thing while the form was open that recorded `mine`, one line each; empty if nobody
 * did.
 */
export function meanwhileLines(
  mine: readonly Recorded[],
  between: readonly Recorded[],
  { now }: DisplayTime,
): Mrkdwn[] {
  const [first] = mine;
  return between.flatMap((other) => {
    if (other.by.kind !== 'person') return [];
    if (first?.by.kind === 'person' && first.by.user === other.by.user) return [];
    const [what] = mine.map(({ event }) => whatOf(event, other.event)).filter((one) => one !== null);
    const ago = approxDuration(now - other.at);
    return what
      ? [
          joined(
            [
              mrkdwn`${mention(other.by.user)} ${what[0]} ${ago} ago, while your form was open.`,
              ...what.slice(1),
            ],
            ' ',
          ),
        ]
      : [];
  });
}

/** Those lines for the sender of that form. */
export function meanwhileMessage(incident: IncidentId, lines: readonly Mrkdwn[]): Message {
  const all = [mrkdwn`*${incidentName(incident)}:* your change was saved.`, ...lines];
  return message(joined(all, '\n').value, sections(all));
}

type Event = Recorded['event'];

/** What someone did, and what became of it if anything did. */
type Deed = readonly [what: Mrkdwn, ...fate: Mrkdwn[]];

function whatOf(mine: Event, other: Event): Deed | null {
  const turn = untilItEnds.has(mine.type) && turnOf(other);
  if (turn) return turn;
  if (mine.type === 'declaration_corrected') return ofDeclaration(mine, other);
  if (mine.type === 'update_posted' && other.type === 'update_posted')
    return [mrkdwn`posted an update`, ofUpdates(mine, other)];
  if (mine.type === 'severity_changed' && other.type === 'severity_changed')
    return [mrkdwn`changed the severity from ${other.from} to ${other.to}`, mrkdwn`Yours replaced it.`];
  if (mine.type === 'commander_assigned' && other.type === 'commander_assigned')
    return [mrkdwn`made ${mention(other.user)} commander`, mrkdwn`Yours replaced it.`];
  if (mine.type === 'role_assigned' && other.type === 'role_assigned' && mine.role === other.role)
    return [
      other.user ? mrkdwn`made ${mention(other.user)} ${other.role}` : mrkdwn`cleared ${other.role}`,
      mrkdwn`Yours replaced it.`,
    ];
  if (mine.type === 'entry_edited' && other.type === 'entry_edited' && mine.of === other.of)
    return [mrkdwn`edited entry #${mine.of}`, ofEntry(mine, other)];
  return afterTheEnd(mine, other);
}

/** What is written after the end: only what both changed is replaced, for a form says only what its sender changed. */
function afterTheEnd(mine: Event, other: Event): Deed | null {
  const fate = mrkdwn`Yours replaced what you both changed. The rest stands.`;
  if (mine.type === 'review_corrected' && other.type === 'review_corrected')
    return [mrkdwn`corrected the postmortem`, fate];
  if (mine.type === 'action_item_edited' && other.type === 'action_item_edited' && mine.item === other.item)
    return [mrkdwn`edited the same action item`, fate];
  const [time, otherTime] = [timeIn(mine), timeIn(other)];
  return time !== null && time === otherTime
    ? [mrkdwn`corrected ${timeLabels[time]}`, mrkdwn`Yours replaced it.`]
    : null;
}

/** The time that an event corrects. */
function timeIn(event: Event): TimeName | null {
  if (event.type === 'time_corrected') return event.time;
  return event.type === 'start_corrected' ? 'started' : null;
}

/** Forms about a continuing incident: it may have ended and been reopened since they were opened. */
const untilItEnds: ReadonlySet<Event['type']> = new Set([
  'update_posted',
  'severity_changed',
  'commander_assigned',
  'role_assigned',
] as const);

function turnOf(other: Event): Deed | null {
  const quoted = (label: string, text: string | null): Mrkdwn[] =>
    text === null ? [] : [mrkdwn`${label}: "${fitted(text, quotedMax)}"`];
  switch (other.type) {
    case 'resolved':
      return [mrkdwn`resolved the incident`, ...quoted('What fixed it', other.fix)];
    case 'closed':
      return [mrkdwn`closed the incident`];
    case 'cancelled':
      return [mrkdwn`cancelled the incident`];
    case 'reopened':
      return [mrkdwn`reopened the incident`, ...quoted('Why', other.why)];
    default:
      return null;
  }
}

/** For an entry that both edited. */
function ofEntry(mine: EventOf<'entry_edited'>, other: EventOf<'entry_edited'>): Mrkdwn {
  if (mine.text !== undefined && other.text !== undefined)
    return mrkdwn`Yours replaced their text: "${fitted(other.text || 'empty', quotedMax)}"`;
  const bothMoved = mine.when !== undefined && other.when !== undefined;
  return bothMoved ? mrkdwn`Yours replaced their time.` : mrkdwn`What they changed stands.`;
}

/** What else a corrected declaration says: what it left as others set it, and what it replaced. */
function ofDeclaration(
  mine: EventOf<'declaration_corrected'>,
  other: Event,
): readonly [Mrkdwn, Mrkdwn] | null {
  const fate = (stands: boolean) => (stands ? mrkdwn`That stands.` : mrkdwn`Yours replaced it.`);
  if (other.type === 'severity_changed')
    return [mrkdwn`changed the severity from ${other.from} to ${other.to}`, fate(mine.severity === other.to)];
  if (other.type === 'commander_assigned')
    return [mrkdwn`made ${mention(other.user)} commander`, fate(mine.commander === other.user)];
  if (other.type === 'update_posted' && other.changed?.includes('impact'))
    return [mrkdwn`changed the impact`, fate(mine.impact === other.impact)];
  return null;
}

const labels: Readonly<Record<UpdateField, string>> = {
  status: 'Status',
  impact: 'Impact',
  cause: 'Cause',
  action: 'Action',
};

/** For changed fields: what stays as others wrote it, and what mine replaced. */
function ofUpdates(mine: EventOf<'update_posted'>, other: EventOf<'update_posted'>): Mrkdwn {
  const theirs = other.changed ?? [];
  const replaced = theirs.filter((field) => mine.changed?.includes(field));
  const kept = theirs.filter((field) => !replaced.includes(field)).map((field) => labels[field]);
  const stands = kept.length > 0 ? [mrkdwn`What they wrote stands: ${kept.join(', ')}.`] : [];
  const gone = replaced.map(
    (field) => mrkdwn`Yours replaced their ${labels[field]}: "${fitted(other[field] ?? 'empty', quotedMax)}"`,
  );
  return joined([...stands, ...gone], ' ');
}
