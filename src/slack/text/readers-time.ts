import { fitted, joined, Mrkdwn } from './mrkdwn.ts';

/** A time window as a diagnosis writes it: `2026-11-21 11:00–13:00 UTC`, with the second date if it's another day. */
const window =
  /(\d{4}-\d\d-\d\d) (\d\d:\d\d)–(?:(\d{4}-\d\d-\d\d) )?(\d\d:\d\d) ([A-Z]{3}(?:[+-]\d{1,2}(?::\d\d)?)?)/g;

/**
 * Returns a text of at most `max` characters in which each reader sees maintenance windows in their own time zone.
 */
export function inReadersTime(text: string, max: number): Mrkdwn {
  const pieces: Mrkdwn[] = [];
  let read = 0;
  for (const found of text.matchAll(window)) {
    const [words, day = '', begins = '', otherDay = day, ends = '', zone = ''] = found;
    const from = Date.parse(`${day} ${begins} ${zone}`);
    const until = Date.parse(`${otherDay} ${ends} ${zone}`);
    if (Number.isNaN(from) || Number.isNaN(until) || found.index + words.length > max) continue;
    const end = otherDay === day ? '{time}' : '{date_short_pretty} at {time}';
    pieces.push(
      fitted(text.slice(read, found.index), max),
      token(from, '{date_short_pretty} at {time}', `${day} ${begins} ${zone}`),
      new Mrkdwn('–'),
      token(until, end, `${otherDay === day ? '' : `${otherDay} `}${ends} ${zone}`),
    );
    read = found.index + words.length;
  }
  return joined([...pieces, fitted(text.slice(read), Math.max(1, max - read))], '');
}

const token = (ms: number, form: string, fallback: string): Mrkdwn =>
  new Mrkdwn(`<!date^${Math.floor(ms / 1000)}^${form}|${fallback}>`);
