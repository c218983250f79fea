import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { problemLeaf } from '../../domain/incident/diagnoses.ts';
import { originalOf } from '../../domain/incident/ending/cancellation.ts';
import {
  type ChannelId,
  channelIdSchema,
  type IncidentId,
  incidentIdSchema,
  millisSchema,
  userIdSchema,
} from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { severitySchema } from '../../domain/incident/severity.ts';
import { statusSchema } from '../../domain/incident/status.ts';
import type { IncidentRow, Store } from '../store.ts';
import { isNotFinalSql, isOpenSql } from './open-statuses.ts';
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
  leaf: z.string().nullable(),
  nextUpdateAt: millisSchema.nullable(),
});

/** Channels whose incident is known without asking. */
const ownersMax = 1_000;

/** The SQL of incidents as their events have made them, one row each, and of their channels. */
export class IncidentRows {
  readonly #sql: Statements;
  /** Whose channel is whose, until something changes in an incident that lives there. */
  readonly #owners = new LRUCache<ChannelId, IncidentId>({ max: ownersMax });

  constructor(sql: Statements) {
    this.#sql = sql;
  }

  nextId(): IncidentId {
    const row = this.#sql('SELECT coalesce(max(id), 0) + 1 AS id FROM incidents').get();
    return idRow.parse(row).id;
  }

  incidentOf(channel: ChannelId): IncidentId | null {
    const known = this.#owners.get(channel);
    if (known) return known;
    const row =
      this.#sql(
        `SELECT id AS incident FROM incidents WHERE channel = ? ORDER BY ${isNotFinalSql} DESC, id DESC LIMIT 1`,
      ).get(channel) ?? this.#sql('SELECT incident FROM channels WHERE channel = ?').get(channel);
    const owner = ownerRow.parse(row)?.incident ?? null;
    if (owner) this.#owners.set(channel, owner);
    return owner;
  }

  list({ open, limit, drills = true }: Parameters<Store['list']>[0]): IncidentRow[] {
    const wanted = [...(open ? [isOpenSql] : []), ...(drills ? [] : ['drill = 0'])];
    const where = wanted.length > 0 ? `WHERE ${wanted.join(' AND ')}` : '';
    return this.#read(`${where} ORDER BY id DESC LIMIT ?`, limit);
  }

  /** The end as `incidents_by_end` has it, so that nothing else is read through. */
  endedSince(since: number, limit: number): IncidentRow[] {
    const end = 'coalesce(resolved_at, cancelled_at, closed_at)';
    return this.#read(
      `WHERE ${end} >= ? AND drill = 0 AND duplicate_of IS NULL ORDER BY ${end} DESC LIMIT ?`,
      since,
      limit,
    );
  }

  /** A row that another version wrote hides itself only: people go on declaring and listing. */
  #read(which: string, ...given: readonly number[]): IncidentRow[] {
    const rows = this.#sql(
      `SELECT id, title, severity, status, commander, channel, opened_at AS openedAt, resolved_at AS resolvedAt,
         closed_at AS closedAt, cancelled_at AS cancelledAt, duplicate_of AS duplicateOf, leaf, next_update_at AS nextUpdateAt, drill
         FROM incidents ${which}`,
    ).all(...given);
    return rows.flatMap((row) => incidentRow.safeParse(row).data ?? []);
  }

  /** Those of duplicates as well; an incident is none of its own, whatever stands in the file. */
  duplicatesOf(id: IncidentId): IncidentId[] {
    const rows = this.#sql(
      `WITH RECURSIVE found (id) AS (
           SELECT id FROM incidents WHERE duplicate_of = @id
           UNION SELECT incidents.id FROM incidents JOIN found ON duplicate_of = found.id)
         SELECT id FROM found WHERE id <> @id ORDER BY id`,
    ).all({ id });
    return idRows.parse(rows).map((row) => row.id);
  }

  ids(scope: 'open' | 'everywhere'): IncidentId[] {
    const where = scope === 'open' ? `WHERE ${isNotFinalSql}` : '';
    const rows = this.#sql(`SELECT id FROM incidents ${where} ORDER BY id`).all();
    return idRows.parse(rows).map(({ id }) => id);
  }

  /** Writes an incident's row, and whose its channel is. Belongs inside a transaction. */
  write(incident: Incident): void {
    this.#sql(
      `INSERT INTO incidents (id, seq, title, severity, status, commander, channel, channel_name, opened_at,
           acknowledged_at, resolved_at, closed_at, cancelled_at, duplicate_of, leaf, next_update_at, drill)
         VALUES (@id, @seq, @title, @severity, @status, @commander, @channel, @channelName, @openedAt,
           @acknowledgedAt, @resolvedAt, @closedAt, @cancelledAt, @duplicateOf, @leaf, @nextUpdateAt, @drill)
         ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, title = excluded.title, severity = excluded.severity,
           status = excluded.status, commander = excluded.commander, channel = excluded.channel,
           channel_name = excluded.channel_name, opened_at = excluded.opened_at,
           acknowledged_at = excluded.acknowledged_at, resolved_at = excluded.resolved_at, closed_at = excluded.closed_at,
           cancelled_at = excluded.cancelled_at, duplicate_of = excluded.duplicate_of,
           leaf = excluded.leaf,
           next_update_at = excluded.next_update_at`,
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
    });
    // Another incident may live there from now on, or again.
    if (incident.channel) this.#owners.delete(incident.channel.id);
    if (incident.channel)
      this.#sql('INSERT OR IGNORE INTO channels (channel, incident) VALUES (?, ?)').run(
        incident.channel.id,
        incident.id,
      );
  }
}
