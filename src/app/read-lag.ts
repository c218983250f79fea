import type { Millis } from '../domain/incident/ids.ts';
import { type Clock, monotonicClock } from './clock.ts';

/** How often the process notes that it runs, ms. */
const everyMs = 200;
/** A longer gap between two notes is a pause, ms; what arrived in it is read within `catchUpMs` of its end. */
const pauseMs = 1_000;
const catchUpMs = 1_000;
/** How far payloads that were read at once are kept apart, ms: a clock that counts whole ones can be wrong by one. */
const apartMs = 2;

/**
 * Knows how late the process may be reading what Slack sent. A process that was frozen, or starved of CPU, reads what arrived
 * meanwhile once it runs again, long after Slack told the sender to try again.
 */
export class ReadLag {
  readonly #clock: Clock;
  readonly #timer: Clock;
  #noted: number;
  /** What was read last: when it can have been sent, by the timer. */
  #latest = Number.NEGATIVE_INFINITY;
  /** The last pause, by the timer. */
  #pause = { from: 0, until: Number.NEGATIVE_INFINITY };
  #cancel = (): void => {};

  /** `timer`: how the process notes its own pauses. */
  constructor(clock: Clock, timer: Clock = monotonicClock) {
    this.#clock = clock;
    this.#timer = timer;
    this.#noted = timer.now();
    this.#next();
  }

  /** The earliest time a payload that is read now can have been sent, UTC ms; later than those that were read before. */
  sentAt(): Millis {
    const now = this.#timer.now();
    const from = now < this.#pause.until + catchUpMs ? this.#pause.from : this.#noted;
    this.#latest = Math.max(from, this.#latest + apartMs);
    return Math.floor(this.#clock.now() - (now - this.#latest)) as Millis;
  }

  stop(): void {
    this.#cancel();
  }

  #next(): void {
    this.#cancel = this.#timer.schedule(this.#noted + everyMs, () => {
      const now = this.#timer.now();
      if (now - this.#noted > pauseMs) this.#pause = { from: this.#noted, until: now };
      this.#noted = now;
      this.#next();
    });
  }
}
