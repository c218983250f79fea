import { type Rest, restAfter, resting } from './rest.ts';
import type { Passing, Verdict } from './verdict.ts';

/**
 * What is known of an app's limit at Intercom, which counts all of its requests together: after one 429 nobody need take
 * another before the reset. Give the same one to every `retry` and `StaleCache` of an app.
 */
export class RateLimit {
  #rest: Rest | null = null;

  /** Takes note of a failure: a 429 holds all calls until its reset, and at least `leastMs`. `now` is UNIX ms. */
  note(verdict: Verdict, now: number, leastMs = 1_000): void {
    if (verdict.kind !== 'limited') return;
    const rest = restAfter(verdict, now, leastMs);
    const left = this.reached(now)?.waitMs ?? 0;
    if (rest.until - now > left) this.#rest = rest;
  }

  /** The 429 that a call now would get, `waitMs` being what is left until the reset; null when calls may go out. */
  reached(now: number): Passing | null {
    return resting(this.#rest, now);
  }
}
