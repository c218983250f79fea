import { tzOffset } from '@date-fns/tz';
import { z } from 'zod';
import { type Millis, millisSchema } from '../incident/ids.ts';
import { calendarDay } from './format-time.ts';

/** A day of the calendar, wherever it is: `2026-12-01`. In this form, days compare as text. */
export const daySchema = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/)
  .refine(isDay)
  .brand<'Day'>();
export type Day = z.infer<typeof daySchema>;

const dayMs = 86_400_000;

function isDay(text: string): boolean {
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

const noonOf = (day: Day): number => Date.parse(`${day}T12:00:00Z`);

/** No day that can be written comes after it. */
export const lastDay: Day = daySchema.parse('9999-12-31');

/** The day that it is at a moment (UTC ms) in a zone. */
export const dayIn = (ms: number, timeZone: string): Day => daySchema.parse(calendarDay(ms, timeZone));

/** The day that is so many days after another, or before it. */
export const dayAfter = (day: Day, days: number): Day => dayIn(noonOf(day) + days * dayMs, 'UTC');

/** How many days one is after another; negative where it comes before. */
export const daysFrom = (from: Day, to: Day): number => Math.round((noonOf(to) - noonOf(from)) / dayMs);

/** 0 for a Sunday, 6 for a Saturday. */
export const weekday = (day: Day): number => new Date(noonOf(day)).getUTCDay();

/** Saturdays and Sundays. */
export const isWeekend = (day: Day): boolean => weekday(day) === 0 || weekday(day) === 6;

/** The working day that is so many working days after a day: none of them is that day itself. */
export function workingDayAfter(day: Day, days: number): Day {
  const next = dayAfter(day, 1);
  const left = isWeekend(next) ? days : days - 1;
  return left === 0 ? next : workingDayAfter(next, left);
}

/** The Monday of a day's week, which begins with it. */
export const mondayOf = (day: Day): Day => dayAfter(day, -((weekday(day) + 6) % 7));

/** When a clock in a zone strikes a full hour on a day, UTC ms. An hour that the clock skips comes when it goes on. */
export function hourOn(day: Day, hour: number, timeZone: string): Millis {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + hour * 3_600_000;
  const offsetAt = (ms: number): number => tzOffset(timeZone, new Date(ms)) * 60_000;
  const guess = asUtc - offsetAt(asUtc);
  return millisSchema.parse(asUtc - offsetAt(guess));
}
