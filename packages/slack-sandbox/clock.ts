type Alarm = { readonly at: number; readonly order: number; readonly run: () => void };

const longestTimer = 2 ** 31 - 1;

/**
 * The sandbox's clock: real time plus an offset that a test can move forward. Milliseconds, UTC. A scheduled call fires
 * by itself when real time reaches it, or at once when `advance` passes it. Its timers don't keep the process alive. A
 * `still` clock moves only by `advance`.
 */
export class MovableClock {
  readonly #real: () => number;
  #offset: number;
  #alarms: Alarm[] = [];
  #order = 0;
  #timer: NodeJS.Timeout | undefined;
  readonly #still: boolean;

  /** Starts at `start` (ms UTC), or at the real time. */
  constructor(start?: number, options: { readonly still?: boolean } = {}) {
    const begin = Date.now();
    this.#still = options.still ?? false;
    this.#real = this.#still ? () => begin : Date.now;
    this.#offset = start === undefined ? 0 : start - begin;
  }

  /** The sandbox's time now, in ms UTC. */
  now(): number {
    return this.#real() + this.#offset;
  }

  /** How far it's ahead of real time, ms. */
  get ahead(): number {
    return this.#still ? this.now() - Date.now() : this.#offset;
  }

  /**
   * Calls `run` once, when the clock reaches `at` (ms UTC); never inside this call. Returns a function that cancels it.
   */
  schedule(at: number, run: () => void): () => void {
    const alarm: Alarm = { at, order: this.#order++, run };
    this.#alarms.push(alarm);
    this.#alarms.sort((a, b) => a.at - b.at || a.order - b.order);
    this.#wind();
    return () => {
      this.#alarms = this.#alarms.filter((other) => other !== alarm);
      this.#wind();
    };
  }

  /** Moves the clock forward by `ms` and fires what became due, in order, each at its own time. */
  advance(ms: number): void {
    const target = this.#offset + Math.max(0, ms);
    for (;;) {
      const next = this.#alarms[0];
      if (next === undefined || next.at > this.#real() + target) break;
      this.#alarms.shift();
      this.#offset = Math.min(target, this.#offset + Math.max(0, next.at - this.now()));
      next.run();
    }
    this.#offset = target;
    this.#wind();
  }

  #wind(): void {
    clearTimeout(this.#timer);
    const next = this.#alarms[0];
    const wait = next === undefined ? 0 : next.at - this.now();
    if (next === undefined || (this.#still && wait > 0)) return;
    this.#timer = setTimeout(() => this.advance(0), Math.min(longestTimer, Math.max(0, wait)));
    this.#timer.unref();
  }
}
