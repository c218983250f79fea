import type { ItemTally } from '../../domain/figures/item-figures.ts';
import { type Tally, tallyOf } from '../../domain/figures/tally.ts';
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
    const missing = readIncidents(this.#sql(missingSql).all({ after: after ?? 0, limit }));
    const write = this.#sql(keepSql);
    for (const incident of missing) {
      const tally = this.#made(incident);
      if (tally) write.run({ incident, ...tallyColumns(tally) });
    }
    return missing.at(-1) ?? null;
  }

  /** See `FiguresStore.countable`. */
  countable(from: number | null, declaredSince: number | null): Countable {
    const all = readIncidents(this.#sql(countableSql).all(since(from)));
    const lacking = readLacking(this.#sql(lackingSql).all(since(declaredSince)));
    const read = toRead(lacking).filter((id) => this.#eventLog.find(id).kind === 'found');
    return countableOf(all, lacking, new Set(read));
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
