/** What a clock and a calendar show: `14:30`, `2026-11-21`, and the zone's short name. */
type Wall = { readonly day: string; readonly time: string; readonly zone: string };

// Creating one takes a thousand times as long as using it, and zones are few.
const formats = new Map<string, Intl.DateTimeFormat>();

function wallIn(ms: number, timeZone: string): Wall {
  // The default, and the only zone that needs no time zone tables: those take 40 ms to load.
  if (timeZone === 'UTC') {
    const [day = '', time = ''] = new Date(ms).toISOString().split('T');
    return { day, time: time.slice(0, 5), zone: 'UTC' };
  }
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'short',
    });
  formats.set(timeZone, format);
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of format.formatToParts(ms)) parts[type] = value;
  return {
    day: `${parts.year}-${parts.month}-${parts.day}`,
    time: `${parts.hour}:${parts.minute}`,
    zone: parts.timeZoneName ?? timeZone,
  };
}

/** `14:30`. */
export const clockTime = (ms: number, timeZone = 'UTC'): string => wallIn(ms, timeZone).time;

/** `2026-11-21`. */
export const calendarDay = (ms: number, timeZone = 'UTC'): string => wallIn(ms, timeZone).day;

/** `UTC`, `CET`, `GMT+5:30`: the zone's short name at that moment. */
export const zoneName = (ms: number, timeZone: string): string => wallIn(ms, timeZone).zone;

/** `14:30 UTC`, with the date before it if it isn't the day of `now`: `2026-11-22 09:00 UTC`. */
export function moment(ms: number, now: number, timeZone: string): string {
  const { day, time, zone } = wallIn(ms, timeZone);
  return `${day === calendarDay(now, timeZone) ? '' : `${day} `}${time} ${zone}`;
}

/**
 * The `now` for showing a time next to another one: without its day only if both are on one day, because readers give
 * the second time the day of the first.
 */
export const nowBeside = (ms: number, other: number, now: number, timeZone: string): number =>
  calendarDay(ms, timeZone) === calendarDay(other, timeZone) ? now : other;
