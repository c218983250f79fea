import { withoutEmoji } from './emoji.ts';

/**
 * A block of a canvas as Slack has it: the level of its heading (0 for none), its text without markup, and its `print`: only
 * the letters, digits, and checkboxes of that text, which stay the same however Slack writes markup and emoji. Without any,
 * the print is the other characters.
 */
export type Block = { readonly level: number; readonly text: string; readonly print: string };

/** The blocks of a canvas's markdown, in order: headings, paragraphs, the items of lists, and code as a whole. */
export function blocksOf(markdown: string): Block[] {
  const blocks: string[][] = [];
  let inCode = false;
  let open = false;
  for (const line of markdown.split(/\r?\n/)) {
    const isFence = /^\s*```/.test(line);
    const isHeading = !inCode && heading.test(line);
    const begins = isHeading || (!inCode && (isFence || item.test(line)));
    if (!inCode && line.trim() === '') {
      open = false;
      continue;
    }
    if (begins || !open) blocks.push([]);
    blocks.at(-1)?.push(line);
    if (isFence) inCode = !inCode;
    open = !isHeading;
  }
  return blocks.map((lines) => blockOf(lines.join('\n')));
}

const heading = /^ {0,3}(#{1,6})\s/;
const item = /^\s*(?:[-*+]|\d+[.)])\s/;

/** One block of markdown as it will stand in Slack. */
export function blockOf(markdown: string): Block {
  const text = plainText(markdown);
  return { level: heading.exec(markdown)?.[1]?.length ?? 0, text, print: printOf(text) };
}

const read = new WeakMap<readonly string[], readonly Block[]>();

/** The blocks of a section as they will stand in Slack. Each list is read once, for it's compared again after every edit. */
export function blocksToStand(blocks: readonly string[]): readonly Block[] {
  const known = read.get(blocks) ?? blocks.map(blockOf);
  read.set(blocks, known);
  return known;
}

function printOf(text: string): string {
  const plain = withoutEmoji(text.normalize('NFC'), '◆');
  return plain.replace(/[^\p{L}\p{N}☐☑]/gu, '') || plain.replace(/\s/g, '').replace(/◆+/g, '◆');
}

/** Where escaped characters are kept while markup is removed: Unicode's private use area. */
const aside = 0xe000;
const escaped = /\\([!-/:-@[-`{-~])/g;
const kept = /[\ue021-\ue07e]/g;

/** A block without markup, nearly as people read it. */
const plainText = (markdown: string): string =>
  markdown
    .replace(escaped, (_, sign: string) => String.fromCharCode(aside + sign.charCodeAt(0)))
    .split('\n')
    .map((line) => line.replace(/^\s*(?:#{1,6}|>|[-*+]|\d+[.)])\s+/, '').replace(/(?: {2,}|\\)$/, ''))
    .map((line) => line.replace(/^\[( |x)\]\s/i, (_, tick: string) => (tick === ' ' ? '☐ ' : '☑ ')))
    .join('\n')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<(https?:\/\/[^>\s]+)>/gi, '$1')
    .replace(/[*`]|~~|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '')
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(amp|lt|gt|quot));/gi, decoded)
    .replace(kept, (sign) => String.fromCharCode(sign.charCodeAt(0) - aside));

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

function decoded(
  entity: string,
  decimal: string | undefined,
  hex: string | undefined,
  name: string | undefined,
): string {
  if (name) return named[name.toLowerCase()] ?? entity;
  const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : entity;
}
