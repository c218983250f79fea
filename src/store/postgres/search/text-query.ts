import type { Wanted } from '../../../domain/find/wanted.ts';
import { queryText, type TermsWanted, type TermWanted, termsWanted } from '../../search/terms-wanted.ts';

/** A question to an index of `tsvector`s, as two values of `tsquery`: all that is wanted, and any of its terms. */
type TextQuery = { readonly all: string; readonly any: string };

/**
 * What is wanted in PostgreSQL's query language; null if the index needn't be asked. Every term is in quotes, so none is
 * an operator; terms are letters and digits, so none ends its quotes.
 */
export function textQuery(wanted: Wanted): TextQuery | null {
  const terms = termsWanted(wanted);
  if (terms.length === 0) return null;
  return { all: queryText(terms, { and: ' & ', or: ' | ', term: quoted }), any: anyOf(terms) };
}

const quoted = ({ term, begins }: TermWanted): string => (begins ? `'${term}':*` : `'${term}'`);

const anyOf = (terms: TermsWanted): string => [...new Set(terms.flat(2).map(quoted))].join(' | ');
