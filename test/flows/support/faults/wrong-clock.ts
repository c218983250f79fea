import type { MovableClock } from '../../../../packages/slack-sandbox/clock.ts';
import type { Clock } from '../../../../src/app/clock.ts';

/** A machine's clock that an administrator sets: what waits goes on waiting as long as it would have. */
export class WrongClock implements Clock {
  readonly #right: MovableClock;
  #aheadMs = 0;

  constructor(right: MovableClock) {
    this.#right = right;
  }

  now(): number {
    return this.#right.now() + this.#aheadMs;
  }

  schedule(at: number, run: () => void): () => void {
    return this.#right.schedule(at - this.#aheadMs, run);
  }

  /** Moves the hands by `ms`, back when it is negative. */
  jump(ms: number): void {
    this.#aheadMs += ms;
  }
}
