import type { Clock } from '../clock.ts';

/**
 * The database's clock, by which all bots on it agree on what is due: the machine's own, corrected by the difference that
 * was seen last. The clock moves only if the two differ for certain, so that it doesn't tremble with each answer's way.
 */
export class DatabaseClock implements Clock {
  readonly #own: Clock;
  /** By how much the database's clock is ahead, ms. */
  #ahead = 0;

  constructor(own: Clock) {
    this.#own = own;
  }

  /** The database's clock showed `now` at some moment between these two of the own clock; UTC ms. */
  see({ asked, now, answered }: { asked: number; now: number; answered: number }): void {
    const [least, most] = [now - answered, now - asked];
    if (this.#ahead < least || this.#ahead > most) this.#ahead = Math.round((least + most) / 2);
  }

  now(): number {
    return this.#own.now() + this.#ahead;
  }

  schedule(at: number, run: () => void): () => void {
    return this.#own.schedule(at - this.#ahead, run);
  }
}
