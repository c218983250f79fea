import { clockTime, day, part, type Reader } from './reader.ts';

const dayLength = 86_400_000;

/** A date token's text, `{date_short_pretty} at {time}`, for this time (ms UTC). Uses the 24-hour clock. */
export function formatDate(reader: Reader, at: number, format: string): string {
  return format.replaceAll(/\{([a-z_]+)\}/gu, (token, name: string) => tokenText(reader, at, name) ?? token);
}

function tokenText(reader: Reader, at: number, name: string): string | null {
  const plain = name.replace('_pretty', '');
  if (plain !== name) {
    const relative = near(reader, at);
    if (relative !== null) return relative;
  }
  switch (plain) {
    case 'date_num':
      return day(reader, at);
    case 'date_slash':
      return part(reader, at, { year: 'numeric', month: '2-digit', day: '2-digit' });
    case 'date':
      return part(reader, at, { year: 'numeric', month: 'long', day: 'numeric' });
    case 'date_short':
      return part(reader, at, { year: 'numeric', month: 'short', day: 'numeric' });
    case 'date_long':
    case 'date_long_full':
    case 'day_divider':
      return part(reader, at, { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' });
    case 'time':
      return clockTime(reader, at);
    case 'time_secs':
      return part(reader, at, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
    case 'ago':
      return ago(reader.now - at);
    default:
      return null;
  }
}

function near(reader: Reader, at: number): string | null {
  const wanted = day(reader, at);
  if (wanted === day(reader, reader.now)) return 'today';
  if (wanted === day(reader, reader.now - dayLength)) return 'yesterday';
  return wanted === day(reader, reader.now + dayLength) ? 'tomorrow' : null;
}

function ago(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  const text =
    minutes < 60
      ? `${minutes} minutes`
      : minutes < 1440
        ? `${Math.round(minutes / 60)} hours`
        : `${Math.round(minutes / 1440)} days`;
  return ms >= 0 ? `${text} ago` : `in ${text}`;
}
