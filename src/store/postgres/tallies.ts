import type { ItemTally } from '../../domain/figures/item-figures.ts';
import { tallyOf } from '../../domain/figures/tally.ts';
import type { IncidentId } from '../../domain/incident/ids.ts';
import type { Countable, TalliedIncident } from '../figures-store.ts';
import {
  ever,
  itemTalliesSql,
  madeAtOnce,
  readCount,
  readIncidents,
  readItemTallies,
  readTallies,
  tallyColumns,
} from '../rows/tally-rows.ts';
import type { Sql } from './database/sql.ts';
import type { FoldedIncidents } from './event-log.ts';

/**
 * See `FiguresStore.makeTallies`. Each incident is held while its tally is made, so that no change comes between and leaves
 * it a tally of what it was before.
 */
export async function keepTallies(
  sql: Sql,
  folded: FoldedIncidents,
  after: IncidentId | null,
  limit: number,
): Promise<IncidentId | null> {
  const { rows } = await sql(
    'SELECT incident FROM tallies WHERE tally IS NULL AND incident > @after ORDER BY incident LIMIT @limit',
    { after: after ?? 0, limit },
  );
  const missing = readIncidents(rows);
  for (const incident of missing) {
    const found = await folded.find(sql, incident, 'FOR SHARE');
    if (found.kind === 'found')
      await sql('UPDATE tallies SET tally = @tally, until = @until WHERE incident = @incident', {
        incident,
        ...tallyColumns(tallyOf(found.incident)),
      });
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
  await keepTallies(sql, folded, null, madeAtOnce);
  const incidents = await sql(
    'SELECT incident FROM tallies WHERE until >= @from AND tally IS NOT NULL ORDER BY incident',
    { from: from ?? ever.from },
  );
  const unread = await sql(
    'SELECT count(*) AS count FROM tallies JOIN incidents ON id = incident WHERE tally IS NULL AND opened_at >= @since',
    { since: declaredSince ?? ever.from },
  );
  return { incidents: readIncidents(incidents.rows), unread: readCount(unread.rows) };
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
