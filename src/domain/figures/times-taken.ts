import type { MeasuredTime } from './figures.ts';
import type { Tally } from './tally.ts';

/** How long each time took in one incident, ms, never negative; null where it isn't known, or hasn't come. */
export const timesTaken = ({
  startedAt,
  startKnown,
  openedAt,
  detectedAt,
  acknowledgedAt,
  mitigatedAt,
  resolvedMs,
}: Tally): Readonly<Record<MeasuredTime, number | null>> => ({
  detect: startKnown ? between(startedAt, detectedAt) : null,
  acknowledge: between(openedAt, acknowledgedAt),
  mitigate: between(startedAt, mitigatedAt),
  resolve: resolvedMs,
});

const between = (from: number, to: number | null): number | null =>
  to === null ? null : Math.max(0, to - from);
