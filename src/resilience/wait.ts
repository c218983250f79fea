import type { Passing } from './verdict.ts';

/** The shortest and the longest wait. Milliseconds. */
export type Clamp = { minWaitMs: number; maxWaitMs: number };

function clampWait(ms: number, { minWaitMs, maxWaitMs }: Clamp): number {
  return Number.isNaN(ms) ? minWaitMs : Math.min(Math.max(ms, minWaitMs), maxWaitMs);
}

/** Up to this much is added to a wait that was asked for, so that not every client returns at the same moment. */
const spreadMs = 1_000;

/**
 * The wait in ms before retry number `retry` (from 1), always within the clamp. A wait that the response asked for is
 * never cut short: it's spread by up to 1 s, and null if it's longer than the longest. Without one: exponential backoff
 * with full jitter, anywhere from the shortest wait to 2 s, 4 s, 8 s … `random` is from 0 up to 1.
 */
export function waitBefore(
  { waitMs }: Passing,
  retry: number,
  clamp: Clamp,
  random: () => number,
): number | null {
  if (waitMs !== null && !Number.isNaN(waitMs)) {
    return waitMs > clamp.maxWaitMs ? null : clampWait(waitMs + random() * spreadMs, clamp);
  }
  const ceiling = clampWait(1_000 * 2 ** retry, clamp);
  return clampWait(clamp.minWaitMs + random() * (ceiling - clamp.minWaitMs), clamp);
}
