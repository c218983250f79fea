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
import type { IncidentRow } from '../store.ts';

const idRows = z.array(z.object({ id: incidentIdSchema }));

/** The numbers in rows of `id`. */
export const readIds = (rows: unknown): IncidentId[] => idRows.parse(rows).map(({ id }) => id);

/** Reads `Store.unindexed`. */
export const unindexedSql = 'SELECT id FROM incidents WHERE searched <> seq ORDER BY id LIMIT 100';

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

/** The SQL that writes an incident's row, with more columns if there are `more`, and their values by name. */
const writing = (
  ...more: readonly string[]
): string => `INSERT INTO incidents (id, seq, title, severity, status, commander, channel, channel_name,
    opened_at, acknowledged_at, resolved_at, closed_at, cancelled_at, duplicate_of, leaf, next_update_at, drill, private_to,
    source_channel, source_ts${more.map((column) => `, ${column}`).join('')})
  VALUES (@id, @seq, @title, @severity, @status, @commander, @channel, @channelName,
    @openedAt, @acknowledgedAt, @resolvedAt, @closedAt, @cancelledAt, @duplicateOf, @leaf, @nextUpdateAt, @drill, @privateTo,
    @sourceChannel, @sourceTs${more.map((column) => `, @${column}`).join('')})
  ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, title = excluded.title, severity = excluded.severity,
    status = excluded.status, commander = excluded.commander, channel = excluded.channel,
    channel_name = excluded.channel_name, opened_at = excluded.opened_at, acknowledged_at = excluded.acknowledged_at,
    resolved_at = excluded.resolved_at, closed_at = excluded.closed_at, cancelled_at = excluded.cancelled_at,
    duplicate_of = excluded.duplicate_of, leaf = excluded.leaf, next_update_at = excluded.next_update_at,
    private_to = excluded.private_to${more.map((column) => `, ${column} = excluded.${column}`).join('')}`;

/** The SQL that writes an incident's row; its values: `incidentColumns`. */
export const writeIncidentSql = writing();
/** The same with up to which event it's in the index of words: `@searched`. */
export const writeSearchedIncidentSql = writing('searched');

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
