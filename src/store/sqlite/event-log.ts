import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { fold } from '../../domain/evolve/evolve.ts';
import { type Recorded, recordedSchema } from '../../domain/incident/events/events.ts';
import {
  type ChannelId,
  channelIdSchema,
  type IncidentId,
  incidentIdSchema,
  millisSchema,
  userIdSchema,
} from '../../domain/incident/ids.ts';
import { type Incident, originalOf, problemLeaf } from '../../domain/incident/incident.ts';
import { severitySchema } from '../../domain/incident/severity.ts';
import { statusSchema } from '../../domain/incident/status.ts';
import { InvalidEvent } from '../error-advice.ts';
import type { Found, IncidentRow, Store, Unreadable } from '../store.ts';
import { isNotFinalSql, isOpenSql } from './open-statuses.ts';
import type { Statements } from './statements.ts';

const eventRow = z.object({
  incident: z.number(),
  seq: z.number(),
  at: z.number(),
  by: z.string(),
  body: z.string(),
});
const seqRow = z.object({ seq: z.number() }).optional();
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

/** Folded incidents kept in memory: a button on an incident of 10,000 events must not fold them again. */
const foldedMax = 200;
/** Channels whose incident is known without asking. */
const ownersMax = 1_000;

/** The SQL of events, incidents and their channels. */
export class EventLog {
  readonly #sql: Statements;
  readonly #folded = new LRUCache<IncidentId, Incident>({ max: foldedMax });
  /** Whose channel is whose never changes. */
  readonly #owners = new LRUCache<ChannelId, IncidentId>({ max: ownersMax });

  constructor(sql: Statements) {
    this.#sql = sql;
  }

  nextId(): IncidentId {
    const row = this.#sql('SELECT coalesce(max(id), 0) + 1 AS id FROM incidents').get();
    return idRow.parse(row).id;
  }

  /** The events up to the first one that cannot be read, and why that one cannot. */
  read(id: IncidentId): { recorded: Recorded[]; unreadable: Unreadable | null } {
    const rows = this.#sql(
      'SELECT incident, seq, at, by, body FROM events WHERE incident = ? ORDER BY seq',
    ).iterate(id);
    const recorded: Recorded[] = [];
    for (const raw of rows) {
      const row = eventRow.parse(raw);
      const parsed = readEvent(row);
      if (typeof parsed === 'string')
        return { recorded, unreadable: { incident: id, seq: row.seq, why: parsed } };
      recorded.push(parsed);
    }
    return { recorded, unreadable: null };
  }

  one(id: IncidentId, seq: number): Recorded | null {
    const raw = this.#sql(
      'SELECT incident, seq, at, by, body FROM events WHERE incident = ? AND seq = ?',
    ).get(id, seq);
    const parsed = raw === undefined ? '' : readEvent(eventRow.parse(raw));
    return typeof parsed === 'string' ? null : parsed;
  }

  find(id: IncidentId): Found {
    const row = seqRow.parse(this.#sql('SELECT seq FROM incidents WHERE id = ?').get(id));
    if (!row) return { kind: 'missing' };
    const known = this.#folded.get(id);
    if (known?.seq === row.seq) return { kind: 'found', incident: known };
    const { recorded, unreadable } = this.read(id);
    if (unreadable) return { kind: 'unreadable', ...unreadable };
    const incident = fold(recorded);
    if (!incident) return { kind: 'missing' };
    this.#folded.set(id, incident);
    return { kind: 'found', incident };
  }

  /**
   * Appends events and rewrites the incident's row. Belongs inside a transaction; `keep` what it made after that. Throws
   * InvalidEvent for an event that could not be read back.
   */
  append(recorded: readonly Recorded[], incident: Incident): void {
    this.#writeRow(incident);
    const insert = this.#sql(
      'INSERT INTO events (incident, seq, at, type, by, body) VALUES (?, ?, ?, ?, ?, ?)',
    );
    for (const { seq, at, by, event } of recorded.map(storable))
      insert.run(incident.id, seq, at, event.type, JSON.stringify(by), JSON.stringify(event));
  }

  /** Leaves the events of an entry without its words, and forgets what was folded from them. In a transaction. */
  forgetWords(id: IncidentId, entry: number): void {
    this.#sql(
      `UPDATE events SET body = json_set(body, '$.text', '')
         WHERE incident = @id AND json_extract(body, '$.text') IS NOT NULL
           AND (seq = @entry OR (type = 'entry_edited' AND json_extract(body, '$.of') = @entry))`,
    ).run({ id, entry });
    this.#folded.delete(id);
  }

  /** Remembers a folded incident once its transaction has been committed. */
  keep(incident: Incident): void {
    this.#folded.set(incident.id, incident);
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
    return this.#rows(`${where} ORDER BY id DESC LIMIT ?`, limit);
  }

  /** The end as `incidents_by_end` has it, so that nothing else is read through. */
  endedSince(since: number, limit: number): IncidentRow[] {
    const end = 'coalesce(resolved_at, cancelled_at, closed_at)';
    return this.#rows(
      `WHERE ${end} >= ? AND drill = 0 AND duplicate_of IS NULL ORDER BY ${end} DESC LIMIT ?`,
      since,
      limit,
    );
  }

  /** A row that another version wrote hides itself only: people go on declaring and listing. */
  #rows(which: string, ...given: readonly number[]): IncidentRow[] {
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

  #writeRow(incident: Incident): void {
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

/** The event as it will be read back, by the schema that reads it. Throws InvalidEvent where it could not be. */
function storable(recorded: Recorded): Recorded {
  const parsed = recordedSchema.safeParse(recorded);
  if (parsed.success) return parsed.data;
  throw new InvalidEvent(
    recorded.event.type,
    parsed.error.issues.map(({ path }) => path.join('.')),
  );
}

/** The stored event, or why it cannot be read. */
function readEvent({ incident, seq, at, by, body }: z.infer<typeof eventRow>): Recorded | string {
  try {
    const parsed = recordedSchema.safeParse({
      incident,
      seq,
      at,
      by: JSON.parse(by),
      event: JSON.parse(body),
    });
    return parsed.success ? parsed.data : z.prettifyError(parsed.error);
  } catch {
    return 'it is not JSON';
  }
}
