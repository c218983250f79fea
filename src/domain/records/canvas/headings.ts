import type { CanvasSection } from './canvas-document.ts';
import { type Block, blockOf } from './canvas-text.ts';
import { ownBlocks } from './own-blocks.ts';

/** Where all headings with the words of a section's heading stand. The level that people gave them doesn't matter. */
export function headingsOf(shown: readonly Block[], { heading }: Pick<CanvasSection, 'heading'>): number[] {
  const { print } = blockOf(heading);
  return shown.flatMap((block, i) => (block.level > 0 && block.print === print ? [i] : []));
}

/** What stands under a heading, up to the next one. */
export function blocksUnder(shown: readonly Block[], at: number): readonly Block[] {
  const next = shown.findIndex(({ level }, i) => i > at && level > 0);
  return shown.slice(at + 1, next === -1 ? shown.length : next);
}

/**
 * Where the bot's heading of a section stands, which may still be that of one of its `versions`; -1 if it's gone. People may
 * have one with the same words: the bot's is the one with most of its blocks under it, then the one of its level.
 */
export function headingAt(
  shown: readonly Block[],
  section: CanvasSection,
  versions: readonly CanvasSection[],
): number {
  const level = blockOf(section.heading).level;
  const blocks = { versions: versions.map((one) => one.blocks), wanted: section.blocks };
  const places = [...new Set([section, ...versions].flatMap((one) => headingsOf(shown, one)))].map((at) => ({
    at,
    own: ownBlocks(blocksUnder(shown, at), blocks).length,
    isLevel: Number(shown[at]?.level === level),
  }));
  const [likeliest] = places.toSorted((a, b) => b.own - a.own || b.isLevel - a.isLevel);
  return likeliest?.at ?? -1;
}
