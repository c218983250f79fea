import type { JsonObject } from '../../slack/json.ts';
import { unescapeText } from '../../slack/text/escapes.ts';
import { controlElement } from './control.ts';

type Style = Readonly<Record<string, true>>;
type Found = {
  readonly control?: string;
  readonly code?: string;
  readonly emoji?: string;
  readonly address?: string;
  readonly mark?: string;
  readonly marked?: string;
};

/* A mark opens before and closes after something that isn't a letter or digit, and has no space just inside. */
const special = new RegExp(
  [
    '<(?<control>[^<>\\n]+)>',
    '`(?<code>[^`\\n]+)`',
    '(?<![\\p{L}\\p{N}]):(?<emoji>[a-z+-][a-z0-9_+-]*|[+-]1|100):(?![\\p{L}\\p{N}])',
    '(?<address>https?://[^\\s<>|]*[^\\s<>|.,;:!?)\\]\'"*_~])',
    '(?<![\\p{L}\\p{N}*_~`])(?<mark>[*_~])(?<marked>(?=\\S)(?:(?!\\k<mark>)[^\\n]|\\k<mark>(?=[\\p{L}\\p{N}]))*?(?<=\\S))\\k<mark>(?![\\p{L}\\p{N}])',
  ].join('|'),
  'gu',
);

const styles: Readonly<Record<string, Style>> = {
  '*': { bold: true },
  _: { italic: true },
  '~': { strike: true },
};

/** The elements of one paragraph of mrkdwn, with these styles around all of it. */
export function inline(text: string, verbatim: boolean, style: Style = {}): JsonObject[] {
  const elements: JsonObject[] = [];
  let from = 0;
  for (const match of text.matchAll(special)) {
    if (match.index > from) elements.push(plain(text.slice(from, match.index), style));
    elements.push(...readFound(match[0], match.groups ?? {}, verbatim, style));
    from = match.index + match[0].length;
  }
  if (from < text.length) elements.push(plain(text.slice(from), style));
  return elements;
}

function readFound(whole: string, found: Found, verbatim: boolean, style: Style): JsonObject[] {
  if (found.control !== undefined) return [controlElement(found.control, style)];
  if (found.code !== undefined) return [plain(found.code, { ...style, code: true })];
  if (found.emoji !== undefined) return [{ type: 'emoji', name: found.emoji }];
  if (found.address !== undefined) {
    return [verbatim ? plain(whole, style) : { type: 'link', url: unescapeText(whole), style: { ...style } }];
  }
  return inline(found.marked ?? '', verbatim, { ...style, ...styles[found.mark ?? ''] });
}

function plain(text: string, style: Style): JsonObject {
  return { type: 'text', text: unescapeText(text), style: { ...style } };
}
