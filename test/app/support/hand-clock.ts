import type { Clock } from '../../../src/app/clock.ts';
import type { Millis } from '../../../src/domain/incident/ids.ts';

/** A clock that is moved by hand; what is scheduled runs when it is moved there. */
export class HandClock implements Clock {
  #now: Millis;
  readonly #timers = new Set<{ at: number; run: () => void }>();

  constructor(now: Millis) {
    this.#now = now;
  }

  now(): Millis {
    return this.#now;
  }

  schedule(at: number, run: () => void): () => void {
    const timer = { at, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Moves to a time (UTC ms) and runs what is due by then. */
  moveTo(now: Millis): void {
    this.#now = now;
    for (const timer of [...this.#timers].filter(({ at }) => at <= now)) {
      this.#timers.delete(timer);
      timer.run();
    }
  }

  /** Sets the clock back by `ms`, as an administrator would: what waits goes on waiting as long as it would have. */
  setBack(ms: number): void {
    this.#now = (this.#now - ms) as Millis;
    for (const timer of this.#timers) timer.at -= ms;
  }

  /** When something is scheduled to run, UTC ms. */
  get scheduled(): number[] {
    return [...this.#timers].map(({ at }) => at).sort((a, b) => a - b);
  }
}
