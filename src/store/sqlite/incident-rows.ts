import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Wanted } from '../../domain/find/wanted.ts';
import { problemLeaf } from '../../domain/incident/diagnoses.ts';
import { originalOf } from '../../domain/incident/ending/cancellation.ts';
import {
  type ChannelId,
  channelIdSchema,
  type IncidentId,
  incidentIdSchema,
  type MessageTs,
  millisSchema,
  userIdSchema,
} from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { severitySchema } from '../../domain/incident/severity.ts';
import { statusSchema } from '../../domain/incident/status.ts';
import { parseJson } from '../../domain/text/parse-json.ts';
import { isNotFinalSql, isOpenSql } from '../open-statuses.ts';
import type { IncidentRow, Known, Page, Store } from '../store.ts';
import { matching } from './search/matching.ts';
import type { Statements } from './statements.ts';

const idRow = z.object({ id: incidentIdSchema });
const idRows = z.array(idRow);
const ownerRow = z.object({ incident: incidentIdSchema }).optional();
const incidentRow = z.object({
  id: incidentIdSchema,
  title: z.string(),
  severity: severitySchema,
  status: statusSchema,
  commander: userIdSchema.nullable(),
  channel: channelIdSchema.nullable(),
  openedAt: millisSchema,
  resolvedAt: millisSchema.nullable(),
  drill: z.number().transform((flag) => flag === 1),
  closedAt: millisSchema.nullable(),
  cancelledAt: millisSchema.nullable(),
  duplicateOf: incidentIdSchema.nullable(),
  originalIsPrivate: z.number().transform((flag) => flag === 1),
  leaf: z.string().nullable(),
  nextUpdateAt: millisSchema.nullable(),
  privateTo: z
    .string()
    .transform((json): unknown => parseJson(json))
    .pipe(z.array(userIdSchema))
    .nullable(),
});

/** The SQL condition for an incident that everyone may know about, or one of these (null for all). */
export const knownSql =
  '(private_to IS NULL OR @known IS NULL OR id IN (SELECT value FROM json_each(@known)))';
/** What `@known` is in that condition. */
export const boundKnown = (known: Known): string | null => (known === 'all' ? null : JSON.stringify(known));

/** How many channels' incidents are cached. */
const ownersMax = 1_000;

/** The SQL of incidents as their events have made them, one row each, and of their channels. */
export class IncidentRows {
  readonly #sql: Statements;
  /** Which channel is whose, cached until something changes in an incident that lives there. */
  readonly #owners = new LRUCache<ChannelId, IncidentId>({ max: ownersMax });

  constructor(sql: Statements) {
    this.#sql = sql;
  }

