import { z } from 'zod';
import type { Recorded } from '../../../domain/incident/events/events.ts';
import type { IncidentId } from '../../../domain/incident/ids.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { readIds } from '../../rows/incident-rows.ts';
import { type Rewording, rewordingBy, rewordingFrom, staleAtOnce } from '../../search/rewording.ts';
import type { Statements } from '../statements.ts';

/** How many pages of the index are rewritten at once, also a few milliseconds of work. */
const pagesAtOnce = 16;

const changesRow = z.object({ total: z.number() });

/** Reads an incident's events; null if this version can't read them all. */
type ReadEvents = (id: IncidentId) => readonly Recorded[] | null;

/**
 * The SQL of the full-text index: every incident's words, each under its number. The index keeps no text, so it's told which
 * words an incident gets, twice or more being as good as once, and which it has no longer. Everything here belongs inside a
 * transaction.
 */
export class SearchIndex {
  readonly #sql: Statements;
  readonly #read: ReadEvents;
  /** What this version can't read, so that it isn't tried again and again. */
  readonly #unread = new Set<IncidentId>();

  constructor(sql: Statements, read: ReadEvents) {
    this.#sql = sql;
    this.#read = read;
  }

  /** Follows a change that has been appended. What isn't in the index yet is left to `fill`. */
  follow(before: Incident | null, after: Incident, recorded: readonly Recorded[]): void {
    if (!this.#moveOn(after.id, before?.seq ?? 0, after.seq)) return;
    const rewording = rewordingBy(before, after, recorded);
    if (rewording) this.#reword(after.id, rewording);
    else {
      const events = this.#read(after.id) ?? [];
      this.#reword(after.id, rewordingFrom(events.slice(0, -recorded.length), events));
    }
  }

  /** Follows words that were taken out of stored events: `before` as they were. */
  forget(id: IncidentId, before: readonly Recorded[]): void {
    this.#reword(id, rewordingFrom(before, this.#read(id) ?? []));
  }

  /**
   * Rewrites a part of the index without the words that were removed, which until then are only passed over; returns whether
   * there is more. (FTS5's `merge` has done something if it changed at least two rows.)
   */
  purge(): boolean {
    const changes = () => changesRow.parse(this.#sql('SELECT total_changes() AS total').get()).total;
    const before = changes();
    this.#sql("INSERT INTO search (search, rank) VALUES ('merge', ?)").run(-pagesAtOnce);
    return changes() - before > 1;
  }

  /** Takes up some of what isn't in the index yet, newest first; returns whether there is more. */
  fill(): boolean {
    const { stale, all } = staleAtOnce(
      this.#sql(
        `SELECT id, seq, searched FROM incidents WHERE searched <> seq
           AND id NOT IN (SELECT value FROM json_each(?)) ORDER BY id DESC LIMIT 30`,
      ).all(JSON.stringify([...this.#unread])),
    );
    // FTS5 is quickest with ascending numbers.
    for (const { id, seq, searched } of stale.toReversed()) {
      const events = this.#read(id);
      if (!events) this.#unread.add(id);
      else if (this.#moveOn(id, searched, seq))
        this.#reword(id, rewordingFrom(events.slice(0, searched), events));
    }
    return all > 0;
  }

  /** See `Store.unindexed`. */
  unindexed(): readonly IncidentId[] {
    return readIds(this.#sql('SELECT id FROM incidents WHERE searched <> seq ORDER BY id LIMIT 100').all());
  }

  #moveOn(id: IncidentId, from: number, to: number): boolean {
    const { changes } = this.#sql(
      'UPDATE incidents SET searched = @to WHERE id = @id AND searched = @from',
    ).run({
      id,
      from,
      to,
    });
    return changes === 1;
  }

  #reword(id: IncidentId, { added, gone }: Rewording): void {
    this.#remove(id, gone);
    if (added.length > 0) this.#add(id, added);
  }

  #add(id: IncidentId, words: readonly string[]): void {
    this.#sql('INSERT INTO search (rowid, words) VALUES (?, ?)').run(id, words.join(' '));
  }

  /** FTS5 counts additions and removals, and takes an index with more of these for a corrupt one. */
  #remove(id: IncidentId, words: readonly string[]): void {
    if (words.length === 0) return;
    this.#add(id, []);
    this.#sql("INSERT INTO search (search, rowid, words) VALUES ('delete', ?, ?)").run(id, words.join(' '));
  }
}
