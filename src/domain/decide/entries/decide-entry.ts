import type { EntryCommand, EntryField, IssuedAs, IssuedCommand } from '../../incident/commands.ts';
import { type Course, type Entry, entryTime, needsWords, uncorrected } from '../../incident/entry.ts';
import type { EventOf } from '../../incident/events/events.ts';
import { incidentName, type Millis } from '../../incident/ids.ts';
import type { Incident } from '../../incident/incident.ts';
import { historyMaxDays, textMax, tooLong } from '../../incident/limits.ts';
import { type Refusal, refuse } from '../../incident/refusal.ts';
import { isLater } from '../../incident/times/times.ts';
import { moment } from '../../text/format-time.ts';
import { type PlainText, plainText } from '../../text/text.ts';
import { isChanged } from '../corrections/says-anew.ts';
import { correctBoth, orderRefused } from '../corrections/time-order.ts';
import type { Decision } from '../decision.ts';
import type { ResponsePolicy } from '../response-policy.ts';
import { requestIdsAnew } from './decide-message.ts';
import { entryRefusal } from './entry-permission.ts';

/** Editing, hiding, and restoring a timeline entry, in any status; none of it changes the status. */
export function decideEntry(
  incident: Incident,
  issued: IssuedCommand & { command: EntryCommand },
  policy: ResponsePolicy,
): Decision {
  const { command, by } = issued;
  const entry = entryNumbered(incident, command.of);
  if ('refused' in entry) return entry;
  const { hidden, hiddenBy } = incident.entries.corrections.get(entry.number) ?? uncorrected;
  const forbidden = entryRefusal(incident, entry, by, command.type === 'restore_entry' ? hiddenBy : null);
  if (forbidden) return forbidden;
  if (hidden.includes('deleted'))
    return command.type === 'hide_entry' ? [] : deletedRefusal(incident, entry.number);
  switch (command.type) {
    case 'edit_entry':
      return edit(incident, entry, { ...issued, command }, policy);
    case 'hide_entry': {
      const { why } = command;
      const long = tooLong(why, textMax, 'The reason', 'why');
      if (long) return long;
      return hidden.includes('person')
        ? []
        : [{ type: 'entry_hidden', of: entry.number, hiding: 'person', why }];
    }
    case 'restore_entry':
      return hidden.length === 0 ? [] : [{ type: 'entry_restored', of: entry.number }];
  }
}

/** The entry with a number, or what to do if there is none. */
export const entryNumbered = (incident: Incident, number: number): Entry | Refusal =>
  incident.entries.recorded.get(number) ??
  refuse(
    `${incidentName(incident.id)} has no entry #${number}. Nothing was changed. To see the numbers, run \`/intercom-incident timeline\`.`,
  );

/** The refusal for an entry whose message was deleted in Slack. */
export const deletedRefusal = ({ id }: Incident, number: number): Refusal =>
  refuse(
    `Entry #${number} of ${incidentName(id)} stays hidden: its message was deleted in Slack. Nothing was changed. Add a note instead.`,
  );

/** Only what the person changed is applied; changes that others made meanwhile stay. */
function edit(
  incident: Incident,
  entry: Entry,
  issued: IssuedAs<'edit_entry'>,
  policy: ResponsePolicy,
): Decision {
  const { command, at } = issued;
  const says = (field: EntryField): boolean => isChanged(issued, field, field);
  const { text: stands } = incident.entries.corrections.get(entry.number) ?? uncorrected;
  const text = says('text') ? (command.text ?? plainText('')) : undefined;
  const when = says('when') && command.when !== null ? command.when : undefined;
  const rewords = text !== undefined && text !== stands?.value;
  const moves = when !== undefined && when !== entryTime(incident.entries, entry);
  const refused =
    (rewords && wordsRefused(incident, entry, text)) ||
    (moves && timeRefused(incident, entry, { when, at }, policy));
  if (refused) return refused;
  if (!rewords && !moves) return [];
  const edited: EventOf<'entry_edited'> = {
    type: 'entry_edited',
    of: entry.number,
    ...(rewords && { text }),
    ...(moves && { when }),
  };
  const disorder = moves && orderRefused(incident, [edited], issued, policy, correctBoth);
  if (disorder) return { ...disorder, field: 'when' };
  return [edited, ...(rewords ? requestIdsAnew(incident, entry, text) : [])];
}

