import type { Verdict } from './verdict.ts';

/** No wait is shorter or longer, whatever a header says. Milliseconds. */
export type Clamp = { minWaitMs: number; maxWaitMs: number };

/** A wait within the clamp; NaN gives the shortest. */
export function clampWait(ms: number, { minWaitMs, maxWaitMs }: Clamp): number {
  return Number.isNaN(ms) ? minWaitMs : Math.min(Math.max(ms, minWaitMs), maxWaitMs);
}

/** Up to this much is added to a wait that was asked for, so that not everybody returns at the same moment. */
const spreadMs = 1_000;

/**
 * The wait in ms before retry number `retry` (from 1), always within the clamp. A wait that the answer asked for is
 * kept, and spread by up to 1 s. Without one: exponential backoff with full jitter, anywhere from the shortest wait to
 * 2 s, 4 s, 8 s … `random` is from 0 up to 1.
 */
export function waitBefore(verdict: Verdict, retry: number, clamp: Clamp, random: () => number): number {
  const asked = verdict.kind === 'limited' || verdict.kind === 'unavailable' ? verdict.waitMs : null;
  if (asked !== null && !Number.isNaN(asked)) return clampWait(asked + random() * spreadMs, clamp);
  const ceiling = clampWait(1_000 * 2 ** retry, clamp);
  return clampWait(clamp.minWaitMs + random() * (ceiling - clamp.minWaitMs), clamp);
}
