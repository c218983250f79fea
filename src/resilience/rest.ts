import type { Passing } from './verdict.ts';

/** How long Intercom isn't called, and why. Times are UNIX ms. */
export type Rest = { from: number; until: number; verdict: Passing };

/** None of Intercom's windows is longer: a nonsensical header must not stop the calls for good. */
const longestRestMs = 3_600_000;

/** The rest that a failure asks for, at least `leastMs`. */
export function restAfter(verdict: Passing, now: number, leastMs: number): Rest {
  const asked = verdict.waitMs ?? 0;
  const ms = Math.min(Math.max(asked > 0 ? asked : 0, leastMs), longestRestMs);
  return { from: now, until: now + ms, verdict };
}

/**
 * The failure as it stands now, with the wait that is left; null if the rest is over, or if the clock moved backwards.
 */
export function resting(rest: Rest | null | undefined, now: number): Passing | null {
  if (!rest || now < rest.from || now >= rest.until) return null;
  return { ...rest.verdict, waitMs: rest.until - now };
}
