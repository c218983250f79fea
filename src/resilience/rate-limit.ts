import { type Rest, restAfter, resting } from './rest.ts';
import type { Passing, Verdict } from './verdict.ts';

/**
 * What is known about an app's limit at Intercom, which counts all of the app's requests together: after one 429, no
 * other call needs to get one before the reset. Give the same instance to every `retry` and `StaleCache` of an app.
 */
export class RateLimit {
  #rest: Rest | null = null;

  /** Notes a failure: a 429 holds all calls until its reset, and for at least `leastMs`. `now` is UNIX ms. */
  note(verdict: Verdict, now: number, leastMs = 1_000): void {
    if (verdict.kind !== 'limited') return;
    const rest = restAfter(verdict, now, leastMs);
    const left = this.reached(now)?.waitMs ?? 0;
    if (rest.until - now > left) this.#rest = rest;
  }

  /** The 429 that a call would get now, with `waitMs` as the time left until the reset; null if calls can go out. */
  reached(now: number): Passing | null {
    return resting(this.#rest, now);
  }
}
