import { codePoints, hasFields } from './rules.ts';

/**
 * How much text a value contains: the code points of every `text` in it, at any depth. This is what people measured
 * against Slack's undocumented limit (bolt-js issues 2509 and 2867); it doesn't count addresses and IDs.
 */
export function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + textLength(item), 0);
  if (!hasFields(value)) return 0;
  return Object.entries(value).reduce((sum, [name, field]) => {
    return sum + (name === 'text' && typeof field === 'string' ? codePoints(field) : textLength(field));
  }, 0);
}

const ofType = (blocks: readonly unknown[], type: string) => {
  return blocks.filter((block) => hasFields(block) && block.type === type);
};

/**
 * Whether the blocks of one message, including those of its attachments, contain more text than allowed, even if each
 * block is fine by itself: 13,000 code points in total (measured, undocumented: refused between 11,341 and 13,297, so
 * stay below 10,000), 12,000 in its markdown blocks, and 10,000 in its tables (Slack: markdown-block, table-block).
 * Returns null, or a sentence of our own, as Slack gives none.
 */
export function overBudget(blocks: readonly unknown[]): string | null {
  const budgets = [
    { of: 'blocks', length: textLength(blocks), max: 13_000 },
    { of: 'markdown blocks', length: textLength(ofType(blocks, 'markdown')), max: 12_000 },
    { of: 'tables', length: textLength(ofType(blocks, 'table')), max: 10_000 },
  ];
  const over = budgets.find(({ length, max }) => length > max);
  return over ? `the ${over.of} hold ${over.length} characters of text, more than ${over.max}` : null;
}