function wordsRefused(incident: Incident, entry: Entry, text: PlainText): Refusal | null {
  if (!entry.hasWords)
    return refuse(
      `Entry #${entry.number} of ${incidentName(incident.id)} can't be edited: the bot wrote it. Hide it, change its time, or add a note.`,
      'text',
    );
  if (text === '' && needsWords(entry.type))
    return refuse('Enter the text. To remove the entry from the timeline, hide it.', 'text');
  return tooLong(text, textMax, 'The text', 'text');
}

/** Entries of these kinds follow from one another: none can pass its neighbors. */
const courses: Readonly<Record<Entry['type'], readonly Course[]>> = {
  first_alert: ['status'],
  opened: ['status', 'severity', 'command', 'title'],
  declaration_corrected: ['severity', 'command', 'title'],
  title_changed: ['title'],
  update_posted: ['status'],
  severity_changed: ['severity'],
  commander_assigned: ['command'],
  commander_lost: ['command'],
  commander_vacated: ['command'],
  resolved: ['status'],
  resolution_corrected: ['status'],
  closed: ['status'],
  review_corrected: ['status'],
  cancelled: ['status'],
  cancellation_corrected: ['status'],
  duplicate_marked: ['status'],
  reopened: ['status'],
  action_item_added: [],
  checked: [],
  diagnosed: [],
  flapping: [],
  link_added: [],
  made_private: [],
  message_captured: [],
  note_added: [],
  oncall_called: [],
  recovered: [],
  reminded: [],
  response_overdue: [],
  role_assigned: [],
  role_lost: [],
  snoozed: [],
  start_corrected: [],
  time_corrected: [],
  step_ticked: [],
  triage_requested: [],
};

/** What happened before the incident was known; everything else comes after its declaration. */
const mayBeEarlier: ReadonlySet<Entry['type']> = new Set([
  'note_added',
  'message_captured',
  'first_alert',
  'opened',
]);

/** Returns why an entry can't have happened at a time; null if it can. */
export function timeRefused(
  incident: Incident,
  entry: Entry,
  { when, at }: { when: Millis; at: Millis },
  policy: ResponsePolicy,
): Refusal | null {
  const { entries } = incident;
  const opening = entries.recorded.values().find(({ type }) => type === 'opened');
  if (isLater(when, at))
    return refuse('That time is in the future. Entries record what has already happened.', 'when');
  if (opening && when < opening.at - historyMaxDays * 86_400_000)
    return refuse(
      `That's more than ${historyMaxDays} days before the incident was declared. Check the date.`,
      'when',
    );
  const mine = courses[entry.type];
  const inCourse = entries.recorded
    .values()
    .filter(({ type }) => courses[type].some((course) => mine.includes(course)));
  const before =
    inCourse.findLast(({ number }) => number < entry.number) ??
    (mayBeEarlier.has(entry.type) ? undefined : opening);
  const after = inCourse.find(({ number }) => number > entry.number);
  const cannot = (order: string, other: Entry, choose: string): Refusal =>
    refuse(
      `Entry #${entry.number} can't come ${order} entry #${other.number}, at ${moment(entryTime(entries, other), at, policy.timeZone)}. Nothing was changed. Choose ${choose} time, or move #${other.number} first.`,
      'when',
    );
  if (before && when < entryTime(entries, before)) return cannot('before', before, 'a later');
  if (after && when > entryTime(entries, after)) return cannot('after', after, 'an earlier');
  return null;
}
