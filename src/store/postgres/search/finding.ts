import type { Wanted } from '../../../domain/find/wanted.ts';
import { isOpenSql } from '../../open-statuses.ts';
import { listedSql, readListed } from '../../rows/incident-rows.ts';
import type { IncidentRow, Page } from '../../store.ts';
import type { Sql } from '../database/sql.ts';
import { knownIds, mayBeKnownSql } from '../incident-rows.ts';
import { textQuery } from './text-query.ts';

/** How many incidents are looked at one by one, the newest that fit apart from their words, before the index is asked. */
const looksAt = 1_000;

/** See `Store.find`. */
export async function findRows(
  sql: Sql,
  wanted: Wanted,
  { before, limit, known }: Page,
): Promise<IncidentRow[]> {
  const { severities, open, since } = wanted;
  const query = textQuery(wanted);
  const fitting = [
    mayBeKnownSql,
    '(@since::bigint IS NULL OR opened_at >= @since)',
    '(@before::bigint IS NULL OR incidents.id < @before)',
    ...(open ? [isOpenSql] : []),
    ...(severities.length > 0 ? ['severity = ANY(@severities)'] : []),
  ].join(' AND ');
  const given = { before, since, known: knownIds(known), severities, ...query };
  const find = async (text: string, most: number) => (await sql(text, { ...given, limit: most })).rows;
  if (!query) return readListed(await find(selected(fitting), limit));
  const near = await find(amongNewest(fitting), limit);
  // Newest first: older ones are of interest only if there is room for them.
  const far = near.length < limit ? await find(amongOlder(fitting), limit - near.length) : [];
  return readListed([...near, ...far]);
}

const selected = (which: string): string =>
  `SELECT ${listedSql} FROM incidents WHERE ${which} ORDER BY incidents.id DESC LIMIT @limit`;

const newest = (fitting: string): string =>
  `newest AS MATERIALIZED (SELECT id FROM incidents WHERE ${fitting} ORDER BY id DESC LIMIT ${looksAt})`;

/**
 * What is everywhere is found soon, and so is what little else fits. Asked for that, the index would name all of it, which
 * takes a second with 100,000 incidents. (PostgreSQL doesn't foresee how many have a word, so each list is made first, as an
 * array.)
 */
const amongNewest = (fitting: string): string =>
  `WITH ${newest(fitting)} ${selected(`incidents.id = ANY(ARRAY(SELECT id FROM newest
    WHERE (SELECT all_words(words) FROM search WHERE incident = newest.id AND words @@ @any::tsquery) @@ @all::tsquery))`)}`;

/**
 * Those that the index names: with all words in one part, which is all that most of them have, or in all parts of a long
 * record together.
 */
const amongOlder = (fitting: string): string => {
  const older = `(SELECT count(*) = ${looksAt} FROM newest) AND incident < (SELECT min(id) FROM newest)`;
  return `WITH ${newest(fitting)} ${selected(`${fitting} AND incidents.id = ANY(ARRAY(
      SELECT incident FROM search WHERE ${older} AND words @@ @all::tsquery
      UNION ALL SELECT incident FROM search
        WHERE ${older} AND incident IN (SELECT incident FROM search WHERE part = 2) AND words @@ @any::tsquery
        GROUP BY incident HAVING all_words(words) @@ @all::tsquery))`)}`;
};
