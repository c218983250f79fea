import type { CanvasSection } from './canvas-document.ts';
import { blockMax, bytesOf } from './canvas-lines.ts';
import { type Block, blockOf, blocksOf } from './canvas-text.ts';
import { blocksUnder, headingAt, headingsOf } from './headings.ts';
import { ownBlocks } from './own-blocks.ts';
import { headingsIn, removableFrom, versionsOf } from './section-versions.ts';
import { strayBlock } from './stray-block.ts';

/** A single change of a canvas; `at`: the block that it's about, counted from 0. */
export type CanvasEdit =
  | { readonly operation: 'insert_at_start'; readonly markdown: string }
  | { readonly operation: 'insert_after' | 'replace'; readonly at: number; readonly markdown: string }
  | { readonly operation: 'delete'; readonly at: number };

/**
 * What stands in a canvas, every section as the bot may have written it (`former`: one in several versions if a sync failed),
 * what is to be there instead, and the markdown that the bot has `written` for certain, whatever Slack made of its signs.
 */
export type CanvasState = {
  readonly shown: readonly Block[];
  readonly former: readonly CanvasSection[];
  readonly wanted: readonly CanvasSection[];
  readonly written: ReadonlySet<string>;
};

/**
 * The next edit that puts the bot's sections right, after which the canvas is looked at again (`afterEdit`); null if they
 * are. What people have written stays: sections of their own, and blocks of their own in a section of the bot's. Pure.
 */
export function nextEdit({ shown, former, wanted, written }: CanvasState): CanvasEdit | null {
  const stray = strayBlock(shown, former, wanted);
  if (stray !== -1) return { operation: 'delete', at: stray };
  let previous = -1;
  for (const section of wanted) {
    const versions = versionsOf(former, section);
    const at = headingAt(shown, section, versions);
    if (at === -1) return inserted(previous, section);
    const edit = sectionEdit(shown, at, { versions, written }, section);
    if (edit) return edit;
    previous = at + blocksUnder(shown, at).length;
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
  {
    versions,
    written,
  }: { readonly versions: readonly CanvasSection[]; readonly written: ReadonlySet<string> },
  { heading, blocks }: CanvasSection,
): CanvasEdit | null {
  if (differs(shown[at], heading, written)) return { operation: 'replace', at, markdown: heading };
  const own = ownBlocks(blocksUnder(shown, at), {
    versions: versions.map((one) => one.blocks),
    wanted: blocks,
  }).map((i) => at + 1 + i);
  for (const [i, markdown] of blocks.entries()) {
    const place = own[i];
    if (place === undefined) return { operation: 'insert_after', at: own.at(-1) ?? at, markdown };
    if (differs(shown[place], markdown, written)) return { operation: 'replace', at: place, markdown };
  }
  const extra = own[blocks.length];
  return extra === undefined ? null : { operation: 'delete', at: extra };
}

/** Whether a block has other words or, where the bot hasn't written it like that yet, other signs: those Slack may change. */
function differs(shown: Block | undefined, markdown: string, written: ReadonlySet<string>): boolean {
  const { print, text } = blockOf(markdown);
  return shown?.print !== print || (shown.text !== text && !written.has(markdown));
}

/** What is left of a section that there is none of any more. Its heading stays above what people wrote there. */
function firstLeftover(
  shown: readonly Block[],
  former: readonly CanvasSection[],
  wanted: readonly CanvasSection[],
): CanvasEdit | null {
  for (const heading of headingsIn(removableFrom(former, wanted))) {
    if (wanted.some((one) => one.heading === heading)) continue;
    const versions = former.flatMap((one) => (one.heading === heading ? [one.blocks] : []));
    for (const at of headingsOf(shown, { heading })) {
      const under = blocksUnder(shown, at);
      const [own] = ownBlocks(under, { versions, wanted: [] });
      if (own !== undefined) return { operation: 'delete', at: at + 1 + own };
      if (under.length === 0) return { operation: 'delete', at };
    }
  }
  return null;
}
