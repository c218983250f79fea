import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { evolve } from '../../domain/evolve/evolve.ts';
import type { Recorded } from '../../domain/incident/events/events.ts';
import type { IncidentId } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { changesItems, eventColumns, type ReadEvents, readEvents } from '../rows/event-rows.ts';
import { incidentColumns, writeIncidentSql } from '../rows/incident-rows.ts';
import type { Found } from '../store.ts';
import type { Sql } from './database/sql.ts';
import { writeItems } from './item-rows.ts';

const versionRows = z.array(z.object({ seq: z.number(), rewritten: z.number() }));

/** Folded incidents cached in memory: a button on an incident of 10,000 events must not fold them again. */
const foldedMax = 200;

/** An incident with how often its stored events had been rewritten when they were folded. */
export type Folded = { readonly incident: Incident; readonly rewritten: number };

/**
 * How an incident is found: as it is now (null), held as it is until the transaction ends, or held to be changed. The
 * last doesn't keep others from owing effects for it.
 */
type Hold = null | 'FOR SHARE' | 'FOR NO KEY UPDATE';

/** What is found, and `rewritten` as in `Folded`. */
export type FoundFolded = Found & { readonly rewritten: number };

/**
 * The SQL of events, and the incidents that they fold to. Other processes append too, so what is cached counts only as
 * far as the incident's row agrees: its events up to the cached seq, never rewritten since.
 */
export class FoldedIncidents {
  readonly #folded = new LRUCache<IncidentId, Folded>({ max: foldedMax });

  async find(sql: Sql, id: IncidentId, hold: Hold = null): Promise<FoundFolded> {
    const { rows } = await sql(`SELECT seq, rewritten FROM incidents WHERE id = @id ${hold ?? ''}`, { id });
    const [row] = versionRows.parse(rows);
    if (!row) return { kind: 'missing', rewritten: 0 };
    const { seq, rewritten } = row;
    const known = this.#folded.get(id);
    const base = known?.rewritten === rewritten && known.incident.seq <= seq ? known.incident : null;
    if (base?.seq === seq) return { kind: 'found', incident: base, rewritten };
    const { recorded, unreadable } = await eventsOf(sql, id, base?.seq ?? 0);
    if (unreadable) return { kind: 'unreadable', ...unreadable, rewritten };
    const incident = recorded.reduce<Incident | null>(evolve, base);
    if (!incident) return { kind: 'missing', rewritten };
    this.keep({ incident, rewritten });
    return { kind: 'found', incident, rewritten };
  }

  /** Caches what a committed transaction has made of an incident that it had found with this `rewritten`. */
  keep(folded: Folded): void {
    this.#folded.set(folded.incident.id, folded);
  }

  /** Forgets everything: the database may be another one than before, such as one that took over without the latest commits. */
  clear(): void {
    this.#folded.clear();
  }
}

/** The events after a seq, up to the first one that can't be read, and why it can't. */
export async function eventsOf(sql: Sql, id: IncidentId, after = 0): Promise<ReadEvents> {
  const { rows } = await sql(
    'SELECT incident, seq, at, by, body FROM events WHERE incident = @id AND seq > @after ORDER BY seq',
    { id, after },
  );
  return readEvents(id, rows);
}

/** All events; null if one of them can't be read. */
export async function allEventsOf(sql: Sql, id: IncidentId): Promise<readonly Recorded[] | null> {
  const { recorded, unreadable } = await eventsOf(sql, id);
  return unreadable ? null : recorded;
}

/** See `Store.event`. */
export async function oneEvent(sql: Sql, id: IncidentId, seq: number): Promise<Recorded | null> {
  const { rows } = await sql(
    'SELECT incident, seq, at, by, body FROM events WHERE incident = @id AND seq = @seq',
    { id, seq },
  );
  return readEvents(id, rows).recorded[0] ?? null;
}

/**
 * Appends events to an incident that is new or held, and writes its rows. Throws InvalidEvent for an event that couldn't
 * be read back.
 */
export async function append(sql: Sql, recorded: readonly Recorded[], incident: Incident): Promise<void> {
  const events = JSON.stringify(recorded.map(eventColumns));
  await sql(
    `WITH incident AS (${writeIncidentSql}),
       numbered AS (UPDATE numbering SET highest = @id WHERE highest < @id),
       living AS (INSERT INTO channels (channel, incident) SELECT @channel, @id WHERE @channel IS NOT NULL
         ON CONFLICT DO NOTHING)
     INSERT INTO events (incident, seq, at, type, by, body)
       SELECT @id, seq, at, type, by, body FROM json_to_recordset(@events)
         AS events (seq bigint, at bigint, type text, by text, body text)`,
    { ...incidentColumns(incident), events },
  );
  if (changesItems(recorded)) await writeItems(sql, incident);
}
