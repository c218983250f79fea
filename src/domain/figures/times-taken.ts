import type { MeasuredTime } from './figures.ts';
import { coveredMs, periodsUntil } from './outage-minutes.ts';
import type { Tally } from './tally.ts';

/**
 * How long each time took in one incident, ms, never negative; null where it isn't known, or hasn't come. What is counted
 * from the start leaves out the time for which it had ended, so that nothing takes longer to mitigate than to resolve.
 */
export const timesTaken = ({
  startedAt,
  startKnown,
  openedAt,
  detectedAt,
  acknowledgedAt,
  mitigatedAt,
  degraded,
  resolvedMs,
}: Tally): Readonly<Record<MeasuredTime, number | null>> => ({
  detect: startKnown ? between(startedAt, detectedAt) : null,
  acknowledge: between(openedAt, acknowledgedAt),
  mitigate: mitigatedAt === null ? null : coveredMs(periodsUntil(degraded, mitigatedAt)),
  resolve: resolvedMs,
});

const between = (from: number, to: number | null): number | null =>
  to === null ? null : Math.max(0, to - from);
