import { setImmediate } from 'node:timers/promises';
import type { Sleep } from '../../src/resilience/timing.ts';

type Alarm = { at: number; ring: () => void };

/** UNIX ms at which the tests begin. */
export const start = Date.UTC(2026, 10, 21, 12, 0, 0);

/**
 * Time for tests: nothing waits for real. `run` moves the clock to the next alarm whenever nothing else is left to do;
 * while real requests made through `io` are under way it stands still.
 */
export class VirtualTime {
  #now = start;
  #alarms: Alarm[] = [];
  #requests = 0;

  readonly now = (): number => this.#now;

  readonly sleep: Sleep = (ms, signal) =>
    new Promise((resolve) => {
      const alarm = { at: this.#now + ms, ring: resolve };
      this.#alarms.push(alarm);
      signal?.addEventListener('abort', () => {
        this.#alarms = this.#alarms.filter((other) => other !== alarm);
        resolve();
      });
    });

  /** How many sleepers there are: none may be left behind. */
  get sleeping(): number {
    return this.#alarms.length;
  }

  advance(ms: number): void {
    this.#now += ms;
  }

  async io<T>(request: Promise<T>): Promise<T> {
    this.#requests += 1;
    try {
      return await request;
    } finally {
      this.#requests -= 1;
    }
  }

  async run<T>(work: Promise<T>): Promise<T> {
    let settled = false;
    const settle = () => {
      settled = true;
    };
    work.then(settle, settle);
    while (!settled) {
      await setImmediate();
      if (!settled && this.#requests === 0) this.#ringNext();
    }
    return work;
  }

  #ringNext(): void {
    const next = this.#alarms.sort((a, b) => a.at - b.at).shift();
    if (next === undefined) return;
    this.#now = Math.max(this.#now, next.at);
    next.ring();
  }
}
