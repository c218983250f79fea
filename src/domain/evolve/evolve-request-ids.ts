import { AppendOnlyMap } from '../incident/append-only-map.ts';
import type { Incident, KeptRequestId } from '../incident/incident.ts';
import { standsOnRecord } from '../records/standing-request-ids.ts';

/** If it's seen again, its first sighting counts, unless that has been removed since. */
export function withRequestId(before: Incident, found: KeptRequestId): Incident['requestIds'] {
  const { requestIds } = before;
  const { requestId } = found;
  if (!requestIds.has(requestId) || standsOnRecord(before, requestId))
    return requestIds.with(requestId, found);
  return [...requestIds].reduce<Incident['requestIds']>(
    (kept, [id, one]) => kept.with(id, id === requestId ? found : one),
    new AppendOnlyMap(),
  );
}
