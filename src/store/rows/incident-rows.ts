import { z } from 'zod';
import { problemLeaf } from '../../domain/incident/diagnoses.ts';
import { originalOf } from '../../domain/incident/ending/cancellation.ts';
import {
  channelIdSchema,
  type IncidentId,
  incidentIdSchema,
  millisSchema,
  userIdSchema,
} from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { severitySchema } from '../../domain/incident/severity.ts';
import { statusSchema } from '../../domain/incident/status.ts';
import { parseJson } from '../../domain/text/parse-json.ts';
import type { IncidentRow } from '../found.ts';

const idRows = z.array(z.object({ id: incidentIdSchema }));

/** The numbers in rows of `id`. */
export const readIds = (rows: unknown): IncidentId[] => idRows.parse(rows).map(({ id }) => id);

/** SQLite has no booleans. */
const flag = z.union([z.boolean(), z.number().transform((value) => value === 1)]);
const incidentRow = z.object({
  id: incidentIdSchema,
  title: z.string(),
  severity: severitySchema,
  status: statusSchema,
  commander: userIdSchema.nullable(),
  channel: channelIdSchema.nullable(),
  openedAt: millisSchema,
  resolvedAt: millisSchema.nullable(),
  drill: flag,
  closedAt: millisSchema.nullable(),
  cancelledAt: millisSchema.nullable(),
  duplicateOf: incidentIdSchema.nullable(),
  originalIsPrivate: flag,
  leaf: z.string().nullable(),
  nextUpdateAt: millisSchema.nullable(),
  privateTo: z
    .string()
    .transform((json): unknown => parseJson(json))
    .pipe(z.array(userIdSchema))
    .nullable(),
});

/** The SQL of the columns that a list shows, of a table `incidents`. */
export const listedSql = `incidents.id, title, severity, status, commander, channel, opened_at AS "openedAt",
  resolved_at AS "resolvedAt", closed_at AS "closedAt", cancelled_at AS "cancelledAt", leaf,
  next_update_at AS "nextUpdateAt", drill, duplicate_of AS "duplicateOf",
  EXISTS (SELECT 1 FROM incidents AS original WHERE original.id = incidents.duplicate_of
    AND original.private_to IS NOT NULL) AS "originalIsPrivate",
  private_to AS "privateTo"`;

/** Reads rows of these columns. A row that another version wrote only hides itself: people go on declaring and listing. */
export const readListed = (rows: readonly unknown[]): IncidentRow[] =>
  rows.flatMap((row) => incidentRow.safeParse(row).data ?? []);

/** A column with the name of its value. */
type Column = readonly [column: string, value: keyof ReturnType<typeof incidentColumns> | 'searched'];

/** The columns that never change after the declaration. */
const lasting: readonly Column[] = [
  ['id', 'id'],
  ['drill', 'drill'],
  ['source_channel', 'sourceChannel'],
  ['source_ts', 'sourceTs'],
];
/** The columns that a change can write. */
const changing: readonly Column[] = [
  ['seq', 'seq'],
  ['title', 'title'],
  ['severity', 'severity'],
  ['status', 'status'],
  ['commander', 'commander'],
  ['channel', 'channel'],
  ['channel_name', 'channelName'],
  ['opened_at', 'openedAt'],
  ['acknowledged_at', 'acknowledgedAt'],
  ['resolved_at', 'resolvedAt'],
  ['closed_at', 'closedAt'],
  ['cancelled_at', 'cancelledAt'],
  ['duplicate_of', 'duplicateOf'],
  ['leaf', 'leaf'],
  ['next_update_at', 'nextUpdateAt'],
  ['private_to', 'privateTo'],
];
const searched: Column = ['searched', 'searched'];

const inserting = (columns: readonly Column[]): string =>
  `INSERT INTO incidents (${columns.map(([column]) => column).join(', ')})
    VALUES (${columns.map(([, value]) => `@${value}`).join(', ')})`;

/** The SQL that writes an incident's row; its values: `incidentColumns`. */
export const writeIncidentSql = `${inserting([...lasting, ...changing])}
  ON CONFLICT (id) DO UPDATE SET ${changing.map(([column]) => `${column} = excluded.${column}`).join(', ')}`;
/** The same for a new incident; `@searched`: the last event that the index of words has. */
export const addIncidentSql = inserting([...lasting, ...changing, searched]);
/** The same for an incident that has a row. */
export const changeIncidentSql = `UPDATE incidents
  SET ${[...changing, searched].map(([column, value]) => `${column} = @${value}`).join(', ')} WHERE id = @id`;

/** What is kept of an incident in its row. */
export const incidentColumns = (incident: Incident) => ({
  id: incident.id,
  seq: incident.seq,
  title: incident.title,
  severity: incident.severity,
  status: incident.status,
  commander: incident.commander,
  channel: incident.channel?.id ?? null,
  channelName: incident.channel?.name ?? null,
  openedAt: incident.openedAt,
  acknowledgedAt: incident.acknowledgedAt,
  resolvedAt: incident.resolvedAt,
  closedAt: incident.closedAt,
  cancelledAt: incident.cancellation?.at ?? null,
  duplicateOf: originalOf(incident),
  leaf: problemLeaf(incident),
  nextUpdateAt: incident.nextUpdateAt,
  drill: incident.drill ? 1 : 0,
  privateTo: incident.privateTo && JSON.stringify(incident.privateTo),
  sourceChannel: incident.source?.channel ?? null,
  sourceTs: incident.source?.ts ?? null,
});

/** The SQL of an incident's duplicates and theirs (`@id`); an incident is never its own, whatever the database says. */
export const duplicatesSql = `WITH RECURSIVE found (id) AS (
    SELECT id FROM incidents WHERE duplicate_of = @id AND private_to IS NULL
    UNION SELECT incidents.id FROM incidents JOIN found ON duplicate_of = found.id WHERE private_to IS NULL)
  SELECT id FROM found WHERE id <> @id ORDER BY id`;
