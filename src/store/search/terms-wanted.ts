import { codeTerm } from '../../domain/find/terms.ts';
import { codeMark, ownerMark, type Wanted } from '../../domain/find/wanted.ts';

/** A term that an index holds, or with `begins` the beginning of one. */
export type TermWanted = { readonly term: string; readonly begins: boolean };

/** What an index is asked for: everything in the list, each by all terms of any of its spellings. */
export type TermsWanted = readonly (readonly (readonly TermWanted[])[])[];

/** What of this can be looked up in an index of words; empty if it needn't be asked. */
export const termsWanted = ({ needles, owner, code }: Wanted): TermsWanted => [
  ...needles.map(({ spellings, begins }) =>
    spellings.map((terms) => terms.map((term, i) => ({ term, begins: begins && i === terms.length - 1 }))),
  ),
  ...(owner ? [[[wholly(ownerMark(owner))]]] : []),
  ...(code ? [codeIn(code).map((term) => [wholly(term)])] : []),
];

const wholly = (term: string): TermWanted => ({ term, begins: false });

/** What the checks got; a code that is no number, in people's words as well. */
const codeIn = (code: string): string[] =>
  [codeMark(code), ...(/\D/.test(code) ? [codeTerm(code)] : [])].filter((term) => term !== '');

/** How an index's own language says this. */
type Language = {
  readonly and: string;
  readonly or: string;
  readonly term: (wanted: TermWanted) => string;
};

/** What is wanted, in an index's language. */
export const queryText = (wanted: TermsWanted, { and, or, term }: Language): string =>
  wanted
    .map((spellings) =>
      joined(
        spellings.map((terms) => joined(terms.map(term), and)),
        or,
      ),
    )
    .join(and);

const joined = (all: readonly string[], by: string): string => `(${all.join(by)})`;
