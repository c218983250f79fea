import type { TimeSeen } from '../../store/delivery-lease.ts';
import { type Clock, monotonicClock, systemClock } from '../clock.ts';

/**
 * The time by the clock of the database, by which all bots on it agree on what is due: what the database said last, carried on
 * by a timer, so that it doesn't matter how the host's own clock is set. It moves only if the two differ for certain, so that it
 * doesn't tremble with each answer's way. A database that never says its time has the host's.
 */
export class DatabaseClock implements Clock {
  readonly #own: Clock;
  readonly #timer: Clock;
  /** The database's time when the timer showed 0, UTC ms. */
  #start: number | null = null;

  constructor(own: Clock = systemClock, timer: Clock = monotonicClock) {
    this.#own = own;
    this.#timer = timer;
  }

  see({ asked, now, answered }: TimeSeen): void {
    const [least, most] = [now - answered, now - asked];
    if (this.#start === null || this.#start < least || this.#start > most) this.#start = (least + most) / 2;
  }

  now(): number {
    return this.#start === null ? this.#own.now() : Math.floor(this.#start + this.#timer.now());
  }

  schedule(at: number, run: () => void): () => void {
    return this.#start === null ? this.#own.schedule(at, run) : this.#timer.schedule(at - this.#start, run);
  }
}
