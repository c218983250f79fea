import { codeTerm } from '../../../domain/find/terms.ts';
import { codeMark, ownerMark, type Wanted } from '../../../domain/find/wanted.ts';

/**
 * What is wanted in FTS5's query language; null if the index needn't be asked. Every term is in quotes, so none is an
 * operator; terms are letters and digits, so none ends its quotes.
 */
export function matching({ needles, owner, code }: Wanted): string | null {
  const all = [
    ...needles.map(({ spellings, begins }) => either(spellings.map((terms) => spelled(terms, begins)))),
    ...(owner ? [quoted(ownerMark(owner))] : []),
    ...(code ? [either(codeIn(code))] : []),
  ];
  return all.length === 0 ? null : all.join(' AND ');
}

const spelled = (terms: readonly string[], begins: boolean): string =>
  terms
    .map((term, i) => (begins && i === terms.length - 1 ? `${quoted(term)} *` : quoted(term)))
    .join(' AND ');

/** What the checks got; a code that is no number, in people's words as well. */
const codeIn = (code: string): string[] => [
  quoted(codeMark(code)),
  ...(/\D/.test(code) ? [quoted(codeTerm(code))] : []),
];

const either = (all: readonly string[]): string => `(${all.map((one) => `(${one})`).join(' OR ')})`;
const quoted = (term: string): string => `"${term}"`;
