import { TZDate } from '@date-fns/tz';
import { addBusinessDays } from 'date-fns/addBusinessDays';
import { addDays } from 'date-fns/addDays';
import { z } from 'zod';
import type { Millis } from '../incident/ids.ts';
import { counted } from './text.ts';

/** A duration as the settings write it: `90s`, `15m`, `1h`, `1d`, `1bd`. */
export const spanSchema = z.object({
  amount: z.number().int().positive(),
  unit: z.enum(['s', 'm', 'h', 'd', 'bd']),
});
export type TimeSpan = Readonly<z.infer<typeof spanSchema>>;

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** Parses `15m`, `1h`, `1bd`; null if it isn't a positive whole number with a known unit. */
export function parseSpan(text: string): TimeSpan | null {
  const match = /^([1-9]\d{0,5})(s|m|h|d|bd)$/.exec(text.trim());
  if (!match) return null;
  return { amount: Number(match[1]), unit: match[2] as TimeSpan['unit'] };
}

/**
 * The time that is one duration after another time, UTC ms. Days and business days (Monday to Friday) are calendar
 * days in `timeZone`: they keep the clock time there, even across a daylight saving change.
 */
export function addSpan(from: number, span: TimeSpan, timeZone: string): Millis {
  switch (span.unit) {
    case 's':
    case 'm':
    case 'h':
      return (from + span.amount * unitMs[span.unit]) as Millis;
    case 'd':
      return addDays(new TZDate(from, timeZone), span.amount).getTime() as Millis;
    case 'bd':
      return addBusinessDays(new TZDate(from, timeZone), span.amount).getTime() as Millis;
  }
}

/** `2 hours 5 minutes`, as the postmortem writes it; whole days are counted in hours. Never negative. */
export function hoursAndMinutes(ms: number): string {
  const minutes = wholeMinutes(ms);
  return `${counted(Math.floor(minutes / 60), 'hour')} ${counted(minutes % 60, 'minute')}`;
}

/** The minute that a moment (UTC ms) is in, of which people see no part. */
export const minuteOf = (ms: number): number => Math.floor(ms / 60_000);

/** Whole minutes in a duration, rounded down, never negative. */
export const wholeMinutes = (ms: number): number => Math.max(0, Math.floor(ms / 60_000));

/** `15 min`, `2 h 46 min`, `3 d 2 h`: a duration for a sentence, rounded down to what a person would say. */
export function approxDuration(ms: number): string {
  const minutes = wholeMinutes(ms);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 ? `${days} d` : `${days} d ${hours % 24} h`;
}

/** `15 min`, `4 h`, `1 business day`: a configured duration for a sentence, in the unit of the setting. */
export function spanWords({ amount, unit }: TimeSpan): string {
  switch (unit) {
    case 's':
    case 'h':
      return `${amount} ${unit}`;
    case 'm':
      return `${amount} min`;
    case 'd':
      return counted(amount, 'day');
    case 'bd':
      return counted(amount, 'business day');
  }
}
