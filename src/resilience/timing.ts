import { setTimeout } from 'node:timers/promises';

/** Resolves after `ms`, or as soon as `signal` aborts. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** Where time and randomness come from. `now` is UNIX ms; `random` is from 0 up to 1. */
export type Timing = { now: () => number; sleep: Sleep; random: () => number };

/** The system's clock, timers and random numbers. */
export const realTiming: Timing = {
  now: Date.now,
  sleep: (ms, signal) => setTimeout(ms, undefined, signal === undefined ? {} : { signal }).catch(() => {}),
  random: Math.random,
};

/** The longest timer that Node supports: 2^31 - 1 ms, about 24.8 days. A longer one would fire at once. */
export const longestMs = 2 ** 31 - 1;
