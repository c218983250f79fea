import { z } from 'zod';
import { fold } from '../../../domain/evolve/evolve.ts';
import { newlySaid, saidIn } from '../../../domain/find/said.ts';
import { ownerMark, tellingOwner, termsOf } from '../../../domain/find/wanted.ts';
import type { Recorded } from '../../../domain/incident/events/events.ts';
import { type IncidentId, incidentIdSchema } from '../../../domain/incident/ids.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import type { Statements } from '../statements.ts';

/** How many events are taken up at once, a few milliseconds of work: commands wait for no more. */
const eventsAtOnce = 300;

/** How many pages of the index are rewritten at once, also a few milliseconds of work. */
const pagesAtOnce = 16;

const changesRow = z.object({ total: z.number() });
const staleRows = z.array(z.object({ id: incidentIdSchema, seq: z.number(), searched: z.number() }));
type Stale = z.infer<typeof staleRows>[number];

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
    const news = newlySaid(before, after, recorded);
    if (news) this.#extend(before, after, termsOf(news));
    else {
      const events = this.#read(after.id) ?? [];
      this.#replace(after.id, wordsOf(events.slice(0, -recorded.length)), wordsOf(events));
    }
  }

  /** Follows words that were taken out of stored events: `before` as they were. */
  forget(id: IncidentId, before: readonly Recorded[]): void {
    this.#replace(id, wordsOf(before), wordsOf(this.#read(id) ?? []));
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
    const stale = this.#stale();
    // FTS5 is quickest with ascending numbers.
    for (const { id, seq, searched } of firstOf(stale, eventsAtOnce).toReversed()) {
      const events = this.#read(id);
      if (!events) this.#unread.add(id);
      else if (this.#moveOn(id, searched, seq))
        this.#replace(id, wordsOf(events.slice(0, searched)), wordsOf(events));
    }
    return stale.length > 0;
  }

  /** Whether every incident is in the index. */
  isComplete(): boolean {
    return this.#sql('SELECT 1 FROM incidents WHERE searched <> seq LIMIT 1').get() === undefined;
  }

  #stale(): Stale[] {
    return staleRows.parse(
      this.#sql(
        `SELECT id, seq, searched FROM incidents WHERE searched <> seq
           AND id NOT IN (SELECT value FROM json_each(?)) ORDER BY id DESC LIMIT 30`,
      ).all(JSON.stringify([...this.#unread])),
    );
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

  #extend(before: Incident | null, after: Incident, words: ReadonlySet<string>): void {
    const [was, is] = [before && ownerMark(tellingOwner(before)), ownerMark(tellingOwner(after))];
    if (was !== null && was !== is) this.#remove(after.id, [was]);
    const added = [...words, ...(was === is ? [] : [is])];
    if (added.length > 0) this.#add(after.id, added);
  }

  #replace(id: IncidentId, before: ReadonlySet<string>, after: ReadonlySet<string>): void {
    this.#remove(
      id,
      [...before].filter((word) => !after.has(word)),
    );
    this.#add(
      id,
      [...after].filter((word) => !before.has(word)),
    );
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

/** As many as have `room` events together, but at least one. */
function firstOf(stale: readonly Stale[], room: number): Stale[] {
  let left = room;
  const end = stale.findIndex(({ seq }) => {
    left -= seq;
    return left < 0;
  });
  return stale.slice(0, end < 0 ? stale.length : Math.max(1, end));
}

/** All words under which an incident with these events is found. */
function wordsOf(events: readonly Recorded[]): Set<string> {
  const incident = fold(events);
  return incident ? termsOf(saidIn(incident, events)).add(ownerMark(tellingOwner(incident))) : new Set();
}
