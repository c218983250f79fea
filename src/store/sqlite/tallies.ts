import { z } from 'zod';
import type { ItemTally } from '../../domain/figures/item-figures.ts';
import { type Tally, tallyOf, tallySchema, tallyUntil } from '../../domain/figures/tally.ts';
import { type IncidentId, incidentIdSchema, millisSchema } from '../../domain/incident/ids.ts';
import { daySchema } from '../../domain/text/days.ts';
import { parseJson } from '../../domain/text/parse-json.ts';
import type { Countable, TalliedIncident } from '../figures-store.ts';
import type { EventLog } from './event-log.ts';
import type { Statements } from './statements.ts';

const ids = z.array(incidentIdSchema);
const countRow = z.object({ count: z.number() });
const tallyRows = z.array(z.object({ incident: incidentIdSchema, tally: z.string().nullable() }));
const itemRows = z.array(
  z.object({
    incident: incidentIdSchema,
    addedAt: millisSchema,
    due: daySchema.nullable(),
    drill: z.number().transform((flag) => flag === 1),
  }),
);

/** How many changed incidents are read along with what is countable: more have been made before that. */
const madeAtOnce = 20;

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
    const missing = ids.parse(
      this.#sql('SELECT incident FROM tallies WHERE tally IS NULL AND incident > ? ORDER BY incident LIMIT ?')
        .pluck()
        .all(after ?? 0, limit),
    );
    const write = this.#sql('UPDATE tallies SET tally = ?, until = ? WHERE incident = ?');
    for (const incident of missing) {
      const tally = this.#made(incident);
      if (tally) write.run(JSON.stringify(tally), tallyUntil(tally) ?? Number.MAX_SAFE_INTEGER, incident);
    }
    return missing.at(-1) ?? null;
  }

  /** See `FiguresStore.countable`. Belongs inside a transaction. */
  countable(from: number | null, declaredSince: number | null): Countable {
    this.make(null, madeAtOnce);
    const incidents = this.#sql(
      'SELECT incident FROM tallies WHERE until >= ? AND tally IS NOT NULL ORDER BY incident',
    )
      .pluck()
      .all(from ?? Number.MIN_SAFE_INTEGER);
    const unread = this.#sql(
      'SELECT count(*) AS count FROM tallies JOIN incidents ON id = incident WHERE tally IS NULL AND opened_at >= ?',
    ).get(declaredSince ?? Number.MIN_SAFE_INTEGER);
    return { incidents: ids.parse(incidents), unread: countRow.parse(unread).count };
  }

  /** See `FiguresStore.tallies`. */
  read(incidents: readonly IncidentId[]): TalliedIncident[] {
    const rows = this.#sql(
      'SELECT incident, tally FROM tallies WHERE incident IN (SELECT value FROM json_each(?))',
    ).all(JSON.stringify(incidents));
    return tallyRows.parse(rows).flatMap(({ incident, tally: kept }) => {
      const tally = tallySchema.safeParse(kept && parseJson(kept)).data ?? this.#made(incident);
      return tally ? [{ incident, tally }] : [];
    });
  }

  /** See `FiguresStore.openItemTallies`. */
  openItems(): ItemTally[] {
    const rows = this.#sql(
      `SELECT incident, added_at AS addedAt, due, drill FROM action_items JOIN incidents ON id = incident
         WHERE open = 1`,
    ).all();
    return itemRows.parse(rows);
  }

  #made(incident: IncidentId): Tally | null {
    const found = this.#eventLog.find(incident);
    return found.kind === 'found' ? tallyOf(found.incident) : null;
  }
}
