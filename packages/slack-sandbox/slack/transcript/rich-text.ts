import type { JsonObject } from '../json.ts';
import { formatDate } from '../text/dates.ts';
import { readBlocks, readObject } from '../views/elements.ts';
import { channelMention, groupMention, mention } from './mrkdwn.ts';
import type { TranscriptReader } from './reader.ts';

/** A rich_text block as lines of text. */
export function richTextLines(reader: TranscriptReader, block: JsonObject): string[] {
  return readBlocks(block.elements).flatMap((element) => groupLines(reader, element));
}

function groupLines(reader: TranscriptReader, group: JsonObject): string[] {
  const inner = readBlocks(group.elements);
  const text = (): string[] =>
    inner
      .map((element) => inline(reader, element))
      .join('')
      .split('\n');
  switch (group.type) {
    case 'rich_text_list': {
      const indent = '  '.repeat(Number(group.indent ?? 0));
      const first = Number(group.offset ?? 0) + 1;
      return inner.map((item, index) => {
        const mark = group.style === 'ordered' ? `${first + index}.` : '•';
        return `${indent}${mark} ${groupLines(reader, item).join(' ')}`;
      });
    }
    case 'rich_text_quote':
      return text().map((line) => `> ${line}`);
    case 'rich_text_preformatted':
      return text().map((line) => `    ${line}`);
    default:
      return text();
  }
}

function inline(reader: TranscriptReader, element: JsonObject): string {
  switch (element.type) {
    case 'text':
      return styled(element);
    case 'user':
      return mention(reader, String(element.user_id));
    case 'channel':
      return channelMention(reader, String(element.channel_id));
    case 'usergroup':
      return groupMention(reader, String(element.usergroup_id));
    case 'broadcast':
      return `@${String(element.range)}`;
    case 'link':
      return element.text === undefined ? String(element.url) : `${element.text} (${element.url})`;
    case 'emoji':
      return `:${String(element.name)}:`;
    case 'date':
      return formatDate(reader, Number(element.timestamp) * 1000, String(element.format));
    default:
      return String(element.text ?? '');
  }
}

function styled(element: JsonObject): string {
  const text = String(element.text);
  const style = readObject(element.style);
  if (style === null || text.trim() === '') return text;
  const mark = style.code ? '`' : style.bold ? '*' : style.italic ? '_' : style.strike ? '~' : '';
  return `${mark}${text}${mark}`;
}
