import { markdownLine, markdownLink } from '../../text/markdown.ts';

/**
 * How long a block of a canvas gets, in bytes of UTF-8. Slack documents 1 MiB for a call, but from about 4 KiB on, edits are
 * known to fail with `canvas_editing_failed`.
 */
export const blockMax = 3_500;

const encoder = new TextEncoder();

/** A text's length in bytes of UTF-8. */
export const bytesOf = (text: string): number => encoder.encode(text).length;

type Line = { readonly text: string; readonly bullet?: string; readonly link?: string | null };

/** A line of plain text as lines of a canvas's markdown, each short enough for a block; an empty one stays one. */
export function canvasLines({ text, bullet = '', link = null }: Line): string[] {
  const made = `${bullet}${typed(text)}${link ? ` (${markdownLink('message', link)})` : ''}`;
  if (bytesOf(made) <= blockMax) return [made.trim()];
  const [before, after] = halved(text);
  return [...canvasLines({ text: before, bullet }), ...canvasLines({ text: after, link })];
}

/** URLs in angle brackets, except in code, are links with a label: of the former, it's not certain that a canvas takes them. */
const typed = (text: string): string =>
  markdownLine(text).replace(/(?<!\\)`[^`]+`|<(https?:\/\/[^<>\s`]+)>/gi, (found: string, url?: string) =>
    url ? labelled(url) : found,
  );

const labelled = (url: string): string =>
  markdownLink('', url).replace('[]', () => `[${url.replace(/[^\p{L}\p{N}:/.,-]/gu, '\\$&')}]`);

/** Before and after the space next to the middle; in the middle if there is none. */
function halved(text: string): [string, string] {
  const points = [...text];
  const middle = Math.floor(points.length / 2);
  const space = points.lastIndexOf(' ', middle);
  const at = space > 0 ? space : middle;
  return [points.slice(0, at).join(''), points.slice(at).join('').trimStart()];
}

/** Lines in blocks: paragraphs with hard line breaks. An empty line, or one that doesn't fit, begins the next block. */
export function blocksOfLines(lines: readonly string[]): string[] {
  const blocks: string[][] = [];
  let length = 0;
  let open = false;
  for (const line of lines) {
    if (line === '') {
      open = false;
      continue;
    }
    const more = bytesOf(line) + lineBreak.length;
    const block = open && length + more <= blockMax ? blocks.at(-1) : undefined;
    if (block) block.push(line);
    else blocks.push([line]);
    length = block ? length + more : more;
    open = true;
  }
  return blocks.map((block) => block.join(lineBreak));
}

const lineBreak = '  \n';
