import { z } from 'zod';
import type { ItemTally } from '../../domain/figures/item-figures.ts';
import { type Tally, tallySchema, tallyUntil } from '../../domain/figures/tally.ts';
import { type IncidentId, incidentIdSchema, millisSchema } from '../../domain/incident/ids.ts';
import { daySchema } from '../../domain/text/days.ts';
import { parseJson } from '../../domain/text/parse-json.ts';
import type { Countable } from '../figures-store.ts';

const incidentRows = z.array(z.object({ incident: incidentIdSchema }));
const lackingRows = z.array(
  z.object({ incident: incidentIdSchema, counts: z.number().transform((flag) => flag === 1) }),
);
const tallyRows = z.array(z.object({ incident: incidentIdSchema, tally: z.string().nullable() }));
const itemRows = z.array(
  z.object({
    incident: incidentIdSchema,
    addedAt: millisSchema,
    due: daySchema.nullable(),
    drill: z.number().transform((flag) => flag === 1),
  }),
);

/** How many changed incidents are read along with what is countable: the tallies of more have been made before that. */
const readAtOnce = 20;

/** The bounds of all times, UTC ms. */
const ever = { from: Number.MIN_SAFE_INTEGER, until: Number.MAX_SAFE_INTEGER };

/** The incidents in rows of `incident`. */
export const readIncidents = (rows: unknown): IncidentId[] =>
  incidentRows.parse(rows).map(({ incident }) => incident);

/** The SQL of those after `@after` that lack a tally, `@limit` at most. */
export const missingSql =
  'SELECT incident FROM tallies WHERE tally IS NULL AND incident > @after ORDER BY incident LIMIT @limit';

/** The SQL that keeps the tally of `@incident` (see `tallyColumns`). */
export const keepSql = 'UPDATE tallies SET tally = @tally, until = @until WHERE incident = @incident';

/** The SQL of every incident whose tally can matter to figures from `@from` on (see `since`), or that lacks one. */
export const countableSql = `SELECT incident FROM tallies WHERE until >= @from AND tally IS NOT NULL
  UNION ALL SELECT incident FROM tallies WHERE tally IS NULL ORDER BY incident`;

/**
 * The SQL of those that lack one, and whether they were declared at `@from` or later. Asked for after the others: what
 * changes between the two is among both.
 */
export const lackingSql = `SELECT incident, CASE WHEN opened_at >= @from THEN 1 ELSE 0 END AS counts
  FROM tallies JOIN incidents ON id = incident WHERE tally IS NULL ORDER BY incident`;

/** The value of `@from`, UTC ms; null for all times. */
export const since = (from: number | null) => ({ from: from ?? ever.from });

/** An incident that lacks a tally, and whether it counts as unread if it can't be read. */
export type Lacking = z.infer<typeof lackingRows>[number];

/** The rows of `lackingSql`. */
export const readLacking = (rows: unknown): Lacking[] => lackingRows.parse(rows);

/** Those that are read at once: the newest, which change most. */
export const toRead = (lacking: readonly Lacking[]): IncidentId[] =>
  lacking.slice(-readAtOnce).map(({ incident }) => incident);

/** What can be counted of all, when some of those that lack a tally could be read. */
export function countableOf(
  all: readonly IncidentId[],
  lacking: readonly Lacking[],
  read: ReadonlySet<IncidentId>,
): Countable {
  const left = lacking.filter(({ incident }) => !read.has(incident));
  const isLeft = new Set(left.map(({ incident }) => incident));
  return {
    incidents: all.filter((incident) => !isLeft.has(incident)),
    unread: left.filter(({ counts }) => counts).length,
  };
}

/** Each incident in rows of `incident, tally`, with its tally; null if that has to be made first, or again. */
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
