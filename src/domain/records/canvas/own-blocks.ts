import { type Block, blockOf } from './canvas-text.ts';

/** How much of a block's words another must have to be that block, changed by somebody. */
const alike = 0.5;

/**
 * Which blocks of a section are the bot's, by their places in it: those that it wrote (`former`) or is to write, and for
 * each that it wrote and that isn't there, the one that has most of its words, because somebody has changed it. All others
 * are people's own.
 */
export function ownBlocks(
  shown: readonly Block[],
  [former, wanted]: readonly [former: readonly string[], wanted: readonly string[]],
): number[] {
  const written = former.map(blockOf);
  const prints = new Set([...written, ...wanted.map(blockOf)].map(({ print }) => print));
  const own = new Set(shown.flatMap(({ print }, i) => (prints.has(print) ? [i] : [])));
  const there = new Set(shown.map(({ print }) => print));
  for (const missing of written.filter(({ print }) => !there.has(print))) {
    const changed = mostAlike(shown, own, wordsOf(missing));
    if (changed !== null) own.add(changed);
  }
  return [...own].sort((a, b) => a - b);
}

function mostAlike(
  shown: readonly Block[],
  taken: ReadonlySet<number>,
  words: ReadonlySet<string>,
): number | null {
  let most: { readonly at: number; readonly share: number } | null = null;
  for (const [at, block] of shown.entries()) {
    if (taken.has(at)) continue;
    const share = [...wordsOf(block)].filter((word) => words.has(word)).length / words.size;
    if (share >= alike && share > (most?.share ?? 0)) most = { at, share };
  }
  return most?.at ?? null;
}

const wordsOf = ({ text }: Block): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu));
