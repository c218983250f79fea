import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { evolve } from '../../domain/evolve/evolve.ts';
import type { Recorded } from '../../domain/incident/events/events.ts';
import { type IncidentId, incidentIdSchema } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { ChangeTarget } from '../change.ts';
import type { Found } from '../found.ts';
import { changesItems, eventColumns, type ReadEvents, readEvents } from '../rows/event-rows.ts';
import { addIncidentSql, changeIncidentSql, incidentColumns } from '../rows/incident-rows.ts';
import { allOf, asRows, type Sql, type WritingSql } from './database/sql.ts';
import { editionSql } from './edition.ts';
import { incidentOfSql } from './incident-rows.ts';
import { itemWrites } from './item-rows.ts';

const ofIncidents = z.array(z.looseObject({ incident: z.number() }));
const rowsFound = z.array(
  z.object({ id: incidentIdSchema, seq: z.number(), searched: z.number(), edition: z.string() }),
);
type RowFound = z.infer<typeof rowsFound>[number];

/** Folded incidents cached in memory: a button on an incident of 10,000 events must not fold them again. */
const foldedMax = 200;

/** What is found of an incident: in which edition of its events, and up to which one it's in the index of words. */
export type Held = { readonly found: Found; readonly edition: string; readonly searched: number };

/** An incident with the edition of its stored events that it's the fold of. */
export type Folded = { readonly incident: Incident; readonly edition: string };

/**
 * How an incident is found: as it is now (null), held as it is until the transaction ends, the same unless another process has locked
 * it (then it's missing), or held to be changed. The last doesn't keep others from owing effects for it.
 */
type Hold = null | 'FOR SHARE' | 'FOR SHARE SKIP LOCKED' | 'FOR NO KEY UPDATE';

const rowSql = `SELECT id, seq, searched, ${editionSql('rewritten')} AS edition FROM incidents`;

/**
 * Incidents by their numbers, each the fold of its events. Other processes append too, so what is cached counts only as far as
 * the database agrees: it's of the same edition, and lacks at most the latest events.
 */
export class FoldedIncidents {
  readonly #folded = new LRUCache<IncidentId, Folded>({ max: foldedMax });

  async find(sql: Sql, id: IncidentId, hold: Hold = null): Promise<Found> {
    return (await this.hold(sql, id, hold)).found;
  }

  /** The same, with the rest of its row; for a channel, the incident that it belongs to. */
  async hold(sql: Sql, which: Exclude<ChangeTarget, 'new'>, hold: Hold): Promise<Held> {
    const [condition, values] = chosen(which);
    const { rows } = await sql(`${rowSql} WHERE ${condition} ${hold ?? ''}`, values);
    const [row] = rowsFound.parse(rows);
    return row ? this.#asOf(sql, row) : { found: { kind: 'missing' }, edition: '', searched: 0 };
  }

  /** Finds several incidents as they are now; leaves out the missing ones. */
  async findAll(sql: Sql, ids: readonly IncidentId[]): Promise<ReadonlyMap<IncidentId, Found>> {
    const { rows } = await sql(`${rowSql} WHERE id = ANY(@ids)`, { ids });
    const all = rowsFound
      .parse(rows)
      .map(async (row) => [row.id, (await this.#asOf(sql, row)).found] as const);
    return new Map(await allOf(all));
  }

  async #asOf(sql: Sql, { id, seq, ...held }: RowFound): Promise<Held> {
    const { edition } = held;
    const known = this.#folded.get(id);
    const base = known?.edition === edition && known.incident.seq <= seq ? known.incident : null;
    if (base?.seq === seq) return { found: { kind: 'found', incident: base }, ...held };
    const { recorded, unreadable } = await eventsOf(sql, id, base?.seq ?? 0);
    if (unreadable) return { found: { kind: 'unreadable', ...unreadable }, ...held };
    const incident = recorded.reduce<Incident | null>(evolve, base);
    if (!incident) return { found: { kind: 'missing' }, ...held };
    this.keep({ incident, edition });
    return { found: { kind: 'found', incident }, ...held };
  }

  /** Caches what a committed transaction has made of an incident that it had found in this edition. */
  keep(folded: Folded): void {
    this.#folded.set(folded.incident.id, folded);
  }
}

/** The SQL condition that picks the row of an incident, with its values. */
function chosen(which: Exclude<ChangeTarget, 'new'>): readonly [string, Readonly<Record<string, unknown>>] {
  if (typeof which !== 'object') return ['id = @id', { id: which }];
  const belongs = `id = ${incidentOfSql}`;
  if (which.public === undefined) return [belongs, { channel: which.in }];
  return [`${belongs} AND id = @id AND private_to IS NULL`, { channel: which.in, id: which.public }];
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

/** The records of several incidents, see `eventsOf`. */
export async function recordsOf(
  sql: Sql,
  ids: readonly IncidentId[],
): Promise<ReadonlyMap<IncidentId, ReadEvents>> {
  const { rows } = await sql(
    'SELECT incident, seq, at, by, body FROM events WHERE incident = ANY(@ids) ORDER BY incident, seq',
    { ids },
  );
  const all = ofIncidents.parse(rows);
  return new Map(
    ids.map((id) => [
      id,
      readEvents(
        id,
        all.filter(({ incident }) => incident === id),
      ),
    ]),
  );
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
 * Appends events, at the end of the transaction, to an incident that is new or locked, and writes its rows. `searched`: the last
 * event that the index of words has. Throws InvalidEvent for an event that couldn't be read back.
 */
export function append(
  sql: WritingSql,
  recorded: readonly Recorded[],
  incident: Incident,
  { isNew, searched }: { readonly isNew: boolean; readonly searched: number },
): void {
  const events = asRows(recorded.map(eventColumns));
  sql.atEnd(isNew ? beginSql : continueSql, { ...incidentColumns(incident), searched, events });
  if (changesItems(recorded)) for (const [text, values] of itemWrites(incident)) sql.atEnd(text, values);
}

const livingSql = `living AS (INSERT INTO channels (channel, incident) SELECT @channel, @id WHERE @channel IS NOT NULL
    ON CONFLICT DO NOTHING)`;
const eventsSql = `INSERT INTO events (incident, seq, at, type, by, body)
  SELECT @id, seq, at, type, by, body FROM json_to_recordset(@events)
    AS events (seq bigint, at bigint, type text, by text, body text)`;
const beginSql = `WITH incident AS (${addIncidentSql}),
    numbered AS (UPDATE numbering SET highest = @id WHERE highest < @id), ${livingSql} ${eventsSql}`;
const continueSql = `WITH incident AS (${changeIncidentSql}), ${livingSql} ${eventsSql}`;
