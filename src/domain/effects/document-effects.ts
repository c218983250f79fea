import { originalAt } from '../incident/ending/cancellation.ts';
import { isDeletion, isHiding, showedThen } from '../incident/ending/documents.ts';
import { isItemEvent, type Recorded } from '../incident/events/events.ts';
import type { IncidentId, Millis } from '../incident/ids.ts';
import type { Incident } from '../incident/incident.ts';
import type { Effect } from './effects.ts';
import type { Owed } from './owed.ts';

/**
 * What follows from an event for the files that show the record: requested copies, and after a correction, the files
 * already posted. What was deleted in Slack stays nowhere longer than it must. Pure.
 */
export function documentEffects(incident: Incident, recorded: Recorded): readonly Owed[] {
  const { event, seq, at } = recorded;
  const now = (effect: Effect): Owed => ({ owe: effect, due: at });
  if (isItemEvent(event) && event.about) return carriersSynced(incident).map(now);
  switch (event.type) {
    case 'copy_asked':
      return [now({ type: 'send_copy', of: seq })];
    case 'copy_sent':
    case 'postmortem_posted': {
      // It was made before a message was deleted, and arrived after that.
      const { lastDeletion } = incident;
      const pointed = event.type === 'postmortem_posted' ? carriersSynced(incident).map(now) : [];
      if (lastDeletion === null || (event.asOf ?? event.of) >= lastDeletion) return pointed;
      const again: Owed[] = event.type === 'copy_sent' ? [now({ type: 'send_copy', of: event.of })] : [];
      return [now({ type: 'erase_deleted', of: lastDeletion }), ...again, ...pointed];
    }
    case 'review_corrected':
    case 'start_corrected':
    case 'time_corrected':
      return corrected(incident, recorded);
    case 'message_captured':
    case 'entry_edited':
    case 'entry_hidden':
    case 'entry_restored':
    case 'duplicate_changed':
    case 'original_made_private':
    case 'action_item_added':
    case 'action_item_edited':
    case 'action_item_done':
    case 'action_item_reopened':
    case 'action_item_dropped':
      return [...corrected(incident, recorded), ...followed(incident, recorded)];
    case 'reopened':
      return [...unowed(incident, at), ...carriersSynced(incident).map(now), ...followed(incident, recorded)];
    case 'cancelled':
    case 'duplicate_marked':
      return carriersSynced(incident).map(now);
    case 'made_private':
      return followed(incident, recorded);
    case 'channel_ready':
      return postedAnew(incident, at);
    default:
      return [];
  }
}

/**
 * A posted postmortem is posted again, and files that show a deleted message are deleted, copies after their
 * replacements.
 */
function corrected(incident: Incident, recorded: Recorded): readonly Owed[] {
  const { seq, at, event } = recorded;
  const again = publishedAgain(incident, recorded);
  if (!isDeletion(event)) return again;
  const copies = [...incident.copies.values()].filter((copy) => showedThen(recorded, copy));
  return [
    ...again,
    ...copies.map(({ of }): Owed => ({ owe: { type: 'send_copy', of }, due: at })),
    { owe: { type: 'erase_deleted', of: seq }, due: at },
  ];
}

/** With everything that it was owed for already. What must not be read there any more waits for nothing. */
function publishedAgain(
  { status, publication: { pending } }: Incident,
  { seq, at, event }: Recorded,
): readonly Owed[] {
  if (status !== 'CLOSED' || pending === null) return [];
  const publish = (of: number, due: Millis): Owed => ({ owe: { type: 'publish_postmortem', of }, due });
  if (!isDeletion(event) && !isHiding(event)) return [publish(pending.of, pending.dueAt)];
  return [...new Set([pending.of, seq])].map((of) => publish(of, at));
}

/** A file that is owed for later would keep the next one waiting. Due now, it's dropped while the incident is open. */
const unowed = ({ publication: { pending } }: Incident, due: Millis): readonly Owed[] =>
  pending ? [{ owe: { type: 'publish_postmortem', of: pending.of }, due }] : [];

/** Every message with a close's postmortem points to the latest one, or says that it stands no more. */
const carriersSynced = ({ channel, publication }: Incident): Effect[] =>
  channel ? [...publication.carriers.values()].map(({ seq }) => ({ type: 'sync_postmortem', of: seq })) : [];

/** The postmortem of a closed incident that has left the channel it was posted in. */
function postedAnew(incident: Incident, due: Millis): readonly Owed[] {
  const { status, closeSeq, postmortems } = incident;
  return status === 'CLOSED' && closeSeq !== null && postmortems.size === 0
    ? [...unowed(incident, due), { owe: { type: 'publish_postmortem', of: closeSeq }, due }]
    : [];
}

/** Tells the incidents that show this record, or have posted files that may. Of a private one, none shows it. */
function followed(incident: Incident, recorded: Recorded): readonly Owed[] {
  if (incident.privateTo !== null && recorded.event.type !== 'made_private') return [];
  const { seq, at } = recorded;
  return originalsToTell(incident, recorded).map(
    (original): Owed => ({
      owe: { type: 'follow_duplicate', of: seq, original },
      due: at,
    }),
  );
}

/** What must be seen no more is told to every original that it ever had: files outlast a reopening. */
function originalsToTell(incident: Incident, { event }: Recorded): readonly IncidentId[] {
  const all = [...incident.pointers.keys()];
  if (event.type === 'original_made_private') return all.filter((one) => one !== event.original);
  if (event.type === 'made_private' || isDeletion(event)) return all;
  const original = originalAt(event, incident);
  return original === null ? [] : [original];
}
