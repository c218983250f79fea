import { afterEdit, type CanvasEdit } from './canvas-edits.ts';
import { type Block, blocksOf } from './canvas-text.ts';

/** Prints that Slack shows, each with the print of what the bot wrote there. */
export type Rewritten = ReadonlyMap<string, string>;

/**
 * What Slack has made of the words of an edit, by the canvas before and after it. It may write them its own way, and would be
 * given them again and again otherwise. Nothing if anything else changed at the same time, or if what was there still stands,
 * unless that's so `again` after the same edit.
 */
export function rewrittenBy(
  edit: CanvasEdit,
  {
    before,
    after,
    again,
  }: { readonly before: readonly Block[]; readonly after: readonly Block[]; readonly again: boolean },
): Rewritten {
  if (edit.operation === 'delete') return new Map();
  const meant = afterEdit(before, edit);
  const from =
    edit.operation === 'insert_at_start' ? 0 : edit.operation === 'replace' ? edit.at : edit.at + 1;
  const isNew = (i: number) => i >= from && i < from + blocksOf(edit.markdown).length;
  const others = meant.every(({ print }, i) => isNew(i) || after[i]?.print === print);
  const ignored = !again && edit.operation === 'replace' && after[from]?.print === before[from]?.print;
  if (meant.length !== after.length || !others || ignored) return new Map();
  return new Map(
    after.flatMap(({ print }, i) => (isNew(i) ? [[print, meant[i]?.print ?? print] as const] : [])),
  );
}

/** What stands in a canvas, with what Slack has rewritten as the bot wrote it. */
export const asMeant = (shown: readonly Block[], rewritten: Rewritten): Block[] =>
  shown.map((block) => ({ ...block, print: rewritten.get(block.print) ?? block.print }));
