import { tzOffset } from '@date-fns/tz';
import { type Millis, millisSchema } from '../incident/ids.ts';
import { dayAfter, dayIn } from './days.ts';
import { calendarDay, clockTime } from './format-time.ts';
import { clip, oneLine } from './text.ts';

/** A past time as someone wrote it (UTC ms), or what is wrong with it, in a sentence that says what to write. */
export type ReadTime = { readonly at: Millis } | { readonly problem: string };

const day = 86_400_000;
const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: day } as const;

const ways = 'Give a time (09:10), how long ago it was (-25m), or a date (2026-11-27 09:10).';
const spans =
  /^(?:-|−|–)?\s?((?:\d{1,5}\s?[smhd](?:in|ins|inutes?|r|rs|ours?|ays?|ecs?|econds?)?\s?)+)(?:ago)?$/i;
const clocks =
  /^(?:(\d{4}-\d\d-\d\d)(?:\s|t|,\s?))?(?:at\s)?([01]?\d|2[0-3])[:.]([0-5]\d)(?::[0-5]\d)?\s?(utc|gmt|z)?$/i;

/**
 * Parses `09:10`, `-25m`, or `2026-11-27 09:10`, clock times in `timeZone`. A clock time is the last time that the
 * clock showed it: one in the future means yesterday, and in an hour that comes twice, the later one. One that the
 * clock skipped is an error.
 */
export function readPastTime(text: string, now: number, timeZone: string): ReadTime {
  const written = oneLine(text);
  const span = spans.exec(written);
  if (span) return valid(now - spanMs(span[1] ?? ''), written);
  const [, date, hours = '', minutes = '', utc] = clocks.exec(written) ?? [];
  if (hours === '') return { problem: `"${clip(written, 60)}" isn't a time. ${ways}` };
  const zone = utc ? 'UTC' : timeZone;
  const time = `${hours.padStart(2, '0')}:${minutes}`;
  const on = (day: string): number | null => onDay(day, time, zone, now);
  const read = (day: string): ReadTime => {
    const ms = on(day);
    return ms === null ? noSuchTime(day, time, zone) : valid(ms, written);
  };
  if (date !== undefined) return read(date);
  const today = dayIn(now, zone);
  const at = on(today);
  return at === null || at <= now ? read(today) : read(dayAfter(today, -1));
}

const spanMs = (text: string): number =>
  [...text.matchAll(/(\d+)\s?([smhd])/gi)].reduce((ms, [, amount, unit = '']) => {
    const letter = unit.toLowerCase();
    return ms + Number(amount) * (letter in unitMs ? unitMs[letter as keyof typeof unitMs] : 0);
  }, 0);

const valid = (ms: number, written: string): ReadTime => {
  const at = millisSchema.safeParse(ms);
  return at.success ? { at: at.data } : { problem: `"${clip(written, 60)}" is too long ago. ${ways}` };
};

/** When a clock showed that time on that day: of two times the later one, unless that is in the future. */
function onDay(date: string, time: string, zone: string, now: number): number | null {
  const asUtc = Date.parse(`${date}T${time}Z`);
  if (Number.isNaN(asUtc)) return null;
  const offsets = new Set([-day, 0, day].map((ms) => tzOffset(zone, new Date(asUtc + ms)) * 60_000));
  const moments = [...offsets]
    .map((offset) => asUtc - offset)
    .filter((ms) => calendarDay(ms, zone) === date && clockTime(ms, zone) === time)
    .toSorted((a, b) => a - b);
  return moments.findLast((one) => one <= now) ?? moments[0] ?? null;
}

/** A day that doesn't exist, or an hour that was skipped. */
const noSuchTime = (date: string, time: string, zone: string): ReadTime => ({
  problem: `There was no ${time} on ${date} in ${zone}. ${ways}`,
});
