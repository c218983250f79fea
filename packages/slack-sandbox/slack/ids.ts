import { createHash } from 'node:crypto';
import type { MovableClock } from '../clock.ts';

/** Issues IDs in order, per prefix (`C0000000001`, `V0000000001`, …), so that every run has the same IDs. */
export class Ids {
  #counts = new Map<string, number>();

  /** The next number under this prefix: 1, 2, … */
  count(prefix: string): number {
    const count = (this.#counts.get(prefix) ?? 0) + 1;
    this.#counts.set(prefix, count);
    return count;
  }

  /** The next ID: the prefix and ten characters, since Slack's are upper-case letters and digits. */
  next(prefix: string): string {
    return `${prefix}${this.count(prefix).toString(36).toUpperCase().padStart(10, '0')}`;
  }

  /** A secret-looking, repeatable part of an id or address. */
  secret(prefix: string): string {
    return createHash('sha256')
      .update(`${prefix}:${this.count(prefix)}`)
      .digest('hex')
      .slice(0, 24);
  }
}

/** Issues message timestamps (`1719849600.000100`): unique in the workspace and strictly increasing. */
export class Timestamps {
  readonly #clock: MovableClock;
  #last = 0;

  constructor(clock: MovableClock) {
    this.#clock = clock;
  }

  /** The next ts: seconds since 1970 (UTC) on the sandbox's clock, with six digits. */
  next(): string {
    this.#last = Math.max(this.#last + 1, this.#clock.now() * 1000);
    return `${Math.floor(this.#last / 1e6)}.${String(this.#last % 1e6).padStart(6, '0')}`;
  }
}
