/** Who a time is written for: the reader's IANA zone, and the current time (ms UTC). */
export type Reader = { readonly zone: string; readonly now: number };

const dayMs = 86_400_000;
type Parts = Intl.DateTimeFormatOptions;

/* Creating a formatter is expensive, and a channel shows thousands of times. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, parts: Parts): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(parts)}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale, parts);
  formatters.set(key, known);
  return known;
}

/** A time (ms UTC) in the reader's zone, in English, with the parts requested. */
export function written(reader: Reader, at: number, parts: Parts): string {
  return formatter('en-US', { timeZone: reader.zone, hourCycle: 'h23', ...parts }).format(at);
}

/** `14:05`. */
export const clockTime = (reader: Reader, at: number): string =>
  written(reader, at, { hour: '2-digit', minute: '2-digit' });

/** `2026-11-21`, the reader's day. */
export function dayOf(reader: Reader, at: number): string {
  const parts: Parts = { timeZone: reader.zone, year: 'numeric', month: '2-digit', day: '2-digit' };
  return formatter('en-CA', parts).format(at);
}

/** `Today`, `Yesterday`, or `Friday, November 20`; the year only if it isn't the current one. */
export function dayHeading(reader: Reader, at: number): string {
  const near = relativeDay(reader, at);
  if (near !== null) return `${near.charAt(0).toUpperCase()}${near.slice(1)}`;
  const sameYear = dayOf(reader, at).slice(0, 4) === dayOf(reader, reader.now).slice(0, 4);
  const parts: Parts = { weekday: 'long', month: 'long', day: 'numeric' };
  return written(reader, at, sameYear ? parts : { ...parts, year: 'numeric' });
}

/**
 * The text of Slack's `<!date^…^format>` for this time (ms UTC). A token that Slack doesn't know stays as it is.
 * (Slack: docs.slack.dev/messaging/formatting-message-text#date-formatting)
 */
export function formatDate(reader: Reader, at: number, format: string): string {
  return format.replaceAll(/\{([a-z_]+)\}/g, (token, name: string) => tokenText(reader, at, name) ?? token);
}

function tokenText(reader: Reader, at: number, name: string): string | null {
  const plain = name.replace('_pretty', '');
  const near = plain === name ? null : relativeDay(reader, at);
  if (near !== null) return near;
  switch (plain) {
    case 'date_num':
      return dayOf(reader, at);
    case 'date_slash':
      return written(reader, at, { year: 'numeric', month: '2-digit', day: '2-digit' });
    case 'date':
      return written(reader, at, { year: 'numeric', month: 'long', day: 'numeric' });
    case 'date_short':
      return written(reader, at, { year: 'numeric', month: 'short', day: 'numeric' });
    case 'date_long':
    case 'date_long_full':
    case 'day_divider':
      return written(reader, at, { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' });
    case 'time':
      return clockTime(reader, at);
    case 'time_secs':
      return written(reader, at, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
    case 'ago':
      return ago(reader.now - at);
    default:
      return null;
  }
}

function relativeDay(reader: Reader, at: number): string | null {
  const day = dayOf(reader, at);
  if (day === dayOf(reader, reader.now)) return 'today';
  if (day === dayOf(reader, reader.now - dayMs)) return 'yesterday';
  return day === dayOf(reader, reader.now + dayMs) ? 'tomorrow' : null;
}

/** How long ago (ms; negative for the future) in words: `5 minutes ago`, `in 2 hours`, `just now`. */
export function ago(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  if (minutes === 0) return 'just now';
  const words = inWords(minutes);
  return ms > 0 ? `${words} ago` : `in ${words}`;
}

function inWords(minutes: number): string {
  if (minutes < 60) return count(minutes, 'minute');
  return minutes < 1440 ? count(Math.round(minutes / 60), 'hour') : count(Math.round(minutes / 1440), 'day');
}

const count = (n: number, unit: string) => `${n} ${unit}${n === 1 ? '' : 's'}`;
