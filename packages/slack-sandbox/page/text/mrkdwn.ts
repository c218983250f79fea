import type { JsonObject } from '../../slack/json.ts';
import { unescapeText } from '../../slack/text/escapes.ts';
import { emojiOf } from './emoji.ts';
import { inline } from './inline.ts';

/**
 * mrkdwn as the elements of a `rich_text` block, which is what Slack itself turns it into: code, quotes, styles,
 * mentions, links, dates. Nothing else in the text is interpreted, so `10:30:20` stays a time and `2*3*4` a product.
 * With `verbatim`, bare addresses stay text. (Slack: docs.slack.dev/messaging/formatting-message-text)
 */
export function parseMrkdwn(text: string, { verbatim = false } = {}): JsonObject[] {
  return text.split(/(```[\s\S]+?```)/).flatMap((part, index) => {
    if (index % 2 === 1) return [preformatted(part.slice(3, -3))];
    return paragraphs(trimAround(part, text, index), verbatim);
  });
}

/** Line breaks that only separate a code block from its neighbors aren't shown twice. */
function trimAround(part: string, whole: string, index: number): string {
  const tail = index === 0 ? part : part.replace(/^\n/, '');
  return part === whole ? tail : tail.replace(/\n$/, '');
}

function preformatted(code: string): JsonObject {
  const shown = code.replace(/^\n/, '').replace(/\n$/, '');
  const text = unescapeText(shown.replaceAll(/<([^<>|]+)(?:\|([^<>]*))?>/g, (_, at, label) => label ?? at));
  return { type: 'rich_text_preformatted', elements: [{ type: 'text', text }] };
}

const quoteMark = /^(?:&gt;|>) ?/;

function paragraphs(text: string, verbatim: boolean): JsonObject[] {
  if (text === '') return [];
  const groups: { quoted: boolean; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const quoted = quoteMark.test(line);
    const last = groups.at(-1);
    const shown = quoted ? line.replace(quoteMark, '') : line;
    if (last?.quoted === quoted) last.lines.push(shown);
    else groups.push({ quoted, lines: [shown] });
  }
  return groups.map(({ quoted, lines }) => ({
    type: quoted ? 'rich_text_quote' : 'rich_text_section',
    elements: inline(lines.join('\n'), verbatim),
  }));
}

/** Text without markup, except emoji if requested, as the elements of a `rich_text` block. */
export function plainElements(text: string, { emoji = false } = {}): JsonObject[] {
  const parts = emoji ? text.split(/(:(?:[a-z+-][a-z0-9_+-]*|[+-]1):)/) : [text];
  const elements = parts
    .filter((part) => part !== '')
    .map((part) => {
      const isEmoji = emoji && /^:.+:$/.test(part) && emojiOf(part) !== null;
      return isEmoji ? { type: 'emoji', name: part.slice(1, -1) } : { type: 'text', text: part };
    });
  return [{ type: 'rich_text_section', elements }];
}
