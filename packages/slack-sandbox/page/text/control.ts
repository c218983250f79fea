import type { JsonObject } from '../../slack/json.ts';
import { unescapeText } from '../../slack/text/escapes.ts';

type Style = Readonly<Record<string, true>>;

/** What is between `<` and `>` in mrkdwn as a `rich_text` element: a mention, a date, or a link. */
export function controlElement(inside: string, around: Style): JsonObject {
  const style = { ...around };
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? null : unescapeText(inside.slice(bar + 1));
  if (target.startsWith('@')) return { type: 'user', user_id: target.slice(1), style };
  if (target.startsWith('#')) return { type: 'channel', channel_id: target.slice(1), style };
  if (target.startsWith('!date^')) return dateElement(target, label, style);
  if (target.startsWith('!subteam^')) return { type: 'usergroup', usergroup_id: target.slice(9), style };
  if (/^!(here|channel|everyone)$/.test(target)) {
    return { type: 'broadcast', range: target.slice(1), style };
  }
  if (target.startsWith('!')) return { type: 'text', text: label ?? `<${target}>`, style };
  const url = unescapeText(target);
  return { type: 'link', url, text: label ?? url.replace(/^mailto:/, ''), style };
}

function dateElement(target: string, fallback: string | null, style: JsonObject): JsonObject {
  const [, seconds = '', format = '', url] = target.split('^');
  const timestamp = Number(seconds);
  if (!/^\d+$/.test(seconds) || !Number.isSafeInteger(timestamp)) {
    return { type: 'text', text: fallback ?? unescapeText(target), style };
  }
  const date = { type: 'date', timestamp, format: unescapeText(format), style };
  return url === undefined ? date : { ...date, url: unescapeText(url) };
}
