import { periodsUntil, withinMonth } from '../../domain/figures/outage-minutes.ts';
import {
  evidenceIn,
  type Outage,
  type OutageReport,
  outageReport,
} from '../../domain/figures/outage-report.ts';
import { monthBounds } from '../../domain/figures/window.ts';
import type { IncidentId } from '../../domain/incident/ids.ts';
import { requestIdsWithDuplicates } from '../../domain/records/duplicates.ts';
import type { Known } from '../../store/found.ts';
import type { Store } from '../../store/store.ts';
import { recordWithDuplicates } from '../duplicates.ts';
import { eachTally } from './read-figures.ts';

/** Which outages are asked for: those of a month, as of `now` (UTC ms); `known`: the private incidents that are named. */
type AskedMonth = { readonly month: string; readonly now: number; readonly known: Known };

/** When an outage was, as far as it's in the month. */
type OutageTime = Pick<Outage, 'periods' | 'ongoing'>;

/** The outages that Intercom caused in a month, with what one would send for a service credit. */
export async function readOutages(
  store: Store,
  { month, now, known }: AskedMonth,
  patience: { readonly waits?: boolean } = {},
): Promise<OutageReport> {
  const { from, to } = monthBounds(month);
  const found = new Map<IncidentId, OutageTime>();
  const unread = await eachTally(
    store,
    { from, declaredSince: from },
    ({ incident, tally: { kind, owner, degraded, openedAt } }) => {
      if (kind !== 'real' || owner !== 'intercom' || openedAt > now) return;
      const periods = periodsUntil(degraded, Math.min(now, to)).flatMap(
        (period) => withinMonth(period, month) ?? [],
      );
      const ongoing = now < to && degraded.some(([, end]) => end === null);
      if (periods.length > 0) found.set(incident, { periods, ongoing });
    },
    patience,
  );
  const hidden = new Set(known === 'all' ? [] : (await store.privateOnes()).map(({ id }) => id));
  for (const id of known === 'all' ? [] : known) hidden.delete(id);
  const outages: Outage[] = [];
  for (const [incident, time] of found)
    if (!hidden.has(incident)) outages.push(...(await outage(store, incident, time)));
  const untold = [...found].flatMap(([incident, { periods }]) => (hidden.has(incident) ? [periods] : []));
  return outageReport(month, outages, untold, unread);
}

async function outage(store: Store, id: IncidentId, time: OutageTime): Promise<Outage[]> {
  const found = await store.incident(id);
  if (found.kind !== 'found') return [];
  const { title, severity } = found.incident;
  const { events, duplicates } = await recordWithDuplicates(store, id);
  const requestIds = requestIdsWithDuplicates(found.incident, duplicates).map((one) => one.requestId);
  return [{ incident: id, title, severity, ...time, evidence: evidenceIn(events), requestIds }];
}
