import { clip, oneLine } from '../text/text.ts';
import type { Passage } from './passages.ts';
import { codeTerm, hasNeedle, termsIn } from './terms.ts';
import type { Wanted } from './wanted.ts';

/** Why an incident was found: where in its record, and the words there. */
export type WhyFound = { readonly where: string; readonly text: string };

/** How long the words are that are shown, in characters, and how many of them come before the first that matches. */
const shownMax = 160;
const beforeMax = 50;

/**
 * What of a record has most of what was looked for, cut to the place where that is; of several, the first in `all`. Null if
 * it's the title, which is shown anyway, or if no words were looked for. Pure.
 */
export function whyFound(all: readonly Passage[], { needles, code }: Wanted): WhyFound | null {
  const matches = (terms: ReadonlySet<string>, codes: readonly string[] = []): number =>
    needles.filter((needle) => hasNeedle(terms, needle)).length +
    (code !== null && codes.some((one) => codeTerm(one) === codeTerm(code)) ? 1 : 0);
  let best: { readonly passage: Passage; readonly count: number } | null = null;
  for (const passage of all) {
    const count = matches(termsIn(passage.text), passage.codes);
    if (count > (best?.count ?? 0)) best = { passage, count };
  }
  if (!best || best.passage.where === 'Title') return null;
  const { where, text } = best.passage;
  return { where, text: around(oneLine(text), (word) => matches(termsIn(word)) > 0) };
}

function around(text: string, isWanted: (word: string) => boolean): string {
  const at = [...text.matchAll(/\S+/gu)].find(([word]) => isWanted(word))?.index ?? 0;
  if (at <= beforeMax) return clip(text, shownMax);
  const start = text.lastIndexOf(' ', at - beforeMax) + 1 || at;
  return clip(`… ${text.slice(start)}`, shownMax);
}
