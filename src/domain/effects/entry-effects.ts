import type { EntryEvent, Recorded } from '../incident/events/events.ts';
import type { Millis } from '../incident/ids.ts';
import type { Incident } from '../incident/incident.ts';
import type { Owed } from './owed.ts';

/** How long a corrected postmortem waits for further corrections, so that several in a row bring one, ms. */
const correctionsMs = 60_000;

/**
 * The record as it reads after a correction: a postmortem that is out comes again. What was deleted in Slack stands
 * nowhere any longer than it must.
 */
export function correctedRecord(
  { status }: Pick<Incident, 'status'>,
  event: EntryEvent,
  { seq, at }: Pick<Recorded, 'seq' | 'at'>,
): readonly Owed[] {
  const isDeletion = event.type === 'entry_hidden' && event.hiding === 'deleted';
  const due = (at + (isDeletion ? 0 : correctionsMs)) as Millis;
  return [
    ...(status === 'CLOSED' ? [{ owe: { type: 'publish_postmortem', of: seq }, due } as const] : []),
    ...(isDeletion ? [{ owe: { type: 'erase_deleted', of: seq }, due: at } as const] : []),
  ];
}

/** What people put right here; an edit in Slack is seen where it was made. */
export const isTold = (event: EntryEvent, by: Recorded['by']): boolean =>
  by.kind === 'person' &&
  !(event.type === 'entry_edited' && event.editedAt !== undefined) &&
  !(event.type === 'entry_restored' && event.markedAgain);
