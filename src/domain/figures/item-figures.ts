import type { IncidentId, Millis } from '../incident/ids.ts';
import { type Day, dayIn } from '../text/days.ts';
import { quantile } from './quantile.ts';

/** An open action item: when it was added (UTC ms), the day that it's due, if that is a day, and whether it's of a drill. */
export type ItemTally = {
  readonly incident: IncidentId;
  readonly addedAt: Millis;
  readonly due: Day | null;
  readonly drill: boolean;
};

/** Action items that are open now, how many of them are overdue, and how old they are. */
export type ItemFigures = {
  readonly open: number;
  readonly overdue: number;
  readonly medianAgeMs: number | null;
  /** Of how many incidents they are. */
  readonly incidents: number;
  /** How many more there are of drills. */
  readonly leftOut: { readonly drills: number };
};

/** Counts action items at a time (UTC ms); an item is overdue once its day is over in the zone. */
export function itemFigures(items: readonly ItemTally[], now: number, timeZone: string): ItemFigures {
  const today = dayIn(now, timeZone);
  const real = items.filter(({ drill }) => !drill);
  const ages = Float64Array.from(real, ({ addedAt }) => Math.max(0, now - addedAt)).sort();
  return {
    open: real.length,
    overdue: real.filter(({ due }) => due !== null && due < today).length,
    medianAgeMs: quantile(ages, 0.5),
    incidents: new Set(real.map(({ incident }) => incident)).size,
    leftOut: { drills: items.length - real.length },
  };
}
