import type { Wanted } from '../../../domain/find/wanted.ts';
import type { Severity } from '../../../domain/incident/severity.ts';
import type { IncidentRow, Page } from '../../found.ts';
import { hasStatusSql } from '../../open-statuses.ts';
import { listedSql, readIds, readListed } from '../../rows/incident-rows.ts';
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
  const { statuses, since } = wanted;
  const query = textQuery(wanted);
  const fitting = [
    mayBeKnownSql,
    '(@since::bigint IS NULL OR opened_at >= @since)',
    '(@before::bigint IS NULL OR incidents.id < @before)',
    ...(statuses.length > 0 ? [hasStatusSql(statuses)] : []),
    ...(wanted.severities.length > 0 ? [severitySql(wanted.severities)] : []),
  ].join(' AND ');
  const newest = `SELECT id FROM incidents WHERE ${fitting} ORDER BY id DESC LIMIT @limit`;
  const given = { before, since, known: knownIds(known), ...query };
  const find = async (text: string, values: Readonly<Record<string, unknown>>) =>
    (await sql(text, { ...given, ...values })).rows;
  if (!query) return readListed(await find(selected(fitting), { limit }));
  const ids = readIds(await find(newest, { limit: looksAt }));
  const near = await find(amongNewest, { ids, limit });
  // Newest first: older ones are of interest only if there are any, and room for them.
  const oldest = ids.length === looksAt && near.length < limit ? ids.at(-1) : undefined;
  if (oldest === undefined) return readListed(near);
  const far = await find(amongOlder(fitting), { oldest, limit: limit - near.length });
  return readListed([...near, ...far]);
}

/**
 * As words of the statement and no values of it: PostgreSQL plans a statement for all of its values, but only a severity that
 * few have should be looked up by its index.
 */
const severitySql = (severities: readonly Severity[]): string =>
  `severity IN (${[...new Set(severities)]
    .sort()
    .map((one) => `'${one}'`)
    .join(', ')})`;

const selected = (which: string): string =>
  `SELECT ${listedSql} FROM incidents WHERE ${which} ORDER BY incidents.id DESC LIMIT @limit`;

/**
 * What is everywhere is found soon, and so is what little else fits. Asked for that, the index would name all of it, which
 * takes a second with 100,000 incidents. (PostgreSQL doesn't foresee how many have a word, so each list is made first, as an
 * array.)
 */
const amongNewest = selected(`incidents.id = ANY(ARRAY(SELECT id FROM unnest(@ids::bigint[]) AS newest (id)
    WHERE (SELECT all_words(words) FROM search WHERE incident = newest.id AND words @@ @any::tsquery) @@ @all::tsquery))`);

/**
 * Those that the index names: with all words in one part, which is all that most of them have, or in all parts of a long
 * record together.
 */
const amongOlder = (fitting: string): string =>
  selected(`${fitting} AND incidents.id = ANY(ARRAY(
      SELECT incident FROM search WHERE incident < @oldest AND words @@ @all::tsquery
      UNION ALL SELECT incident FROM search
        WHERE incident < @oldest AND incident IN (SELECT incident FROM search WHERE part = 2) AND words @@ @any::tsquery
        GROUP BY incident HAVING all_words(words) @@ @all::tsquery))`);
