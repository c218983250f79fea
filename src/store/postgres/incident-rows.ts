import { z } from 'zod';
import {
  type ChannelId,
  type IncidentId,
  incidentIdSchema,
  type MessageTs,
} from '../../domain/incident/ids.ts';
import type { IncidentRow, Known } from '../found.ts';
import { isNotFinalSql, isOpenSql } from '../open-statuses.ts';
import { duplicatesSql, listedSql, readIds, readListed } from '../rows/incident-rows.ts';
import type { Store } from '../store.ts';
import type { Sql } from './database/sql.ts';
import { editionSql } from './edition.ts';

const numberRow = z.tuple([z.object({ id: incidentIdSchema, edition: z.string() })]);
const ownerRow = z.tuple([z.object({ incident: incidentIdSchema.nullable() })]);

/** The SQL condition for an incident that everyone may know about, or one of these (null for all). */
export const mayBeKnownSql =
  '(private_to IS NULL OR @known::bigint[] IS NULL OR incidents.id = ANY(@known::bigint[]))';
/** What `@known` is in that condition. */
export const knownIds = (known: Known): readonly IncidentId[] | null => (known === 'all' ? null : known);

/**
 * The number after the highest that was ever given, and the edition of its events. Whoever wants one too waits for the end of the transaction: a number
 * is used, or it's the next one's.
 */
export async function nextNumber(sql: Sql): Promise<{ id: IncidentId; edition: string }> {
  const { rows } = await sql(
    `SELECT highest + 1 AS id, ${editionSql('0')} AS edition FROM numbering FOR UPDATE`,
  );
  return numberRow.parse(rows)[0];
}

/** SQL for the number of the incident that `@channel` belongs to. A private incident gives up its earlier channels. */
export const incidentOfSql = `coalesce(
  (SELECT id FROM incidents WHERE channel = @channel ORDER BY ${isNotFinalSql} DESC, id DESC LIMIT 1),
  (SELECT incident FROM channels JOIN incidents ON id = incident
     WHERE channels.channel = @channel AND private_to IS NULL))`;

/** See `Store.incidentOf`. Never cached: another process may write at any time. */
export async function incidentOf(sql: Sql, channel: ChannelId): Promise<IncidentId | null> {
  const { rows } = await sql(`SELECT ${incidentOfSql} AS incident`, { channel });
  return ownerRow.parse(rows)[0].incident;
}

/** See `Store.incidentsIn`. */
export async function incidentsIn(sql: Sql, channel: ChannelId): Promise<IncidentId[]> {
  const { rows } = await sql('SELECT id FROM incidents WHERE channel = @channel ORDER BY id', { channel });
  return readIds(rows);
}

/** See `Store.declaredFrom`. */
export async function declaredFrom(sql: Sql, channel: ChannelId, ts: MessageTs): Promise<IncidentId[]> {
  const { rows } = await sql(
    'SELECT id FROM incidents WHERE source_channel = @channel AND source_ts = @ts ORDER BY id',
    { channel, ts },
  );
  return readIds(rows);
}

/** See `Store.list`. */
export async function listedIncidents(
  sql: Sql,
  { open, limit, drills = true, known = [] }: Parameters<Store['list']>[0],
): Promise<IncidentRow[]> {
  const wanted = [mayBeKnownSql, ...(open ? [isOpenSql] : []), ...(drills ? [] : ['drill = 0'])];
  return listed(sql, `WHERE ${wanted.join(' AND ')} ORDER BY id DESC LIMIT @limit`, {
    limit,
    known: knownIds(known),
  });
}

/** See `Store.privateOnes`. */
export const privateOnes = (sql: Sql): Promise<IncidentRow[]> =>
  listed(sql, 'WHERE private_to IS NOT NULL ORDER BY id DESC', {});

/** See `Store.endedSince`. The end as the index `incidents_by_end` has it, so that nothing else is scanned. */
export async function endedSince(
  sql: Sql,
  since: number,
  limit: number,
  known: Known = [],
): Promise<IncidentRow[]> {
  const end = 'coalesce(resolved_at, cancelled_at, closed_at)';
  return listed(
    sql,
    `WHERE ${end} >= @since AND drill = 0 AND duplicate_of IS NULL AND ${mayBeKnownSql} ORDER BY ${end} DESC LIMIT @limit`,
    { since, limit, known: knownIds(known) },
  );
}

/** The incidents that a clause chooses from the table `incidents`. */
async function listed(
  sql: Sql,
  which: string,
  values: Readonly<Record<string, unknown>>,
): Promise<IncidentRow[]> {
  const { rows } = await sql(`SELECT ${listedSql} FROM incidents ${which}`, values);
  return readListed(rows);
}

/** See `Store.duplicatesOf`. */
export async function duplicatesOf(sql: Sql, id: IncidentId): Promise<IncidentId[]> {
  const { rows } = await sql(duplicatesSql, { id });
  return readIds(rows);
}

/** See `Store.pointingTo`. */
export async function pointingTo(sql: Sql, id: IncidentId): Promise<IncidentId[]> {
  const { rows } = await sql(
    `SELECT DISTINCT incident AS id FROM events
       WHERE type = 'duplicate_marked' AND json_number(body, 'original') = @id ORDER BY incident`,
    { id },
  );
  return readIds(rows);
}

/** The numbers of all incidents. */
export async function incidentIds(sql: Sql): Promise<IncidentId[]> {
  const { rows } = await sql('SELECT id FROM incidents ORDER BY id');
  return readIds(rows);
}
