import type { Team } from '../team.ts';

/** Who reads a text: the workspace's names, an IANA time zone, and the current time (ms UTC). */
export type Reader = { readonly team: Team; readonly tz: string; readonly now: number };

/** A time (ms UTC) as `14:30` in the reader's zone. */
export function clockTime(reader: Reader, at: number): string {
  return part(reader, at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** A time's day as `2026-03-01` in the reader's zone. */
export function day(reader: Reader, at: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: reader.tz, dateStyle: 'short' }).format(at);
}

/** A time in the reader's zone, in English, with these parts. */
export function part(reader: Reader, at: number, parts: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-US', { timeZone: reader.tz, ...parts }).format(at);
}
