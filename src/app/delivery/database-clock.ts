import type { TimeSeen } from '../../store/delivery-lease.ts';
import type { Clock } from '../clock.ts';

/**
 * The time by the clock of the database, by which all bots on it agree on what is due: the machine's own, corrected by the difference that
 * was seen last. The clock moves only if the two differ for certain, so that it doesn't tremble with each answer's way.
 */
export class DatabaseClock implements Clock {
  readonly #own: Clock;
  /** By how much the database's clock is ahead, ms. */
  #ahead = 0;

  constructor(own: Clock) {
    this.#own = own;
  }

  see({ asked, now, answered }: TimeSeen): void {
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
