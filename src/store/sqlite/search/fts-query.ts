import type { Wanted } from '../../../domain/find/wanted.ts';
import { queryText, termsWanted } from '../../search/terms-wanted.ts';

/**
 * What is wanted in FTS5's query language; null if the index needn't be asked. Every term is in quotes, so none is an
 * operator; terms are letters and digits, so none ends its quotes.
 */
export function ftsQuery(wanted: Wanted): string | null {
  const terms = termsWanted(wanted);
  if (terms.length === 0) return null;
  return queryText(terms, {
    and: ' AND ',
    or: ' OR ',
    term: ({ term, begins }) => (begins ? `"${term}" *` : `"${term}"`),
  });
}
