import type { Incident } from '../incident/incident.ts';

/**
 * A period in which the service was degraded, from the start or a reopening to a resolution; `to` is null while it
 * lasts. UTC ms.
 */
export type Period = { readonly from: number; readonly to: number | null };

/** When the service was degraded, oldest first. The time while an incident was resolved isn't. */
export const degradedPeriods = ({
  degraded,
  degradedSince,
}: Pick<Incident, 'degraded' | 'degradedSince'>): Period[] => [
  ...degraded.values(),
  ...(degradedSince === null ? [] : [{ from: degradedSince, to: null }]),
];

/** How long the service was degraded, ms: all periods together, each from `since` (UTC ms) on; null while it is. */
export function degradedMs(periods: readonly Period[], since = 0): number | null {
  let ms = 0;
  let counted = since;
  for (const { from, to } of periods) {
    if (to === null) return null;
    ms += Math.max(0, to - Math.max(from, counted));
    counted = Math.max(counted, to);
  }
  return ms;
}
