import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Wanted } from '../../domain/find/wanted.ts';
import {
  type ChannelId,
  type IncidentId,
  incidentIdSchema,
  type MessageTs,
} from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { IncidentRow, Known, Page } from '../found.ts';
import { hasStatusSql, isNotFinalSql, isOpenSql } from '../open-statuses.ts';
import {
  duplicatesSql,
  incidentColumns,
  listedSql,
  readIds,
  readListed,
  writeIncidentSql,
} from '../rows/incident-rows.ts';
import type { Store } from '../store.ts';
import { ftsQuery } from './search/fts-query.ts';
import type { Statements } from './statements.ts';

const idRow = z.object({ id: incidentIdSchema });
const ownerRow = z.object({ incident: incidentIdSchema }).optional();

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

  /** Whether everyone can know of it. */
  isPublic(id: IncidentId): boolean {
    return this.#sql('SELECT 1 FROM incidents WHERE id = ? AND private_to IS NULL').get(id) !== undefined;
  }

  incidentsIn(channel: ChannelId): IncidentId[] {
    const rows = this.#sql('SELECT id FROM incidents WHERE channel = ? ORDER BY id').all(channel);
    return readIds(rows);
  }

  declaredFrom(channel: ChannelId, ts: MessageTs): IncidentId[] {
    const rows = this.#sql(
      'SELECT id FROM incidents WHERE source_channel = ? AND source_ts = ? ORDER BY id',
    ).all(channel, ts);
    return readIds(rows);
  }

  list({ open, limit, drills = true, known = [] }: Parameters<Store['list']>[0]): IncidentRow[] {
    const wanted = [knownSql, ...(open ? [isOpenSql] : []), ...(drills ? [] : ['drill = 0'])];
    return this.#read(`WHERE ${wanted.join(' AND ')} ORDER BY id DESC LIMIT @limit`, {
      limit,
      known: boundKnown(known),
    });
  }

  /**
   * The incidents that match, newest first. The leading table is read newest first, and no further than needed; the plus
   * signs keep SQLite from asking FTS5 for one row at a time. (FTS5 ignores a bound on the rowid that isn't an integer, and
   * numbers are bound as reals.)
   */
  find(wanted: Wanted, { before, limit, known }: Page): IncidentRow[] {
    const { severities, statuses, since } = wanted;
    const match = ftsQuery(wanted);
    const newest = match === null ? 'incidents.id' : 'search.rowid';
    const isSevere = 'severity IN (SELECT value FROM json_each(@severities))';
    const hasSeverity =
      match === null ? `+${isSevere}` : `+search.rowid IN (SELECT id FROM incidents WHERE ${isSevere})`;
    const conditions = [
      knownSql,
      '(@since IS NULL OR opened_at >= @since)',
      ...(match === null ? [] : ['search MATCH @match']),
      `${newest} < CAST(coalesce(@before, 1e15) AS INTEGER)`,
      ...(statuses.length > 0 ? [hasStatusSql(statuses)] : []),
      ...(severities.length > 0 ? [hasSeverity] : []),
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

  #read(which: string, given: Readonly<Record<string, unknown>> = {}, from = 'incidents'): IncidentRow[] {
    return readListed(this.#sql(`SELECT ${listedSql} FROM ${from} ${which}`).all(given));
  }

  duplicatesOf(id: IncidentId): IncidentId[] {
    return readIds(this.#sql(duplicatesSql).all({ id }));
  }

  pointingTo(id: IncidentId): IncidentId[] {
    const rows = this.#sql(
      `SELECT DISTINCT incident AS id FROM events WHERE type = 'duplicate_marked'
         AND iif(json_valid(body), body ->> '$.original', NULL) = ? ORDER BY incident`,
    ).all(id);
    return readIds(rows);
  }

  ids(): IncidentId[] {
    return readIds(this.#sql('SELECT id FROM incidents ORDER BY id').all());
  }

  /** Writes an incident's row, and whose channel it is. Belongs inside a transaction. */
  write(incident: Incident): void {
    this.#sql(writeIncidentSql).run(incidentColumns(incident));
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
