import { TZDate } from '@date-fns/tz';

const pad = (n: number) => String(n).padStart(2, '0');

/** A time (Unix seconds) as `YYYY-MM-DDTHH:MM` in an IANA zone, the format of `datetime-local`. */
export function wallClock(seconds: number, zone: string): string {
  const date = new TZDate(seconds * 1000, zone);
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return `${day}T${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

/**
 * The time (Unix seconds) at which a zone's clock shows `YYYY-MM-DDTHH:MM`; null for any other format, or while the year
 * isn't typed in full.
 */
export function momentAt(wall: string, zone: string): number | null {
  const parts = /^([1-9]\d{3})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(wall)?.slice(1).map(Number);
  if (parts === undefined) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = parts;
  return Math.floor(new TZDate(year, month - 1, day, hour, minute, zone).getTime() / 1000);
}
