import { inAscii } from '../text/latin.ts';

/**
 * Text as words that can be compared, whatever the script, the case, or the accents. An index holds what `termsIn` makes of a
 * record, and is searched for what `needlesIn` makes of a query. Both are pure. The stored index relies on `termsIn`: if its
 * result changes, a migration has to empty the index.
 */

/** Scripts that don't separate words: in these, each letter and each pair of neighboring letters is a term. */
const unspaced =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]+/u;
const runs = new RegExp(`${unspaced.source}|(?:(?!${unspaced.source})[\\p{L}\\p{N}])+`, 'gu');
/** Words, and what is written like one: `token_revoked`, `3f1c-9a0b`, `api.intercom.io`. */
const chunks = /[\p{L}\p{N}]+(?:[-_.]+[\p{L}\p{N}]+)*/gu;

/** The longest term, in characters; only the start of a longer one is compared. */
const termMax = 64;
/** How many characters of a text, and how many words of a query, are read. */
const textMax = 20_000;
const needlesMax = 20;
/** The shortest term, in letters, that also matches words starting with it: a Korean syllable has two or three letters. */
const beginningMin = 3;

const folded = (text: string): string =>
  text
    .slice(0, textMax)
    .normalize('NFKD')
    .replaceAll(/\p{M}|['’](?=\p{L})/gu, '')
    .toLowerCase()
    .normalize('NFC')
    .replaceAll(/(?:(?![a-z])\p{Script=Latin})+/gu, inAscii);

const chunksIn = (text: string): string[] => folded(text).match(chunks) ?? [];
const runsIn = (chunk: string): string[] => chunk.match(runs) ?? [];
const clipped = (term: string): string => term.slice(0, termMax);

/** The parts of a chunk as one term; null if it has only one, or isn't written with spaces. */
function whole(chunk: string): string | null {
  const all = runsIn(chunk);
  return all.length < 2 || unspaced.test(chunk) ? null : clipped(all.join(''));
}

const pairsIn = (run: string): string[] => {
  const letters = [...run];
  return letters.slice(1).map((letter, i) => `${letters[i]}${letter}`);
};

/** All terms of a text, each once: letters and digits only, so that no engine reads them as anything else. */
export function termsIn(text: string): Set<string> {
  const found = new Set<string>();
  for (const chunk of chunksIn(text)) {
    const joined = whole(chunk);
    if (joined) found.add(joined);
    for (const run of runsIn(chunk))
      if (unspaced.test(run)) for (const term of [...run, ...pairsIn(run)]) found.add(term);
      else found.add(clipped(run));
  }
  return found;
}

/**
 * One word of a question. It's found where all terms of any of its spellings are; `begins`: words that begin with the last
 * term of a spelling count as well.
 */
export type Needle = { readonly spellings: readonly (readonly string[])[]; readonly begins: boolean };

/** The words of a question, each once. None if it has no letter and no digit. */
export function needlesIn(question: string): Needle[] {
  const needles = chunksIn(question).flatMap((chunk): Needle[] => {
    const joined = whole(chunk);
    return joined
      ? [{ spellings: [[joined], runsIn(chunk).map(clipped)], begins: true }]
      : runsIn(chunk).map(needle);
  });
  const distinct = new Map(needles.map((one) => [JSON.stringify(one), one]));
  return [...distinct.values()].slice(0, needlesMax);
}

function needle(run: string): Needle {
  if (!unspaced.test(run))
    return { spellings: [[clipped(run)]], begins: run.normalize('NFD').length >= beginningMin };
  const pairs = pairsIn(run);
  return { spellings: [pairs.length > 0 ? pairs : [run]], begins: false };
}

/** Whether a text with these terms has what a needle looks for. */
export const hasNeedle = (terms: ReadonlySet<string>, { spellings, begins }: Needle): boolean =>
  spellings.some((spelling) =>
    spelling.every(
      (term, i) =>
        terms.has(term) ||
        (begins && i === spelling.length - 1 && [...terms].some((one) => one.startsWith(term))),
    ),
  );

/** An error code as one term, however it's separated: `token_revoked` is `tokenrevoked`. Empty if it has no letter and no digit. */
export const codeTerm = (code: string): string =>
  clipped((folded(code).match(/[\p{L}\p{N}]+/gu) ?? []).join(''));
