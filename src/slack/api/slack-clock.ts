import { type Millis, millisSchema } from '../../domain/incident/ids.ts';

/**
 * The time by Slack's clock, which the `Date` of its answers tells. It is carried on by the machine's count of ms since
 * its start, which nobody sets and which stands still in sleep, so it may be late but is never ahead of Slack's.
 */
export class SlackClock {
  #latest: { readonly at: number; readonly count: number } | null = null;

  /** An answer came whose `Date` was this, UTC ms. */
  observe(at: number): void {
    this.#latest = { at, count: performance.now() };
  }

  /** UTC ms by Slack's clock, a second or more late; null before its first answer. */
  now(): Millis | null {
    if (!this.#latest) return null;
    return millisSchema.parse(Math.floor(this.#latest.at + performance.now() - this.#latest.count));
  }
}
