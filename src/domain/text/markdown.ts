import { withoutSentence } from './addresses.ts';
import { oneLine } from './text.ts';

/**
 * Writes people's text in a markdown document, on one line of a list item or a heading: it reads as it was typed in
 * every renderer, a code span stays one, and it never becomes HTML, a link, an image, or emphasis. Where renderers
 * differ on a backslash, an entity is used (docs/adr/0011-typed-text-in-markdown.md).
 */
export const markdownLine = (text: string): string => typedLine(oneLine(text), pairsIn(text));

/**
 * The same for a block of several lines: each stays a line, and none starts a heading, list, quote, fence, or table.
 */
export function markdownBlock(text: string): string {
  const pairs = pairsIn(text);
  return text
    .split('\n')
    .map((line) => typedLine(line.trim(), pairs))
    .map((line, i, lines) => (line && lines[i + 1] ? `${line}  ` : line))
    .join('\n');
}

/**
 * A link. Its URL is from outside: characters that would end it, or mean something to a renderer, are
 * percent-encoded, and a URL that isn't http(s) leaves only the label.
 */
export function markdownLink(label: string, url: string): string {
  const text = markdownLine(label);
  if (!/^https?:\/\/\S+$/i.test(url)) return text;
  const address = url.toWellFormed().replace(/[^\w\-.:/?#@+,=%&]/gu, percentEncoded);
  return `[${text}](${address})`;
}

/** encodeURIComponent leaves `!'()*~` as they are. */
const percentEncoded = (sign: string): string =>
  encodeURIComponent(sign).replace(
    /^[!'()*~]$/,
    (kept) => `%${kept.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const typedLine = (line: string, pairs: RegExp): string => inert(line, pairs).replace(blockMark, asText);

/**
 * Characters that make a line something other than text if they come first. A table's delimiter row may start with a
 * colon.
 */
const blockMark = /^(?:[#>|=+*-]|:(?=[-\s])|\d+[.)](?=\s|$))/;

const asText = (mark: string): string =>
  /[:|=]/.test(mark) ? entity(mark) : `${mark.slice(0, -1)}\\${mark.slice(-1)}`;

const entity = (character: string): string => `&#${character.charCodeAt(0)};`;

/** Tildes and dollars mark what is between two of them, a caret what follows; a single tilde means "about". */
const pairsIn = (text: string): RegExp =>
  new RegExp(`[${['~', '$'].filter((sign) => text.split(sign).length > 2).join('')}\\^]`, 'g');

/** Code in backticks without spaces at its ends, which some renderers drop, and URLs: both are left as they are. */
const literal = /(?<![`\\])`(?! )[^`]+(?<! )`(?!`)|(?<![\p{L}\p{N}])https?:\/\/[^\s<>"`]+/giu;

function inert(line: string, pairs: RegExp): string {
  const parts: string[] = [];
  let from = 0;
  for (const { 0: match, index } of line.matchAll(literal)) {
    const found = match.startsWith('`') ? match : withoutSentence(match);
    const before = escaped(line.slice(from, index), pairs);
    from = index + found.length;
    parts.push(before, kept(found, before, line.slice(from), pairs));
  }
  parts.push(escaped(line.slice(from), pairs));
  return parts.join('');
}

/**
 * A URL in angle brackets is shown as it is; one with nothing special in it needs none, unless something escaped touches it,
 * which some renderers would take for a part of it. `before` is escaped, `after` isn't yet.
 */
function kept(found: string, before: string, after: string, pairs: RegExp): string {
  if (found.startsWith('`')) return found;
  const [touching] = /^\S*/.exec(after) ?? [''];
  const isEscaped = /&#?\w+;$/.test(before) || escaped(touching, pairs) !== touching;
  const isSpecial = /[[\]()_*~$^\\&]/.test(found + after.charAt(0).replace(')', ''));
  return isEscaped || isSpecial ? `<${found}>` : found;
}

const escaped = (text: string, pairs: RegExp): string =>
  text
    .replace(/&(?=#?\w+)/g, '&amp;')
    .replace(/\\/g, '\\\\')
    .replace(/<(?!\s)/g, '&lt;')
    .replace(/[`[\]]/g, '\\$&')
    .replace(/(?<=\S)\*|\*(?=\S)/g, '\\*')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/-(?=-)/g, '-\\')
    .replace(/\((?=(?:c|r|tm)\))/gi, '\\(')
    .replace(/\{(?=[#.=-])/g, '\\{')
    .replace(pairs, entity);
