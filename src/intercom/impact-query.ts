import { calendarDay, clockTime } from '../domain/clock-words.ts';

/** When an incident was felt, UNIX ms. */
export type ImpactWindow = { from: number; to: number };

/** A search as JSON for `POST /conversations/search`, and the same as text for people. */
export type ImpactQuery = { body: string; text: string };

/**
 * The search for conversations created in the window; null when the window ends before it begins or is no time at all.
 *
 * Created, and not updated or open: `created_at` never moves, so the same window gives the same figure next week, while
 * `updated_at` leaves the window with the next reply. It counts who wrote while things were bad, whether or not they
 * were hit: an upper bound, and a low one if people could not even start a conversation. Hence an estimate.
 *
 * Intercom: dates are UNIX seconds; `>` and `<` are documented as "greater (or equal)" and "lower (or equal)", so the
 * first bound is one second early and nobody is lost whichever they are. Matching by whole days is documented for
 * contacts only. `per_page: 1`, for only `total_count` is read.
 */
export function impactQuery({ from, to }: ImpactWindow): ImpactQuery | null {
  if (!isTime(from) || !isTime(to) || to < from) return null;
  const after = Math.floor(from / 1_000) - 1;
  const before = Math.ceil(to / 1_000);
  const value = [
    { field: 'created_at', operator: '>', value: after },
    { field: 'created_at', operator: '<', value: before },
  ];
  return {
    body: JSON.stringify({ query: { operator: 'AND', value }, pagination: { per_page: 1 } }),
    text: `Conversations created in Intercom ${period(from, to)} (POST /conversations/search, created_at > ${after} AND created_at < ${before})`,
  };
}

function isTime(ms: number): boolean {
  return !Number.isNaN(new Date(ms).getTime());
}

function period(from: number, to: number): string {
  const day = calendarDay(to) === calendarDay(from) ? '' : `${calendarDay(to)} `;
  return `from ${calendarDay(from)} ${clockTime(from)} to ${day}${clockTime(to)} UTC`;
}
