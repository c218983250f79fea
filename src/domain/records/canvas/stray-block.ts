import type { CanvasSection } from './canvas-document.ts';
import { type Block, blockOf, blocksToStand } from './canvas-text.ts';
import { headingAt } from './headings.ts';
import { headingsIn, removableFrom } from './section-versions.ts';

/** The fewest letters and digits that identify a block: shorter texts, such as `Not recorded`, are in several sections. */
const unmistakable = 20;

/**
 * The index of a block of the bot's that is no longer in its section; -1 for none. Someone changed or deleted its heading, or
 * it's outdated and in a copy of its section that someone made.
 */
export function strayBlock(
  shown: readonly Block[],
  former: readonly CanvasSection[],
  wanted: readonly CanvasSection[],
): number {
  const homes = headingsIn(removableFrom(former, wanted)).map((heading) => {
    const versions = former.filter((one) => one.heading === heading);
    return { heading, prints: printsOf(versions), home: headingAt(shown, { heading, blocks: [] }, versions) };
  });
  const headless = new Set(homes.flatMap(({ prints, home }) => (home === -1 ? [...prints] : [])));
  const still = printsOf(wanted);
  return shown.findIndex(({ print, level }, i) => {
    if (level > 0 || print.length < unmistakable) return false;
    const above = shown.findLastIndex((block, at) => at < i && block.level > 0);
    const under = ({ heading }: Pick<CanvasSection, 'heading'>) =>
      blockOf(heading).print === shown[above]?.print;
    if (!still.has(print) && homes.some((one) => under(one) && one.home !== above && one.prints.has(print)))
      return true;
    return headless.has(print) && !printsOf([...former, ...wanted].filter(under)).has(print);
  });
}

const printsOf = (sections: readonly CanvasSection[]): Set<string> =>
  new Set(sections.flatMap(({ blocks }) => blocksToStand(blocks).map(({ print }) => print)));
