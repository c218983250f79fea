import { type Entry, entryTime, uncorrected } from '../incident/entry.ts';
import type { Incident, KeptRequestId } from '../incident/incident.ts';
import { extractRequestIds } from './request-ids.ts';

type Kept = Pick<Incident, 'requestIds' | 'seenAgain' | 'entries'>;

/**
 * The request_ids of an incident in the order they were first seen, each where it still stands: an entry that says it can
 * have been hidden since, or have other words now. One that stands nowhere any more is not among them.
 */
export function standingRequestIds({ requestIds, seenAgain, entries }: Kept): KeptRequestId[] {
  if (entries.corrections.size === 0) return requestIds.values();
  const messages = messagesIn(entries);
  const byLink = new Map(messages.map((entry) => [entry.link, entry]));
  const stands = ({ requestId, source, where }: KeptRequestId): boolean => {
    const entry = source === 'message' && where !== null ? byLink.get(where) : undefined;
    return entry === undefined || says({ entries }, entry, requestId) !== false;
  };
  return requestIds.values().flatMap((first) => {
    const { requestId } = first;
    if (stands(first)) return first;
    const again = seenAgain.get(requestId);
    if (again && stands(again)) return again;
    const other = messages.find((entry) => says({ entries }, entry, requestId));
    return other ? { requestId, source: 'message', where: other.link, at: entryTime(entries, other) } : [];
  });
}

const messagesIn = (entries: Kept['entries']): Entry[] =>
  entries.recorded.values().filter(({ link }) => link !== null);

/** Whether a request_id still stands where it was first seen. */
export function standsWhereFirstSeen({ requestIds, entries }: Kept, requestId: string): boolean {
  const first = requestIds.get(requestId);
  if (first === undefined || first.where === null || entries.corrections.size === 0)
    return first !== undefined;
  const entry = messagesIn(entries).find(({ link }) => link === first.where);
  return entry === undefined || says({ entries }, entry, requestId) !== false;
}

/** Whether an entry that is shown says it; null: it did when it was seen there, in a part that is no text of the entry. */
function says(
  { entries }: Pick<Kept, 'entries'>,
  { number, requestIds }: Entry,
  requestId: string,
): boolean | null {
  const { text, hidden } = entries.corrections.get(number) ?? uncorrected;
  if (hidden.length > 0) return false;
  if (text !== null) return extractRequestIds(text.value).includes(requestId);
  return requestIds.includes(requestId) || null;
}

/** Whether a request_id is known and still listed. */
export const standsOnRecord = (incident: Kept, requestId: string): boolean =>
  incident.requestIds.has(requestId) &&
  (incident.entries.corrections.size === 0 ||
    standingRequestIds(incident).some((one) => one.requestId === requestId));

/** Whether seeing a request_id in an entry is news: it isn't known, or doesn't stand any more. */
export function isNewInEntry(
  incident: Kept,
  { requestId, where }: Pick<KeptRequestId, 'requestId' | 'where'>,
): boolean {
  const first = incident.requestIds.get(requestId);
  return first === undefined || (first.where !== where && !standsOnRecord(incident, requestId));
}

/** The same outside entries: it's also new if it has only been seen in an entry, because that can be hidden. */
export function isNewRequestId(incident: Kept, found: Pick<KeptRequestId, 'requestId' | 'where'>): boolean {
  if (isNewInEntry(incident, found)) return true;
  const { requestIds, seenAgain, entries } = incident;
  const where = requestIds.get(found.requestId)?.where ?? null;
  if (where === null || where === found.where || seenAgain.has(found.requestId)) return false;
  return entries.recorded.values().some(({ link }) => link === where);
}
