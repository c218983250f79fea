import { z } from 'zod';
import type { ItemTally } from '../../domain/figures/item-figures.ts';
import { type Tally, tallySchema, tallyUntil } from '../../domain/figures/tally.ts';
import { type IncidentId, incidentIdSchema, millisSchema } from '../../domain/incident/ids.ts';
import { daySchema } from '../../domain/text/days.ts';
import { parseJson } from '../../domain/text/parse-json.ts';

const incidentRows = z.array(z.object({ incident: incidentIdSchema }));
const countRows = z.tuple([z.object({ count: z.number() })]);
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
export const madeAtOnce = 20;

/** The bounds of all times, UTC ms. */
export const ever = { from: Number.MIN_SAFE_INTEGER, until: Number.MAX_SAFE_INTEGER };

/** The incidents in rows of `incident`. */
export const readIncidents = (rows: unknown): IncidentId[] =>
  incidentRows.parse(rows).map(({ incident }) => incident);

/** The number in the one row of `count`. */
export const readCount = (rows: unknown): number => countRows.parse(rows)[0].count;

/** Each incident in rows of `incident, tally`, with its tally; null if that has to be made, or made anew. */
export const readTallies = (rows: unknown): { incident: IncidentId; tally: Tally | null }[] =>
  tallyRows.parse(rows).map(({ incident, tally }) => ({
    incident,
    tally: tallySchema.safeParse(tally && parseJson(tally)).data ?? null,
  }));

/** What is kept of a tally. */
export const tallyColumns = (tally: Tally) => ({
  tally: JSON.stringify(tally),
  until: tallyUntil(tally) ?? ever.until,
});

/** The SQL of all open action items. */
export const itemTalliesSql = `SELECT incident, added_at AS "addedAt", due, drill
  FROM action_items JOIN incidents ON id = incident WHERE open = 1 ORDER BY incident, item`;

/** The items in its rows. */
export const readItemTallies = (rows: unknown): ItemTally[] => itemRows.parse(rows);
