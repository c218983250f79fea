import type { MovableClock } from '../../clock.ts';

/** A method's rate: Slack's tiers are calls per minute per method; `posting` is chat.postMessage. */
export type Rate = 'tier1' | 'tier2' | 'tier3' | 'tier4' | 'special' | 'posting';

/**
 * Calls per minute. Slack: tiers 1 to 4 are "1+, 20+, 50+, 100+"; the special methods allow several hundred (600 in
 * java-slack-sdk's model); posting allows "several hundred messages a minute" in total.
 */
const perMinute: Readonly<Record<Rate, number>> = {
  tier1: 1,
  tier2: 20,
  tier3: 50,
  tier4: 100,
  special: 600,
  posting: 300,
};

/** Slack: one message a second per channel, short bursts tolerated. The burst's size is not documented. */
const channelBurst = 4;

const minute = 60_000;

/** Counts calls on the sandbox's clock and says how long a caller must wait. */
export class RateLimiter {
  readonly #clock: MovableClock;
  #enabled: boolean;
  #calls = new Map<string, number[]>();
  #posts = new Map<string, { tokens: number; at: number }>();

  constructor(clock: MovableClock, enabled: boolean) {
    this.#clock = clock;
    this.#enabled = enabled;
  }

  get enabled(): boolean {
    return this.#enabled;
  }

  /** Turns the limits on or off. */
  enable(enabled: boolean): void {
    this.#enabled = enabled;
  }

  /** Counts a call. Returns null if it can proceed, or else the whole seconds to wait (`Retry-After`). */
  take(method: string, rate: Rate, channel: string | null): number | null {
    if (!this.#enabled) return null;
    const wait = Math.max(
      this.#window(method, perMinute[rate]),
      rate === 'posting' && channel !== null ? this.#bucket(channel) : 0,
    );
    if (wait > 0) return Math.ceil(wait / 1000);
    this.#count(method, rate === 'posting' ? channel : null);
    return null;
  }

  reset(): void {
    this.#calls.clear();
    this.#posts.clear();
  }

  #window(method: string, limit: number): number {
    const now = this.#clock.now();
    const recent = (this.#calls.get(method) ?? []).filter((at) => at > now - minute);
    this.#calls.set(method, recent);
    const oldest = recent[recent.length - limit];
    return oldest === undefined ? 0 : oldest + minute - now;
  }

  #bucket(channel: string): number {
    const tokens = this.#tokens(channel);
    return tokens >= 1 ? 0 : (1 - tokens) * 1000;
  }

  #tokens(channel: string): number {
    const known = this.#posts.get(channel);
    if (known === undefined) return channelBurst;
    return Math.min(channelBurst, known.tokens + (this.#clock.now() - known.at) / 1000);
  }

  #count(method: string, channel: string | null): void {
    const now = this.#clock.now();
    this.#calls.set(method, [...(this.#calls.get(method) ?? []), now]);
    if (channel !== null) this.#posts.set(channel, { tokens: this.#tokens(channel) - 1, at: now });
  }
}
