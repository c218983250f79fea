import { AppendOnlyMap } from '../incident/append-only-map.ts';
import type { Incident, KeptRequestId } from '../incident/incident.ts';
import { standsWhereFirstSeen } from '../records/standing-request-ids.ts';

/** If it's seen again, its first sighting counts, unless that has been removed since. */
export function requestIdSeen(before: Incident, found: KeptRequestId): Partial<Incident> {
  const { requestIds, seenAgain } = before;
  const { requestId } = found;
  if (!requestIds.has(requestId)) return { requestIds: requestIds.with(requestId, found) };
  if (standsWhereFirstSeen(before, requestId)) return { seenAgain: seenAgain.with(requestId, found) };
  return {
    requestIds: [...requestIds].reduce<Incident['requestIds']>(
      (kept, [id, one]) => kept.with(id, id === requestId ? found : one),
      new AppendOnlyMap(),
    ),
  };
}
