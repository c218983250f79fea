import type { ItemTally } from '../../domain/figures/item-figures.ts';
import { type Tally, tallyOf } from '../../domain/figures/tally.ts';
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
import type { EventLog } from './event-log.ts';
import type { Statements } from './statements.ts';

/** The SQL of what figures count of each incident. */
export class Tallies {
  readonly #sql: Statements;
  readonly #eventLog: EventLog;

  constructor(sql: Statements, eventLog: EventLog) {
    this.#sql = sql;
    this.#eventLog = eventLog;
  }

  /** See `FiguresStore.makeTallies`. Belongs inside a transaction. */
  make(after: IncidentId | null, limit: number): IncidentId | null {
    const missing = readIncidents(
      this.#sql(
        'SELECT incident FROM tallies WHERE tally IS NULL AND incident > ? ORDER BY incident LIMIT ?',
      ).all(after ?? 0, limit),
    );
    const write = this.#sql('UPDATE tallies SET tally = @tally, until = @until WHERE incident = @incident');
    for (const incident of missing) {
      const tally = this.#made(incident);
      if (tally) write.run({ incident, ...tallyColumns(tally) });
    }
    return missing.at(-1) ?? null;
  }

  /** See `FiguresStore.countable`. Belongs inside a transaction. */
  countable(from: number | null, declaredSince: number | null): Countable {
    this.make(null, madeAtOnce);
    const incidents = this.#sql(
      'SELECT incident FROM tallies WHERE until >= ? AND tally IS NOT NULL ORDER BY incident',
    ).all(from ?? ever.from);
    const unread = this.#sql(
      'SELECT count(*) AS count FROM tallies JOIN incidents ON id = incident WHERE tally IS NULL AND opened_at >= ?',
    ).all(declaredSince ?? ever.from);
    return { incidents: readIncidents(incidents), unread: readCount(unread) };
  }

  /** See `FiguresStore.tallies`. */
  read(incidents: readonly IncidentId[]): TalliedIncident[] {
    const rows = this.#sql(
      'SELECT incident, tally FROM tallies WHERE incident IN (SELECT value FROM json_each(?))',
    ).all(JSON.stringify(incidents));
    return readTallies(rows).flatMap(({ incident, tally: kept }) => {
      const tally = kept ?? this.#made(incident);
      return tally ? [{ incident, tally }] : [];
    });
  }

  /** See `FiguresStore.openItemTallies`. */
  openItems(): ItemTally[] {
    return readItemTallies(this.#sql(itemTalliesSql).all());
  }

  #made(incident: IncidentId): Tally | null {
    const found = this.#eventLog.find(incident);
    return found.kind === 'found' ? tallyOf(found.incident) : null;
  }
}
