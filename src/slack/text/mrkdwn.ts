import type { ChannelId, GroupId, UserId } from '../../domain/incident/ids.ts';
import { spansOf, type TextSpan } from '../../domain/text/addresses.ts';
import { moment } from '../../domain/text/format-time.ts';

/** Text in Slack's own markup that is safe to send: made only here, so that nothing a person wrote can get in raw. */
export class Mrkdwn {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}

/** Slack: only these three characters are escaped, in this order. */
export const escapeText = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** A template of Slack markup: what is interpolated is escaped, unless it is markup itself. */
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

/** Escaped text whose markup has at most `max` characters, the last one `…` where something was cut. */
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
 * What a person typed, with its web addresses as links that read as they were typed, in at most `max` characters of
 * markup; nothing else in it becomes a link, and an address that does not fit whole becomes none.
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

/** Typed text, with its web addresses as links. */
export const linked = (spans: readonly TextSpan[]): Mrkdwn =>
  new Mrkdwn(
    spans.map(({ kind, text }) => (kind === 'address' ? `<${escapeText(text)}>` : escapeText(text))).join(''),
  );

/** Struck through. A tilde inside would end it, so it is another sign that looks the same. */
export const struck = (text: string): Mrkdwn =>
  new Mrkdwn(`~${escapeText(text.trim().replaceAll('~', '\u223c')) || ' '}~`);

/** Several pieces of markup with a separator between them. */
export const joined = (pieces: readonly Mrkdwn[], separator: string): Mrkdwn =>
  new Mrkdwn(pieces.map(({ value }) => value).join(separator));

/** A person, by name and with a notification. */
export const mention = (user: UserId): Mrkdwn => new Mrkdwn(`<@${user}>`);

/** The mention of a user group, which reaches everybody in it. */
export const groupMention = (group: GroupId): Mrkdwn => new Mrkdwn(`<!subteam^${group}>`);

/** A channel, as a link. */
export const channelLink = (channel: ChannelId): Mrkdwn => new Mrkdwn(`<#${channel}>`);

/** Whether Slack takes it for the address of a link: http(s), and nothing that ends its markup. */
export const isWebAddress = (url: string): boolean => /^https?:\/\/[^\s<>|]+$/i.test(url);

/** A link with a label; an address that is not http(s) stays plain text. */
export function link(url: string, label: string): Mrkdwn {
  if (!isWebAddress(url)) return mrkdwn`${label}`;
  return new Mrkdwn(`<${escapeText(url)}|${escapeText(label.replace(/[|>\n]/g, ' '))}>`);
}

/** A moment in each reader's own zone; where Slack cannot, in `timeZone`. */
export function date(ms: number, now: number, timeZone: string): Mrkdwn {
  const fallback = escapeText(moment(ms, now, timeZone).replace(/[|>]/g, ' '));
  return new Mrkdwn(`<!date^${Math.floor(ms / 1000)}^{date_short_pretty} at {time}|${fallback}>`);
}
