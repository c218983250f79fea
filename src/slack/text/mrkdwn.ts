import type { ChannelId, GroupId, UserId } from '../../domain/incident/ids.ts';
import { spansOf, type TextSpan } from '../../domain/text/addresses.ts';
import { moment } from '../../domain/text/format-time.ts';

/**
 * Text in Slack's own markup that is safe to send. It's created only here, so nothing a person wrote can get in
 * unescaped.
 */
export class Mrkdwn {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}

/** Slack: only these three characters are escaped, in this order. */
export const escapeText = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** A template for Slack markup: interpolated values are escaped, unless they are markup already. */
export function mrkdwn(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | Mrkdwn)[]
): Mrkdwn {
  const parts = strings.map((string, i) => {
    const value = values[i];
    if (value === undefined) return string;
    return string + (value instanceof Mrkdwn ? value.value : escapeText(String(value)));
  });
  return new Mrkdwn(parts.join(''));
}

/** Returns escaped text whose markup has at most `max` characters; if something was cut, the last one is `…`. */
export function fitted(text: string, max: number): Mrkdwn {
  const escaped = escapeText(text);
  if (escaped.length <= max) return new Mrkdwn(escaped);
  let kept = '';
  for (const point of text) {
    const next = escapeText(point);
    if (kept.length + next.length > max - 1) break;
    kept += next;
  }
  return new Mrkdwn(`${kept}…`);
}

/**
 * Returns what a person typed with its URLs as links that show themselves, in at most `max` characters of markup.
 * Nothing else in it becomes a link, and a URL that doesn't fit whole doesn't either.
 */
export function typed(text: string, max = Number.POSITIVE_INFINITY): Mrkdwn {
  const spans = spansOf(text);
  const whole = linked(spans);
  if (whole.value.length <= max) return whole;
  let kept = '';
  let read = 0;
  for (const span of spans) {
    const { value } = linked([span]);
    if (kept.length + value.length > max - 1) break;
    kept += value;
    read += span.text.length;
  }
  return new Mrkdwn(kept + fitted(text.slice(read), max - kept.length).value);
}

/** Typed text, with its URLs as links. */
export const linked = (spans: readonly TextSpan[]): Mrkdwn =>
  new Mrkdwn(
    spans.map(({ kind, text }) => (kind === 'address' ? `<${escapeText(text)}>` : escapeText(text))).join(''),
  );

/** Returns struck-through text. A tilde inside would end it, so it's replaced by a lookalike. */
export const struck = (text: string): Mrkdwn =>
  new Mrkdwn(`~${escapeText(text.trim().replaceAll('~', '\u223c')) || ' '}~`);

/** Joins pieces of markup with a separator. */
export const joined = (pieces: readonly Mrkdwn[], separator: string): Mrkdwn =>
  new Mrkdwn(pieces.map(({ value }) => value).join(separator));

/** Mentions a person, which notifies them. */
export const mention = (user: UserId): Mrkdwn => new Mrkdwn(`<@${user}>`);

/** Mentions a user group, which notifies everyone in it. */
export const groupMention = (group: GroupId): Mrkdwn => new Mrkdwn(`<!subteam^${group}>`);

/** Links to a channel. */
export const channelLink = (channel: ChannelId): Mrkdwn => new Mrkdwn(`<#${channel}>`);

/** Whether Slack accepts it as a link's URL: http(s), and nothing that ends the markup. */
export const isWebAddress = (url: string): boolean => /^https?:\/\/[^\s<>|]+$/i.test(url);

/** Links a URL with a label; a URL that isn't http(s) stays plain text. */
export function link(url: string, label: string): Mrkdwn {
  if (!isWebAddress(url)) return mrkdwn`${label}`;
  return new Mrkdwn(`<${escapeText(url)}|${escapeText(label.replace(/[|>\n]/g, ' '))}>`);
}

/** A moment in each reader's own time zone; where Slack can't show that, in `timeZone`. */
export function date(ms: number, now: number, timeZone: string): Mrkdwn {
  const fallback = escapeText(moment(ms, now, timeZone).replace(/[|>]/g, ' '));
  return new Mrkdwn(`<!date^${Math.floor(ms / 1000)}^{date_short_pretty} at {time}|${fallback}>`);
}
