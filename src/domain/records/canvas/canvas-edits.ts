import type { CanvasSection } from './canvas-document.ts';
import { blockMax, bytesOf } from './canvas-lines.ts';
import { type Block, blockOf, blocksOf } from './canvas-text.ts';
import { ownBlocks } from './own-blocks.ts';

/** A single change of a canvas; `at`: the block that it's about, counted from 0. */
export type CanvasEdit =
  | { readonly operation: 'insert_at_start'; readonly markdown: string }
  | { readonly operation: 'insert_after' | 'replace'; readonly at: number; readonly markdown: string }
  | { readonly operation: 'delete'; readonly at: number };

/** What stands in a canvas, what the bot last wrote there, and what is to be there instead. */
export type CanvasState = {
  readonly shown: readonly Block[];
  readonly former: readonly CanvasSection[];
  readonly wanted: readonly CanvasSection[];
};

/**
 * The next edit that puts the bot's sections right, after which the canvas is looked at again (`afterEdit`); null if they
 * are. What people have written stays: sections of their own, and blocks of their own in a section of the bot's. Pure.
 */
export function nextEdit({ shown, former, wanted }: CanvasState): CanvasEdit | null {
  const stray = strayBlock(shown, former, wanted);
  if (stray !== -1) return { operation: 'delete', at: stray };
  let previous = -1;
  for (const [i, section] of wanted.entries()) {
    const before = former.find((one) => isSameSection(one, section)) ?? (i === 0 ? former[0] : undefined);
    const at = headingAt(shown, [section.heading, ...(i === 0 && before ? [before.heading] : [])]);
    if (at === -1) return inserted(previous, section);
    const edit = sectionEdit(shown, at, before ?? null, section);
    if (edit) return edit;
    previous = endOf(shown, at);
  }
  return firstLeftover(shown, former, wanted);
}

/** A canvas after an edit. */
export function afterEdit(shown: readonly Block[], edit: CanvasEdit): Block[] {
  const at = edit.operation === 'insert_at_start' ? -1 : edit.at;
  const keep = edit.operation === 'replace' || edit.operation === 'delete' ? at : at + 1;
  const added = edit.operation === 'delete' ? [] : blocksOf(edit.markdown);
  return [...shown.slice(0, keep), ...added, ...shown.slice(at + 1)];
}

const isSameSection = (a: CanvasSection, b: CanvasSection): boolean => a.heading === b.heading;

/** Where the first heading with one of these words stands; -1 if none does. The level that people gave it doesn't matter. */
function headingAt(shown: readonly Block[], headings: readonly string[]): number {
  const places = headings.map((heading) => {
    const { print } = blockOf(heading);
    return shown.findIndex((block) => block.level > 0 && block.print === print);
  });
  return places.find((place) => place !== -1) ?? -1;
}

/** The last block of the section that begins at a heading. */
function endOf(shown: readonly Block[], at: number): number {
  const next = shown.findIndex(({ level }, i) => i > at && level > 0);
  return (next === -1 ? shown.length : next) - 1;
}

/** A section that isn't there goes after the one before it; in one call as much as fits. */
function inserted(previous: number, { heading, blocks }: CanvasSection): CanvasEdit {
  const [first] = blocks;
  const fits = first !== undefined && bytesOf(heading) + bytesOf(first) + 2 <= blockMax;
  const markdown = fits ? `${heading}\n\n${first}` : heading;
  return previous === -1
    ? { operation: 'insert_at_start', markdown }
    : { operation: 'insert_after', at: previous, markdown };
}

/** The first edit within a section: block by block, those of the bot's. */
function sectionEdit(
  shown: readonly Block[],
  at: number,
  former: CanvasSection | null,
  { heading, blocks }: CanvasSection,
): CanvasEdit | null {
  if (shown[at]?.print !== blockOf(heading).print) return { operation: 'replace', at, markdown: heading };
  const own = ownBlocks(shown.slice(at + 1, endOf(shown, at) + 1), [former?.blocks ?? blocks, blocks]).map(
    (i) => at + 1 + i,
  );
  for (const [i, markdown] of blocks.entries()) {
    const place = own[i];
    if (place === undefined) return { operation: 'insert_after', at: own.at(-1) ?? at, markdown };
    if (shown[place]?.print !== blockOf(markdown).print) return { operation: 'replace', at: place, markdown };
  }
  const extra = own[blocks.length];
  return extra === undefined ? null : { operation: 'delete', at: extra };
}

/** What is left of a section that there is none of any more. Its heading stays above what people wrote there. */
function firstLeftover(
  shown: readonly Block[],
  former: readonly CanvasSection[],
  wanted: readonly CanvasSection[],
): CanvasEdit | null {
  for (const section of former.slice(wanted.length > 0 ? 1 : 0)) {
    if (wanted.some((one) => isSameSection(one, section))) continue;
    const at = headingAt(shown, [section.heading]);
    if (at === -1) continue;
    const end = endOf(shown, at);
    const [own] = ownBlocks(shown.slice(at + 1, end + 1), [section.blocks, []]);
    if (own !== undefined) return { operation: 'delete', at: at + 1 + own };
    if (end === at) return { operation: 'delete', at };
  }
  return null;
}

/** Shorter texts may be anybody's: `Not recorded` stands in several sections. In letters and digits. */
const unmistakable = 20;

/** A block of the bot's without its heading, which somebody changed or deleted; -1 for none. */
function strayBlock(
  shown: readonly Block[],
  former: readonly CanvasSection[],
  wanted: readonly CanvasSection[],
): number {
  const headless = former
    .slice(wanted.length > 0 ? 1 : 0)
    .filter(({ heading }) => headingAt(shown, [heading]) === -1);
  const strays = new Set(headless.flatMap(({ blocks }) => blocks.map((block) => blockOf(block).print)));
  return shown.findIndex(
    ({ print, level }, i) =>
      level === 0 &&
      print.length >= unmistakable &&
      strays.has(print) &&
      !sectionsAround(shown, i, [...former, ...wanted]).some(({ blocks }) =>
        blocks.some((block) => blockOf(block).print === print),
      ),
  );
}

/** The bot's sections whose heading a block stands under. */
function sectionsAround(
  shown: readonly Block[],
  at: number,
  sections: readonly CanvasSection[],
): readonly CanvasSection[] {
  const heading = shown.slice(0, at).findLast(({ level }) => level > 0);
  return sections.filter((section) => blockOf(section.heading).print === heading?.print);
}
