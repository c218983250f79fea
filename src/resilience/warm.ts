import type { Sleep } from './timing.ts';
import type { Verdict } from './verdict.ts';

/** How gently to prewarm. */
export type WarmOptions<K> = {
  /** How many loads run at once. Default 2. */
  concurrency?: number;
  /**
   * The pause after each load, in ms. Default 200: with two loads at once, at most 10 loads a second. Intercom's limits
   * vary by app and endpoint (`X-RateLimit-Limit`, per 10 s): choose it so that your users keep the larger part of
   * yours.
   */
  pauseMs?: number;
  /** Called for each key that couldn't be loaded. */
  onFailure?: (failure: { key: K; verdict: Verdict; error: unknown }) => void;
  /** Stops it: no further key is started. */
  signal?: AbortSignal;
};

/** The result. `stopped` says why it ended before the last key; null if it didn't. */
export type Warmed = { loaded: number; fresh: number; failed: number; stopped: string | null };

/** What the cache provides. `load` never throws: it returns the failure. */
export type Warmable<K> = {
  max: number;
  sleep: Sleep;
  isFresh: (key: K) => boolean;
  /** Why no load can start now; null if one can. */
  held: () => Verdict | null;
  load: (key: K) => Promise<{ verdict: Verdict; error: unknown } | null>;
};

/**
 * Loads the keys that aren't fresh, slowly. Stops at the app's first 429, at a 401 (no other key will fare better),
 * when the cache is full, and when aborted; continues after any other failure. Never throws for a failed load; throws a
 * `RangeError` for options that make no sense.
 */
export async function warmUp<K>(
  keys: Iterable<K>,
  cache: Warmable<K>,
  options: WarmOptions<K>,
): Promise<Warmed> {
  const { concurrency = 2, pauseMs = 200, onFailure, signal } = options;
  if (!(concurrency >= 1)) throw new RangeError('concurrency must be 1 or more');
  const warmed: Warmed = { loaded: 0, fresh: 0, failed: 0, stopped: null };
  const waiting = keys[Symbol.iterator]();

  const next = (): K | undefined => {
    if (signal?.aborted) warmed.stopped ??= 'the caller stopped it';
    warmed.stopped ??= cache.held()?.because ?? null;
    if (warmed.loaded + warmed.fresh >= cache.max) warmed.stopped ??= 'the cache is full';
    if (warmed.stopped !== null) return undefined;
    const { value, done } = waiting.next();
    return done ? undefined : value;
  };
  const loadOne = async (key: K): Promise<void> => {
    const failure = await cache.load(key);
    if (failure === null) {
      warmed.loaded += 1;
    } else {
      warmed.failed += 1;
      if (endsIt(failure.verdict)) warmed.stopped ??= failure.verdict.because;
      onFailure?.({ key, ...failure });
    }
  };
  const worker = async (): Promise<void> => {
    for (let key = next(); key !== undefined; key = next()) {
      if (cache.isFresh(key)) {
        warmed.fresh += 1;
        continue;
      }
      await loadOne(key);
      if (warmed.stopped === null) await cache.sleep(pauseMs, signal);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return warmed;
}

function endsIt(verdict: Verdict): boolean {
  return verdict.kind === 'limited' || (verdict.kind === 'refused' && verdict.status === 401);
}
