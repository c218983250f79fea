import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns/format';

const inZone = (ms: number, timeZone: string): TZDate => new TZDate(ms, timeZone);

/** `14:30`. */
export const clockTime = (ms: number, timeZone = 'UTC'): string => format(inZone(ms, timeZone), 'HH:mm');

/** `2026-11-21`. */
export const calendarDay = (ms: number, timeZone = 'UTC'): string =>
  format(inZone(ms, timeZone), 'yyyy-MM-dd');

// Making one takes a hundred times as long as using it, and zones are few.
const zoneNames = new Map<string, Intl.DateTimeFormat>();

/** `UTC`, `CET`, `GMT+5:30`: the zone's short name at that moment. */
export function zoneName(ms: number, timeZone: string): string {
  const names =
    zoneNames.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'short' });
  zoneNames.set(timeZone, names);
  const parts = names.formatToParts(ms);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
}

/** `14:30 UTC`, with the date before it when it is not the day of `now`: `2026-11-22 09:00 UTC`. */
export function moment(ms: number, now: number, timeZone: string): string {
  const day = calendarDay(ms, timeZone) === calendarDay(now, timeZone) ? '' : `${calendarDay(ms, timeZone)} `;
  return `${day}${clockTime(ms, timeZone)} ${zoneName(ms, timeZone)}`;
}
