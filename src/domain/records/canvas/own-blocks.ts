import { type Block, blocksToStand } from './canvas-text.ts';

/** How much of a block's words another must have to be that block, changed by somebody. */
const alike = 0.5;

/**
 * Which blocks of a section are the bot's, by their places in it: those that it is to write, or may have written in any of
 * the section's `versions`. Of the version that is there most, each block that isn't there is the one that has most of its
 * words, because somebody has changed it. All others are people's own.
 */
export function ownBlocks(
  shown: readonly Block[],
  {
    versions,
    wanted,
  }: { readonly versions: readonly (readonly string[])[]; readonly wanted: readonly string[] },
): number[] {
  const written = versions.map(blocksToStand);
  const prints = new Set([...written.flat(), ...blocksToStand(wanted)].map(({ print }) => print));
  const exact = new Set(shown.flatMap(({ print }, i) => (prints.has(print) ? [i] : [])));
  const [likeliest] = written
    .map((version) => ({ version, own: withChanged(shown, exact, version) }))
    .toSorted((a, b) => thereOf(shown, b.version) - thereOf(shown, a.version) || b.own.size - a.own.size);
  return [...(likeliest?.own ?? exact)].sort((a, b) => a - b);
}

/** How many blocks of a version are there as they were written. */
function thereOf(shown: readonly Block[], version: readonly Block[]): number {
  const there = new Set(shown.map(({ print }) => print));
  return version.filter(({ print }) => there.has(print)).length;
}

/** The exact blocks, and those of this version that somebody has changed. */
function withChanged(
  shown: readonly Block[],
  exact: ReadonlySet<number>,
  version: readonly Block[],
): Set<number> {
  const own = new Set(exact);
  const there = new Set(shown.map(({ print }) => print));
  for (const missing of version.filter(({ print }) => !there.has(print))) {
    const changed = mostAlike(shown, own, wordsOf(missing));
    if (changed !== null) own.add(changed);
  }
  return own;
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

const read = new WeakMap<Block, ReadonlySet<string>>();

function wordsOf(block: Block): ReadonlySet<string> {
  const words = read.get(block) ?? new Set(block.text.toLowerCase().match(/[\p{L}\p{N}]+/gu));
  read.set(block, words);
  return words;
}
