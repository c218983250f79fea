import { type Day, dayAfter, dayIn, daySchema, mondayOf, weekday } from './days.ts';
import { oneLine } from './text.ts';

const names = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const spans = /^in (an?|\d{1,3}) (day|week|month)s?$/;

/**
 * Reads a date: `2026-12-01` (or `2026-12-1`), `today`, `tomorrow`, `yesterday`, `Friday`, `Fri`, or `this Friday` (the next
 * one, never today), `next Friday` (the one in next week, which begins on Monday), `in 3 days`, `in 2 weeks`, `in a month`.
 * `on`, `by`, or `due` can precede it. Null for anything else.
 */
export function readDay(text: string, today: Day): Day | null {
  const written = oneLine(text)
    .toLowerCase()
    .replace(/[.,;!]$/, '')
    .replace(/^(?:due:? )?(?:on |by )?/, '')
    .replace(/^(\d{4})-(\d{1,2})-(\d{1,2})$/, (_, year, month, day) =>
      [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-'),
    );
  const date = daySchema.safeParse(written);
  if (date.success) return date.data;
  if (written === 'today') return today;
  if (written === 'yesterday') return dayAfter(today, -1);
  if (written === 'tomorrow') return dayAfter(today, 1);
  const [, which, word = ''] = /^(?:(this|coming|next) )?(\w+)$/.exec(written) ?? [];
  const named = names.findIndex((name) => name === word || (word.length >= 3 && isShort(name, word)));
  if (named >= 0 && which === 'next') return dayAfter(mondayOf(today), 7 + ((named + 6) % 7));
  if (named >= 0) return dayAfter(today, ((named - weekday(today) + 6) % 7) + 1);
  const [, amount, unit] = spans.exec(written) ?? [];
  if (amount === undefined) return null;
  const count = amount.startsWith('a') ? 1 : Number(amount);
  return unit === 'month' ? monthsAfter(today, count) : dayAfter(today, count * (unit === 'week' ? 7 : 1));
}

/** `tue`, `tues`, `thu`, `thurs`. */
const isShort = (name: string, written: string): boolean => written.length <= 5 && name.startsWith(written);

/** The same day of a later month; of a shorter one the last. */
function monthsAfter(day: Day, months: number): Day {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const ms = Date.UTC(year, month - 1 + months, Math.min(date, lastOfMonth));
  return dayIn(ms, 'UTC');
}
