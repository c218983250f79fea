import { type Millis, millisSchema } from '../../domain/incident/ids.ts';

/**
 * The time by Slack's clock, from the `Date` of its responses. In between, the machine's monotonic clock carries it
 * on. That can't be set and stops in sleep, so this time may be late but is never ahead of Slack's.
 */
export class SlackClock {
  #latest: { readonly at: number; readonly count: number } | null = null;

  /** A response came with this `Date`, UTC ms. */
  observe(at: number): void {
    this.#latest = { at, count: performance.now() };
  }

  /** UTC ms by Slack's clock, a second or more late; null before its first response. */
  now(): Millis | null {
    if (!this.#latest) return null;
    return millisSchema.parse(Math.floor(this.#latest.at + performance.now() - this.#latest.count));
  }
}
