import { wholeMinutes } from '../text/duration.ts';
import { monthBounds, monthOf } from './window.ts';

/** A period of an outage, UTC ms. */
export type OutagePeriod = { readonly from: number; readonly to: number };

/** How long the outages of a month lasted, in whole minutes, and how many incidents there were. */
export type OutageMonth = {
  readonly month: string;
  readonly minutes: number;
  readonly incidents: number;
};

/** The periods of one incident's degraded time; one that goes on ends at `now` so far. UTC ms. */
export const periodsUntil = (
  degraded: readonly (readonly [number, number | null])[],
  now: number,
): OutagePeriod[] =>
  degraded.flatMap(([from, to]) => {
    const end = Math.min(to ?? now, now);
    return end > from ? [{ from, to: end }] : [];
  });

/** The part of a period that is in a month; null if there is none. */
export function withinMonth({ from, to }: OutagePeriod, month: string): OutagePeriod | null {
  const bounds = monthBounds(month);
  const part = { from: Math.max(from, bounds.from), to: Math.min(to, bounds.to) };
  return part.to > part.from ? part : null;
}

/** Periods in order, none of which touches another: what several of them cover is in one. */
function merged(periods: readonly OutagePeriod[]): OutagePeriod[] {
  const all: OutagePeriod[] = [];
  for (const { from, to } of periods.toSorted((one, other) => one.from - other.from)) {
    const last = all.at(-1);
    if (!last || from > last.to) all.push({ from, to });
    else all[all.length - 1] = { from: last.from, to: Math.max(last.to, to) };
  }
  return all;
}

/** How long periods last together, ms: what several of them cover counts once. */
export const coveredMs = (periods: readonly OutagePeriod[]): number =>
  merged(periods).reduce((ms, { from, to }) => ms + to - from, 0);

/** How many periods of a month are kept apart at least before they are merged. */
const apart = 1_000;

type HeldMonth = { parts: OutagePeriod[]; incidents: number; mergeAt: number };

/**
 * The outages by month in UTC, each month whole. A minute of two outages at once is one minute. Incidents are added one by
 * one.
 */
export class OutageMonths {
  readonly #months = new Map<string, HeldMonth>();

  /** Adds the outage of one incident. */
  add(periods: readonly OutagePeriod[]): void {
    const months = new Set(periods.flatMap(monthsOf));
    for (const month of months) {
      const held = this.#months.get(month) ?? { parts: [], incidents: 0, mergeAt: apart };
      held.incidents += 1;
      for (const period of periods) {
        const part = withinMonth(period, month);
        if (part) held.parts.push(part);
      }
      if (held.parts.length >= held.mergeAt) {
        held.parts = merged(held.parts);
        held.mergeAt = Math.max(apart, 2 * held.parts.length);
      }
      this.#months.set(month, held);
    }
  }

  /** The months that have any, latest first, but for those that ended before `since` (UTC ms; null: none is left out). */
  from(since: number | null): OutageMonth[] {
    const first = since === null ? '' : monthOf(since);
    return [...this.#months]
      .filter(([month]) => month >= first)
      .map(([month, { parts, incidents }]) => ({
        month,
        minutes: wholeMinutes(coveredMs(parts)),
        incidents,
      }))
      .toSorted((one, other) => (one.month < other.month ? 1 : -1));
  }
}

function monthsOf({ from, to }: OutagePeriod): string[] {
  const months: string[] = [];
  for (let start = from; start < to; start = monthBounds(monthOf(start)).to) months.push(monthOf(start));
  return months;
}
