import type { ItemTally } from '../../domain/figures/item-figures.ts';
import { tallyOf } from '../../domain/figures/tally.ts';
import type { IncidentId } from '../../domain/incident/ids.ts';
import type { Countable, TalliedIncident } from '../figures-store.ts';
import {
  countableOf,
  countableSql,
  itemTalliesSql,
  keepSql,
  lackingSql,
  missingSql,
  readIncidents,
  readItemTallies,
  readLacking,
  readTallies,
  since,
  tallyColumns,
  toRead,
} from '../rows/tally-rows.ts';
import type { Sql } from './database/sql.ts';
import type { FoldedIncidents } from './event-log.ts';

/**
 * See `FiguresStore.makeTallies`. Each incident is held while its tally is made, so that no change comes between and leaves
 * it a tally of what it was before; one that another process has locked is left without.
 */
export async function keepTallies(
  sql: Sql,
  folded: FoldedIncidents,
  after: IncidentId | null,
  limit: number,
): Promise<IncidentId | null> {
  const { rows } = await sql(missingSql, { after: after ?? 0, limit });
  const missing = readIncidents(rows);
  for (const incident of missing) {
    const { count } = await sql('SELECT FROM tallies WHERE incident = @incident FOR UPDATE SKIP LOCKED', {
      incident,
    });
    if (count === 0) continue;
    const found = await folded.find(sql, incident, 'FOR SHARE SKIP LOCKED');
    if (found.kind === 'found') await sql(keepSql, { incident, ...tallyColumns(tallyOf(found.incident)) });
  }
  return missing.at(-1) ?? null;
}

/** See `FiguresStore.countable`. */
export async function countable(
  sql: Sql,
  folded: FoldedIncidents,
  from: number | null,
  declaredSince: number | null,
): Promise<Countable> {
  const all = readIncidents((await sql(countableSql, since(from))).rows);
  const lacking = readLacking((await sql(lackingSql, since(declaredSince))).rows);
  const read = new Set<IncidentId>();
  for (const id of toRead(lacking)) if ((await folded.find(sql, id)).kind === 'found') read.add(id);
  return countableOf(all, lacking, read);
}

/** See `FiguresStore.tallies`. */
export async function readTalliesOf(
  sql: Sql,
  folded: FoldedIncidents,
  incidents: readonly IncidentId[],
): Promise<TalliedIncident[]> {
  const { rows } = await sql(
    'SELECT incident, tally FROM tallies WHERE incident = ANY(@incidents) ORDER BY incident',
    { incidents },
  );
  const tallied: TalliedIncident[] = [];
  for (const { incident, tally } of readTallies(rows)) {
    if (tally) tallied.push({ incident, tally });
    else {
      const found = await folded.find(sql, incident);
      if (found.kind === 'found') tallied.push({ incident, tally: tallyOf(found.incident) });
    }
  }
  return tallied;
}

/** See `FiguresStore.openItemTallies`. */
export const openItemTallies = async (sql: Sql): Promise<ItemTally[]> =>
  readItemTallies((await sql(itemTalliesSql)).rows);
