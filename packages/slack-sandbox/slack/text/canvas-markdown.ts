/** The level of the heading that a Markdown text begins with, 1 to 6; 0 if it begins with none. */
export const headingLevel = (markdown: string): number =>
  /^ {0,3}(#{1,6})\s/u.exec(markdown)?.[1]?.length ?? 0;

const item = /^(\s*)(?:[-*+]|\d+[.)])\s+(\[[ xX]\]\s)?/u;

/** Whether a Markdown text is one item of a list. */
export const isListItem = (markdown: string): boolean => item.test(markdown);

/** The blocks that Slack makes of a Markdown text: headings, paragraphs, code, and each item of a list. */
export function markdownBlocks(markdown: string): string[] {
  const blocks: string[][] = [];
  let open = false;
  let inCode = false;
  for (const line of markdown.split(/\r?\n/u)) {
    const isFence = /^\s*```/u.test(line);
    const isHeading = !inCode && headingLevel(line) > 0;
    if (line.trim() === '' && !inCode) {
      open = false;
      continue;
    }
    if (!open || (!inCode && (isFence || isHeading || isListItem(line)))) blocks.push([]);
    blocks.at(-1)?.push(line);
    if (isFence) inCode = !inCode;
    open = !isHeading;
  }
  return blocks.map((lines) => lines.join('\n'));
}

/** What no canvas has, as Slack words it; null for a text that it takes. */
export function unsupportedIn(markdown: string): string | null {
  let outer: ListKind | null = null;
  for (const [i, line] of markdown.split('\n').entries()) {
    const at = `'content' error: line ${i + 1}: `;
    const level = headingLevel(line);
    if (level > 3) return `${at}Unsupported heading depth (${level})`;
    const kind = listKind(line);
    if (kind === null || !/^\s/u.test(line)) outer = kind;
    else if (outer !== null && kind !== outer)
      return `${at}Unsupported list type (${kind}) within ${outer} list`;
    if (/^\s*>\s*(?:[-*+]|\d+[.)])\s/u.test(line)) return `${at}Unsupported list within block quote`;
  }
  return null;
}

type ListKind = 'bullet' | 'ordered' | 'checklist';

function listKind(line: string): ListKind | null {
  const found = item.exec(line);
  if (!found) return null;
  if (found[2] !== undefined) return 'checklist';
  return /^\s*\d/u.test(line) ? 'ordered' : 'bullet';
}

/** Where escaped characters are kept while markup is removed: Unicode's private use area. */
const aside = 0xe000;

/** A block as people read it, without markup: what `contains_text` looks through. */
export const blockText = (markdown: string): string =>
  markdown
    .replace(/\\([!-/:-@[-`{-~])/gu, (_, sign: string) => String.fromCharCode(aside + sign.charCodeAt(0)))
    .split('\n')
    .map((line) =>
      line
        .replace(/^ {0,3}#{1,6}\s+/u, '')
        .replace(item, '')
        .replace(/(?: {2,}|\\)$/u, ''),
    )
    .join('\n')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/gu, '$1')
    .replace(/<(https?:[^>\s]+)>/gu, '$1')
    .replace(/\*\*|__|~~|`|(?<![\p{L}\p{N}])[*_]|[*_](?![\p{L}\p{N}])/gu, '')
    .replace(/&(amp|lt|gt|quot|#(\d+));/gu, (_, name: string, code: string | undefined) =>
      code === undefined ? (named[name] ?? '') : String.fromCodePoint(Number(code)),
    )
    .replace(/[\ue021-\ue07e]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - aside));

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
