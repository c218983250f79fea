import type { Recorded } from '../../../domain/incident/events/events.ts';
import type { IncidentId } from '../../../domain/incident/ids.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { readIds } from '../../rows/incident-rows.ts';
import { type Rewording, rewordingBy, rewordingFrom, staleAtOnce } from '../../search/rewording.ts';
import type { Sql, WritingSql } from '../database/sql.ts';
import { allEventsOf, recordsOf } from '../event-log.ts';

/**
 * How many words the first part holds before the next one begins, and how many are added at once. Changing a part indexes all of
 * its words again, but searching several parts is slower than one, so the words of most incidents have to fit into the first.
 */
const wordsInFirst = 200;
/** The same for each later part: once there are several to search, one more costs little. */
const wordsInLater = 40;

/** Follows, at the end, a change of an incident whose words are all in the index. */
export async function followChange(
  sql: WritingSql,
  before: Incident | null,
  after: Incident,
  recorded: readonly Recorded[],
): Promise<void> {
  const rewording = rewordingBy(before, after, recorded);
  if (rewording) return reword(sql, after.id, rewording);
  const events = (await allEventsOf(sql, after.id)) ?? [];
  reword(sql, after.id, rewordingFrom(events, [...events, ...recorded]));
}

/** Follows words that were taken out of stored events; `before`: the events as they were. */
export async function followForgetting(
  sql: WritingSql,
  id: IncidentId,
  before: readonly Recorded[],
): Promise<void> {
  reword(sql, id, rewordingFrom(before, (await allEventsOf(sql, id)) ?? []));
}

/** See `Store.unindexed`. */
export async function unindexed(sql: Sql): Promise<readonly IncidentId[]> {
  return readIds((await sql('SELECT id FROM incidents WHERE unsearched = 1 ORDER BY id LIMIT 100')).rows);
}

const staleSql =
  'SELECT id, seq, searched FROM incidents WHERE unsearched = 1 AND id <> ALL(@unread) ORDER BY id DESC';

/** Fills the index with what another version wrote, or with what was moved here. */
export class WordFilling {
  /** What this version can't read, so that it isn't tried again and again. */
  readonly #unread = new Set<IncidentId>();

  /**
   * Adds some of what isn't in the index yet, newest first; returns whether there is more. Rows that another process has locked
   * come last, and are waited for.
   */
  async fill(sql: WritingSql): Promise<boolean> {
    const unread = [...this.#unread];
    const free = await sql(`${staleSql} LIMIT 30 FOR NO KEY UPDATE SKIP LOCKED`, { unread });
    const { rows } = free.count > 0 ? free : await sql(`${staleSql} LIMIT 1 FOR NO KEY UPDATE`, { unread });
    const { stale, all } = staleAtOnce(rows);
    const records = await recordsOf(
      sql,
      stale.map(({ id }) => id),
    );
    const read = stale.flatMap(({ id, searched }) => {
      const { recorded = [], unreadable = null } = records.get(id) ?? {};
      if (unreadable) this.#unread.add(id);
      return unreadable ? [] : [{ id, ...rewordingFrom(recorded.slice(0, searched), recorded) }];
    });
    await sql('UPDATE incidents SET searched = seq WHERE id = ANY(@ids)', { ids: read.map(({ id }) => id) });
    for (const { id, gone } of read) removeWords(sql, id, gone);
    addWords(sql, read);
    return all > 0;
  }
}

function reword(sql: WritingSql, id: IncidentId, { added, gone }: Rewording): void {
  removeWords(sql, id, gone);
  addWords(sql, [{ id, added }]);
}

function removeWords(sql: WritingSql, id: IncidentId, gone: readonly string[]): void {
  if (gone.length > 0)
    sql.atEnd('UPDATE search SET words = ts_delete(words, @gone::text[]) WHERE incident = @id', { id, gone });
}

/** Adds words to the last part of each incident, or to a new one if that is full. */
function addWords(
  sql: WritingSql,
  all: readonly { readonly id: IncidentId; readonly added: readonly string[] }[],
): void {
  const longest = Math.max(0, ...all.map(({ added }) => added.length));
  for (let at = 0; at < longest; at += wordsInFirst) {
    const words = all.flatMap(({ id: incident, added }) =>
      at < added.length ? [{ incident, words: added.slice(at, at + wordsInFirst) }] : [],
    );
    sql.atEnd(
      `WITH given AS (SELECT incident, ARRAY(SELECT json_array_elements_text(words)) AS words
         FROM json_to_recordset(@words::json) AS given (incident bigint, words json))
       INSERT INTO search (incident, part, words)
         SELECT incident, coalesce(part + (held >= CASE part WHEN 1 THEN ${wordsInFirst} ELSE ${wordsInLater} END)::int, 1),
           array_to_tsvector(given.words)
           FROM given LEFT JOIN LATERAL (SELECT part, length(words) AS held FROM search
             WHERE search.incident = given.incident ORDER BY part DESC LIMIT 1) AS latest ON true
       ON CONFLICT (incident, part) DO UPDATE SET words = search.words || excluded.words`,
      { words: JSON.stringify(words) },
    );
  }
}
