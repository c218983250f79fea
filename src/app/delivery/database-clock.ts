import type { TimeSeen } from '../../store/delivery-lease.ts';
import { type Clock, monotonicClock, systemClock } from '../clock.ts';

/**
 * The database's clock, so that all bots on it agree on what is due. It's the time that the database last reported, carried on
 * by a timer: how the host's own clock is set doesn't matter. It's adjusted only when the two certainly differ, so network
 * delays don't make it jitter. With a database that never reports its time, it's the host's clock.
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
