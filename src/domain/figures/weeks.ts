import { dayIn, mondayOf } from '../text/days.ts';
import { wholeMinutes } from '../text/duration.ts';
import { coveredMs, type OutagePeriod, periodsUntil } from './outage-minutes.ts';
import type { ProblemOwner, Tally } from './tally.ts';
import { type FigureSpan, spanStart } from './window.ts';

const weekMs = 7 * 86_400_000;
/** The most weeks on a picture: more bars can't be told apart. */
const weeksMax = 53;

/** What happened in one week, which begins on a Monday in UTC: real incidents by whose problem they were. */
export type FigureWeek = {
  /** UTC ms. */
  readonly from: number;
  readonly incidents: Readonly<Record<ProblemOwner, number>>;
  /** Minutes with an outage that Intercom caused: a minute of two at once is one. */
  readonly intercomMinutes: number;
};

type HeldWeek = { incidents: Record<ProblemOwner, number>; outages: OutagePeriod[] };

/** When the week of a moment begins, UTC ms. */
const weekOf = (ms: number): number => Date.parse(`${mondayOf(dayIn(ms, 'UTC'))}T00:00:00Z`);

/** Counts the incidents of a span by week; they are added one by one. */
export class WeekCount {
  readonly #now: number;
  readonly #from: number;
  readonly #weeks = new Map<number, HeldWeek>();

  /** `now` is UTC ms. */
  constructor(span: FigureSpan, now: number) {
    const first = weekOf(now) - (weeksMax - 1) * weekMs;
    this.#now = now;
    this.#from = Math.max(first, weekOf(spanStart(span, now) ?? first));
  }

  add({ kind, owner, openedAt, degraded }: Tally): void {
    if (kind !== 'real' || openedAt > this.#now) return;
    if (openedAt >= this.#from) this.#week(openedAt).incidents[owner] += 1;
    if (owner !== 'intercom') return;
    for (const { from, to } of periodsUntil(degraded, this.#now))
      for (let start = Math.max(weekOf(from), this.#from); start < to; start += weekMs)
        this.#week(start).outages.push({ from: Math.max(from, start), to: Math.min(to, start + weekMs) });
  }

  /** Every week up to now, oldest first, also those without an incident. */
  weeks(): FigureWeek[] {
    const weeks: FigureWeek[] = [];
    for (let from = this.#from; from <= this.#now; from += weekMs) {
      const { incidents, outages } = this.#week(from);
      weeks.push({ from, incidents, intercomMinutes: wholeMinutes(coveredMs(outages)) });
    }
    return weeks;
  }

  #week(ms: number): HeldWeek {
    const start = weekOf(ms);
    const held = this.#weeks.get(start) ?? { incidents: { intercom: 0, ours: 0, unknown: 0 }, outages: [] };
    this.#weeks.set(start, held);
    return held;
  }
}
