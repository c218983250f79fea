import { calendarDay, clockTime } from '../../domain/text/format-time.ts';

/** When an incident had an impact, UNIX ms; a reopened incident has several windows. */
export type ImpactWindow = { from: number; to: number };

/** A search as JSON for `POST /conversations/search`, the period it covers in words, and the search on one line. */
export type ImpactQuery = { body: string; period: string; text: string };

/** Intercom: a group in a search has at most 15 parts. */
const windowsMax = 15;

/**
 * The search for conversations created in the windows, oldest first; null if there are none, or if one ends before it
 * starts or isn't a valid time. If there are more than 15 windows, the last ones are searched as one.
 *
 * Created rather than updated or open: `created_at` never moves, so the same window gives the same count next week,
 * while the next reply moves `updated_at` out of the window. It counts who wrote while things were bad, whether or not
 * they were affected: an upper bound, and a low one if people couldn't even start a conversation. Hence an estimate.
 *
 * Intercom: dates are UNIX seconds; `>` and `<` are documented as "greater (or equal)" and "lower (or equal)", so the
 * first bound is one second early and nobody is missed either way. Matching by whole days is documented for contacts
 * only. `per_page: 1`, because only `total_count` is read.
 */
export function impactQuery(windows: readonly ImpactWindow[]): ImpactQuery | null {
  if (!windows.every(({ from, to }) => isTime(from) && isTime(to) && to >= from)) return null;
  const [first, ...more] = searched(windows).map(({ from, to }) => ({
    from,
    to,
    after: Math.floor(from / 1_000) - 1,
    before: Math.ceil(to / 1_000),
  }));
  if (first === undefined) return null;
  const query = more.length === 0 ? created(first) : { operator: 'OR', value: [first, ...more].map(created) };
  const all = [first, ...more];
  const periods = all.map(({ from, to }) => period(from, to)).join(' and ');
  const inWords = all
    .map(({ after, before }) => `created_at > ${after} AND created_at < ${before}`)
    .join(' OR ');
  return {
    body: JSON.stringify({ query, pagination: { per_page: 1 } }),
    period: periods,
    text: `POST /conversations/search, ${inWords}`,
  };
}

const created = ({ after, before }: { after: number; before: number }) => ({
  operator: 'AND',
  value: [
    { field: 'created_at', operator: '>', value: after },
    { field: 'created_at', operator: '<', value: before },
  ],
});

function searched(windows: readonly ImpactWindow[]): readonly ImpactWindow[] {
  const first = windows[windowsMax - 1];
  const last = windows.at(-1);
  if (windows.length <= windowsMax || !first || !last) return windows;
  return [...windows.slice(0, windowsMax - 1), { from: first.from, to: last.to }];
}

function isTime(ms: number): boolean {
  return !Number.isNaN(new Date(ms).getTime());
}

function period(from: number, to: number): string {
  const day = calendarDay(to) === calendarDay(from) ? '' : `${calendarDay(to)} `;
  return `from ${calendarDay(from)} ${clockTime(from)} to ${day}${clockTime(to)} UTC`;
}
