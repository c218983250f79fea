/** Time as an argument: the system's in production, a movable one in tests, demo and sandbox. */
export type Clock = {
  /** UNIX time in ms, UTC. */
  now(): number;
  /** Calls `run` once when the clock reaches `at` (UNIX ms); at once-ish when that is past. Returns how to cancel. */
  schedule(at: number, run: () => void): () => void;
};

/**
 * Whether what was learned at `at` is younger than `freshMs` (UTC ms). What is dated ahead of the clock, which was set
 * back since, is of no known age.
 */
export function isFresh(at: number, now: number, freshMs: number): boolean {
  const age = now - at;
  return age >= 0 && age < freshMs;
}

/** Resolves when the clock has gone on by `ms`, or as soon as `signal` ends the wait. */
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

/** The longest that setTimeout can wait, ms; a longer wait would fire at once. */
const longestTimer = 2 ** 31 - 1;

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(at, run) {
    const timer = setTimeout(run, Math.min(Math.max(0, at - Date.now()), longestTimer));
    return () => clearTimeout(timer);
  },
};
