import type { Wanted } from '../../../domain/find/wanted.ts';
import { isOpenSql } from '../../open-statuses.ts';
import { listedSql, readListed } from '../../rows/incident-rows.ts';
import type { IncidentRow, Page } from '../../store.ts';
import type { Sql } from '../database/sql.ts';
import { knownIds, mayBeKnownSql } from '../incident-rows.ts';
import { textQuery } from './text-query.ts';

/** The incidents that have all words in one part, which most of them only have, or in all parts of a long record together. */
const found = `SELECT incident FROM search WHERE words @@ @all::tsquery
  UNION ALL SELECT incident FROM search
    WHERE incident IN (SELECT incident FROM search WHERE part = 2) AND words @@ @any::tsquery
    GROUP BY incident HAVING all_words(words) @@ @all::tsquery`;

/** See `Store.find`. */
export async function findRows(
  sql: Sql,
  wanted: Wanted,
  { before, limit, known }: Page,
): Promise<IncidentRow[]> {
  const { severities, open, since } = wanted;
  const query = textQuery(wanted);
  const conditions = [
    mayBeKnownSql,
    '(@since::bigint IS NULL OR opened_at >= @since)',
    '(@before::bigint IS NULL OR incidents.id < @before)',
    ...(query ? [`incidents.id IN (${found})`] : []),
    ...(open ? [isOpenSql] : []),
    ...(severities.length > 0 ? ['severity = ANY(@severities)'] : []),
  ];
  const { rows } = await sql(
    `SELECT ${listedSql} FROM incidents WHERE ${conditions.join(' AND ')} ORDER BY incidents.id DESC LIMIT @limit`,
    { before, limit, since, known: knownIds(known), severities, ...query },
  );
  return readListed(rows);
}
