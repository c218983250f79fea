import { z } from 'zod';

/** The fields of blocks and attachments that hold visible text, in display order. */
const spoken = [
  'pretext',
  'author_name',
  'title',
  'text',
  'value',
  'fallback',
  'footer',
  'alt_text',
] as const;
/** A field of an attachment has no type; the value of an element, as of a button, is for its app only. */
const isSpoken = (name: (typeof spoken)[number], { type }: Record<string, unknown>): boolean =>
  name !== 'value' || type === undefined;

/** Elements that follow each other on one line. */
const inline = ['rich_text_section', 'rich_text_preformatted', 'rich_text_quote'];
const maxText = 50_000;
const maxDepth = 12;

const record = z.record(z.string(), z.unknown());

/**
 * Returns everything that a message says: its text, its blocks, and its attachments. Apps often put an error in
 * blocks alone, and its name and value in two elements or fields. At most 50,000 characters.
 */
export function wordsOf(message: { text: string; blocks?: unknown; attachments?: unknown }): string {
  return [message.text, wordsIn(message.attachments, 0), wordsIn(message.blocks, 0)]
    .filter((part) => part !== '')
    .join('\n')
    .slice(0, maxText);
}

function wordsIn(part: unknown, depth: number): string {
  if (typeof part === 'string') return part;
  if (depth > maxDepth) return '';
  if (Array.isArray(part)) return joined(part, '\n', depth);
  const found = record.safeParse(part);
  return found.success ? wordsOfRecord(found.data, depth + 1) : '';
}

function wordsOfRecord(part: Record<string, unknown>, depth: number): string {
  const { type, elements, fields, rows, blocks } = part;
  const named = mentionIn(part);
  if (named !== null) return named;
  const own = spoken
    .filter((name) => isSpoken(name, part))
    .map((name) => wordsIn(part[name], depth))
    .filter((text) => text !== '');
  const isField = typeof part.title === 'string' && typeof part.value === 'string';
  const line = isField ? own.join(': ') : own.join('\n');
  const gap = typeof type === 'string' && inline.includes(type) ? '' : '\n';
  const below = [
    joined(elements, gap, depth),
    joined(fields, '\n', depth),
    tableIn(rows, depth),
    wordsIn(blocks, depth),
  ];
  return [line, ...below].filter((text) => text !== '').join('\n');
}

/** An element of rich text such as a mention, in Slack's markup. */
function mentionIn(part: Record<string, unknown>): string | null {
  const { type, user_id, channel_id, usergroup_id, range, name, url, text } = part;
  if (type === 'user' && typeof user_id === 'string') return `<@${user_id}>`;
  if (type === 'channel' && typeof channel_id === 'string') return `<#${channel_id}>`;
  if (type === 'usergroup' && typeof usergroup_id === 'string') return `<!subteam^${usergroup_id}>`;
  if (type === 'broadcast' && typeof range === 'string') return `<!${range}>`;
  if (type === 'emoji' && typeof name === 'string') return `:${name}:`;
  return type === 'link' && typeof url === 'string' && !text ? url : null;
}

/** The rows of a table block, one line each. */
function tableIn(rows: unknown, depth: number): string {
  if (!Array.isArray(rows)) return '';
  return rows.map((row) => joined(row, ' | ', depth)).join('\n');
}

function joined(parts: unknown, gap: string, depth: number): string {
  if (!Array.isArray(parts)) return '';
  return parts.map((part) => wordsIn(part, depth + 1)).join(gap);
}