  /** Above every number that was ever given, also where the database was imported from. */
  nextId(): IncidentId {
    const row = this.#sql(
      `SELECT max(coalesce((SELECT max(id) FROM incidents), 0), coalesce((SELECT highest FROM numbering), 0)) + 1 AS id`,
    ).get();
    return idRow.parse(row).id;
  }

  incidentOf(channel: ChannelId): IncidentId | null {
    const known = this.#owners.get(channel);
    if (known) return known;
    const row =
      this.#sql(
        `SELECT id AS incident FROM incidents WHERE channel = ? ORDER BY ${isNotFinalSql} DESC, id DESC LIMIT 1`,
      ).get(channel) ??
      // A private incident no longer belongs to the channels it had.
      this.#sql(
        'SELECT incident FROM channels JOIN incidents ON id = incident WHERE channels.channel = ? AND private_to IS NULL',
      ).get(channel);
    const owner = ownerRow.parse(row)?.incident ?? null;
    if (owner) this.#owners.set(channel, owner);
    return owner;
  }

  incidentsIn(channel: ChannelId): IncidentId[] {
    const rows = this.#sql('SELECT id FROM incidents WHERE channel = ? ORDER BY id').all(channel);
    return idRows.parse(rows).map(({ id }) => id);
  }

  declaredFrom(channel: ChannelId, ts: MessageTs): IncidentId[] {
    const rows = this.#sql(
      'SELECT id FROM incidents WHERE source_channel = ? AND source_ts = ? ORDER BY id',
    ).all(channel, ts);
    return idRows.parse(rows).map(({ id }) => id);
  }

  list({ open, limit, drills = true, known = [] }: Parameters<Store['list']>[0]): IncidentRow[] {
    const wanted = [knownSql, ...(open ? [isOpenSql] : []), ...(drills ? [] : ['drill = 0'])];
    return this.#read(`WHERE ${wanted.join(' AND ')} ORDER BY id DESC LIMIT @limit`, {
      limit,
      known: boundKnown(known),
    });
  }

  /**
   * Those that are wanted, newest first. Whichever table comes first is read newest first, and no further than needed. (FTS5
   * passes over a limit of the rowid that is no integer, and numbers are bound as real ones.)
   */
  find(wanted: Wanted, { before, limit, known }: Page): IncidentRow[] {
    const { severities, open, since } = wanted;
    const match = matching(wanted);
    const newest = match === null ? 'incidents.id' : 'search.rowid';
    const conditions = [
      knownSql,
      '(@since IS NULL OR opened_at >= @since)',
      ...(match === null ? [] : ['search MATCH @match']),
      `${newest} < CAST(coalesce(@before, 1e15) AS INTEGER)`,
      ...(open ? [isOpenSql] : []),
      ...(severities.length > 0 ? ['severity IN (SELECT value FROM json_each(@severities))'] : []),
    ];
    return this.#read(
      `WHERE ${conditions.join(' AND ')} ORDER BY ${newest} DESC LIMIT @limit`,
      { before, limit, since, known: boundKnown(known), severities: JSON.stringify(severities), match },
      match === null ? 'incidents' : 'search CROSS JOIN incidents ON incidents.id = search.rowid',
    );
  }

  privateOnes(): IncidentRow[] {
    return this.#read('WHERE private_to IS NOT NULL ORDER BY id DESC');
  }

  /** The end as the index `incidents_by_end` has it, so that nothing else is scanned. */
  endedSince(since: number, limit: number, known: Known = []): IncidentRow[] {
    const end = 'coalesce(resolved_at, cancelled_at, closed_at)';
    return this.#read(
      `WHERE ${end} >= @since AND drill = 0 AND duplicate_of IS NULL AND ${knownSql} ORDER BY ${end} DESC LIMIT @limit`,
      { since, limit, known: boundKnown(known) },
    );
  }

  /** A row that another version wrote only hides itself: people go on declaring and listing. */
  #read(which: string, given: Readonly<Record<string, unknown>> = {}, from = 'incidents'): IncidentRow[] {
    const rows = this.#sql(
      `SELECT incidents.id, title, severity, status, commander, channel, opened_at AS openedAt, resolved_at AS resolvedAt,
         closed_at AS closedAt, cancelled_at AS cancelledAt, leaf, next_update_at AS nextUpdateAt, drill,
         duplicate_of AS duplicateOf,
         EXISTS (SELECT 1 FROM incidents AS original WHERE original.id = incidents.duplicate_of
           AND original.private_to IS NOT NULL) AS originalIsPrivate,
         private_to AS privateTo
         FROM ${from} ${which}`,
    ).all(given);
    return rows.flatMap((row) => incidentRow.safeParse(row).data ?? []);
  }

  /** Includes duplicates of duplicates; an incident is never its own duplicate, whatever the file says. */
  duplicatesOf(id: IncidentId): IncidentId[] {
    const rows = this.#sql(
      `WITH RECURSIVE found (id) AS (
           SELECT id FROM incidents WHERE duplicate_of = @id AND private_to IS NULL
           UNION SELECT incidents.id FROM incidents JOIN found ON duplicate_of = found.id
             WHERE private_to IS NULL)
         SELECT id FROM found WHERE id <> @id ORDER BY id`,
    ).all({ id });
    return idRows.parse(rows).map((row) => row.id);
  }

  pointingTo(id: IncidentId): IncidentId[] {
    const rows = this.#sql(
      `SELECT DISTINCT incident AS id FROM events WHERE type = 'duplicate_marked'
         AND iif(json_valid(body), body ->> '$.original', NULL) = ? ORDER BY incident`,
    ).all(id);
    return idRows.parse(rows).map((row) => row.id);
  }

  ids(scope: 'open' | 'everywhere'): IncidentId[] {
    const where = scope === 'open' ? `WHERE ${isNotFinalSql}` : '';
    const rows = this.#sql(`SELECT id FROM incidents ${where} ORDER BY id`).all();
    return idRows.parse(rows).map(({ id }) => id);
  }

  /** Writes an incident's row, and whose channel it is. Belongs inside a transaction. */
  write(incident: Incident): void {
    this.#sql(
      `INSERT INTO incidents (id, seq, title, severity, status, commander, channel, channel_name, opened_at,
           acknowledged_at, resolved_at, closed_at, cancelled_at, duplicate_of, leaf, next_update_at, drill, private_to,
           source_channel, source_ts)
         VALUES (@id, @seq, @title, @severity, @status, @commander, @channel, @channelName, @openedAt,
           @acknowledgedAt, @resolvedAt, @closedAt, @cancelledAt, @duplicateOf, @leaf, @nextUpdateAt, @drill, @privateTo,
           @sourceChannel, @sourceTs)
         ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, title = excluded.title, severity = excluded.severity,
           status = excluded.status, commander = excluded.commander, channel = excluded.channel,
           channel_name = excluded.channel_name, opened_at = excluded.opened_at,
           acknowledged_at = excluded.acknowledged_at, resolved_at = excluded.resolved_at, closed_at = excluded.closed_at,
           cancelled_at = excluded.cancelled_at, duplicate_of = excluded.duplicate_of,
           leaf = excluded.leaf,
           next_update_at = excluded.next_update_at, private_to = excluded.private_to`,
    ).run({
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
    if (incident.privateTo) this.#owners.clear();
    // Another incident may live there from now on, or again.
    if (incident.channel) this.#owners.delete(incident.channel.id);
    if (incident.channel)
      this.#sql('INSERT OR IGNORE INTO channels (channel, incident) VALUES (?, ?)').run(
        incident.channel.id,
        incident.id,
      );
  }
}
