import type { Block } from './canvas-text.ts';
import { withoutEmoji } from './emoji.ts';

/** How long the words get that a block is looked up by, in characters. */
const longest = 60;

/**
 * How a block is looked up in Slack, which answers with the ids of all blocks that contain some words, in order: `words`,
 * among headings only or among all, of how many blocks, and which of them it is, counted from 0.
 */
export type BlockProbe = {
  readonly words: string;
  readonly heading: boolean;
  readonly of: number;
  readonly nth: number;
};

/** The words that the fewest other blocks have, or signs if it has no words; null for an empty block. */
export function probeFor(shown: readonly Block[], at: number): BlockProbe | null {
  const block = shown[at];
  if (!block) return null;
  const heading = block.level > 0;
  const among = heading ? shown.filter(({ level }) => level > 0) : shown;
  let best: BlockProbe | null = null;
  const runs = plainRuns(block.text);
  for (const words of runs.length > 0 ? runs : signs(block.text)) {
    const having = among.filter(({ text }) => text.includes(words));
    const probe = { words, heading, of: having.length, nth: having.indexOf(block) };
    if (best === null || probe.of < best.of) best = probe;
  }
  return best;
}

/** The first words of a run, none of them cut unless it's the only one. */
const wholeWords = (run: string): string =>
  run.length <= longest ? run : run.slice(0, longest).replace(/(?<=\S)\s+\S*$/u, '');

const signs = (text: string): string[] => text.split(/\s+/).filter((run) => run !== '');

/** Stretches of a text without anything that could be markup or an emoji, the longest first. */
const plainRuns = (text: string): string[] =>
  withoutEmoji(text, '\n')
    .split(/[^\p{L}\p{N} ,:-]+|-{2,}/u)
    .map((run) => wholeWords(run.trim()))
    .filter((run) => /[\p{L}\p{N}]/u.test(run))
    .toSorted((a, b) => b.length - a.length)
    .slice(0, 20);
