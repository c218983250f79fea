/** Time as an argument: the system's in production, a movable one in tests, demo, and sandbox. */
export type Clock = {
  /** UNIX time in ms, UTC. */
  now(): number;
  /**
   * Calls `run` once when the clock reaches `at` (UNIX ms); almost immediately if that is past. Returns a function
   * that cancels it.
   */
  schedule(at: number, run: () => void): () => void;
};

/**
 * Whether something learned at `at` is younger than `freshMs` (UTC ms). A time ahead of the clock, because the clock
 * was set back since, counts as too old.
 */
export function isFresh(at: number, now: number, freshMs: number): boolean {
  const age = now - at;
  return age >= 0 && age < freshMs;
}

/** Resolves when the clock has advanced by `ms`, or as soon as `signal` aborts the wait. */
export function passed(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.schedule(clock.now() + ms, end);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}

/** The longest that setTimeout can wait, ms; a longer wait would fire immediately. */
const longestTimer = 2 ** 31 - 1;

/** A clock that shows this time (ms), and waits in real time. */
const clockOf = (now: () => number): Clock => ({
  now,
  schedule(at, run) {
    const timer = setTimeout(run, Math.min(Math.max(0, at - now()), longestTimer));
    return () => clearTimeout(timer);
  },
});

/** The machine's own clock. */
export const systemClock: Clock = clockOf(() => Date.now());

/** Time that runs evenly however the machine's clock is set, from when the process began; also while the process is frozen. */
export const monotonicClock: Clock = clockOf(() => performance.now());
