import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { fold } from '../../domain/evolve/evolve.ts';
import type { Recorded } from '../../domain/incident/events/events.ts';
import type { IncidentId } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { Found } from '../found.ts';
import { changesItems, eventColumns, type ReadEvents, readEvents } from '../rows/event-rows.ts';
import type { IncidentRows } from './incident-rows.ts';
import type { ItemRows } from './item-rows.ts';
import type { Statements } from './statements.ts';

const seqRow = z.object({ seq: z.number() }).optional();

/** Folded incidents cached in memory: a button on an incident of 10,000 events must not fold them again. */
const foldedMax = 200;

/** The SQL of events, and the incidents that they fold to. */
export class EventLog {
  readonly #sql: Statements;
  readonly #rows: IncidentRows;
  readonly #items: ItemRows;
  readonly #folded = new LRUCache<IncidentId, Incident>({ max: foldedMax });

  constructor(sql: Statements, rows: IncidentRows, items: ItemRows) {
    this.#sql = sql;
    this.#rows = rows;
    this.#items = items;
  }

  /** The events up to the first one that can't be read, and why it can't. */
  read(id: IncidentId): ReadEvents {
    const rows = this.#sql(
      'SELECT incident, seq, at, by, body FROM events WHERE incident = ? ORDER BY seq',
    ).iterate(id);
    return readEvents(id, rows);
  }

  /** All events; null if one of them can't be read. */
  readAll(id: IncidentId): readonly Recorded[] | null {
    const { recorded, unreadable } = this.read(id);
    return unreadable ? null : recorded;
  }

  one(id: IncidentId, seq: number): Recorded | null {
    const rows = this.#sql(
      'SELECT incident, seq, at, by, body FROM events WHERE incident = ? AND seq = ?',
    ).all(id, seq);
    return readEvents(id, rows).recorded[0] ?? null;
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
   * Appends events and rewrites the incident's row. Belongs inside a transaction; `keep` its result after that.
   * Throws InvalidEvent for an event that couldn't be read back.
   */
  append(recorded: readonly Recorded[], incident: Incident): void {
    this.#rows.write(incident);
    if (changesItems(recorded)) this.#items.write(incident);
    const insert = this.#sql(
      'INSERT INTO events (incident, seq, at, type, by, body) VALUES (@incident, @seq, @at, @type, @by, @body)',
    );
    for (const one of recorded) insert.run({ incident: incident.id, ...eventColumns(one) });
  }

  /**
   * Removes an entry's words from its events, and forgets what was folded from them. Belongs inside a transaction.
   */
  forgetWords(id: IncidentId, entry: number): void {
    this.#sql(
      `UPDATE events SET body = json_set(body, '$.text', '')
         WHERE incident = @id AND json_extract(body, '$.text') IS NOT NULL
           AND (seq = @entry OR (type = 'entry_edited' AND json_extract(body, '$.of') = @entry))`,
    ).run({ id, entry });
    this.#folded.delete(id);
  }

  /** Caches a folded incident once its transaction has been committed. */
  keep(incident: Incident): void {
    this.#folded.set(incident.id, incident);
  }
}
