import { type Entry, uncorrected } from '../incident/entry.ts';
import type { Incident, KeptRequestId } from '../incident/incident.ts';
import { extractRequestIds } from './request-ids.ts';

type Kept = Pick<Incident, 'requestIds' | 'entries'>;

/**
 * The request_ids of an incident in the order they were first seen, without those of an entry that has been hidden or
 * reworded since.
 */
export function standingRequestIds({ requestIds, entries }: Kept): KeptRequestId[] {
  const messages = new Map(
    entries.corrections.size === 0
      ? []
      : entries.recorded.values().flatMap((entry) => (entry.link === null ? [] : [[entry.link, entry]])),
  );
  return requestIds.values().filter((one) => {
    const entry = one.source === 'message' && one.where !== null ? messages.get(one.where) : undefined;
    return entry === undefined || stillSays({ entries }, entry, one.requestId);
  });
}

function stillSays({ entries }: Pick<Kept, 'entries'>, { number }: Entry, requestId: string): boolean {
  const { text, hidden } = entries.corrections.get(number) ?? uncorrected;
  return hidden.length === 0 && (text === null || extractRequestIds(text.value).includes(requestId));
}

/** Whether a request_id is known and still listed. */
export const standsOnRecord = (incident: Kept, requestId: string): boolean =>
  incident.requestIds.has(requestId) &&
  (incident.entries.corrections.size === 0 ||
    standingRequestIds(incident).some((one) => one.requestId === requestId));

/** Whether seeing a request_id there is news: it isn't known, or is no longer where it was first seen. */
export function isNewRequestId(
  incident: Kept,
  { requestId, where }: Pick<KeptRequestId, 'requestId' | 'where'>,
): boolean {
  const kept = incident.requestIds.get(requestId);
  return kept === undefined || (kept.where !== where && !standsOnRecord(incident, requestId));
}
