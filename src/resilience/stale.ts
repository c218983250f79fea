import { LRUCache } from 'lru-cache';
import { within } from './deadline.ts';
import { discard, readAnswer } from './read-answer.ts';
import { readFailure } from './read-failure.ts';
import { longestMs, realTiming, type Timing } from './timing.ts';
import { CallFailed, type ReadAnswer, type ReadFailure, type Verdict } from './verdict.ts';
import { clampWait } from './wait.ts';
import { type Warmed, type WarmOptions, warmUp } from './warm.ts';

/** How long things keep. Times are in ms. */
export type StaleCacheOptions = {
  /** How many entries at most; beyond it the least recently used go. */
  max: number;
  /** An entry younger than this is served without asking. 0 asks every time. */
  freshMs: number;
  /** An entry older than this is never served. */
  maxStaleMs: number;
  /** How long one load may take before it counts as no answer. Default 30,000. */
  timeoutMs?: number;
  /**
   * After a failed load the stale entry is served for this long without asking again, or until the reset of a 429 (at
   * most 60 s), so that an outage costs each key one timeout and not one per reader. Default 5,000.
   */
  restMs?: number;
  readFailure?: ReadFailure;
  readAnswer?: ReadAnswer;
} & Partial<Pick<Timing, 'now' | 'sleep'>>;

/** A value, and whether it is current. `since` is the UNIX ms at which a stale one was asked for. */
export type Served<V> =
  | { value: V; stale: false }
  | { value: V; stale: true; since: number; because: string };

/** Gets one value from Intercom. The signal aborts when the cache no longer waits for it. */
export type Load<K, V> = (key: K, signal: AbortSignal) => Promise<V>;

type Rest = { until: number; because: string };
type Entry<V> = { value: V; at: number; rest: Rest | null };

/**
 * Keeps what was loaded, and serves it past its time while Intercom answers 408, 429, 5xx or nothing. What Intercom
 * refused (401, 404, 422 …) is thrown and never covered up. One load per key runs at a time. Memory is bounded by `max`
 * and by the loads under way, each of which ends after `timeoutMs`.
 */
export class StaleCache<K extends {}, V> {
  readonly #options: Required<StaleCacheOptions>;
  readonly #entries: LRUCache<K, Entry<V>>;
  readonly #loading = new Map<K, Promise<V>>();

  /** Throws when `max` is no positive whole number, and for times that make no sense. */
  constructor(options: StaleCacheOptions) {
    const { now, sleep } = realTiming;
    this.#options = { timeoutMs: 30_000, restMs: 5_000, readFailure, readAnswer, now, sleep, ...options };
    const { freshMs, maxStaleMs, timeoutMs, restMs } = this.#options;
    if (!(freshMs >= 0 && maxStaleMs >= freshMs)) {
      throw new RangeError('freshMs must be from 0 to maxStaleMs');
    }
    if (!(timeoutMs > 0 && timeoutMs <= longestMs && restMs >= 0)) {
      throw new RangeError(`timeoutMs must be more than 0 and at most ${longestMs}, restMs 0 or more`);
    }
    this.#entries = new LRUCache({ max: options.max });
  }

  /** The fresh entry, else what `load` gives, else the stale entry. Throws what `load` threw when none of them may be served. */
  async get(key: K, load: Load<K, V>): Promise<Served<V>> {
    const entry = this.#kept(key);
    if (entry !== null && this.#isFresh(entry)) return { value: entry.value, stale: false };
    if (entry?.rest && this.#options.now() < entry.rest.until) return stale(entry, entry.rest.because);
    try {
      return { value: await this.#load(key, load), stale: false };
    } catch (error) {
      const verdict = this.#options.readFailure(error, this.#options.now());
      const last = this.#kept(key);
      if (last === null || !mayCover(verdict)) throw error;
      return stale(last, verdict.because);
    }
  }

  /** Fills the cache before it is needed, slowly; see `warmUp` for when it stops. */
  warm(keys: Iterable<K>, load: Load<K, V>, options: WarmOptions<K> = {}): Promise<Warmed> {
    const { now, sleep, readFailure } = this.#options;
    const isFresh = (key: K) => {
      const entry = this.#kept(key);
      return entry !== null && this.#isFresh(entry);
    };
    const loadOne = (key: K) =>
      this.#load(key, load).then(
        () => null,
        (error: unknown) => ({ error, verdict: readFailure(error, now()) }),
      );
    return warmUp(keys, { max: this.#entries.max, sleep, isFresh, load: loadOne }, options);
  }

  /** Forgets a key, for instance after you changed it. A load under way is not kept. */
  delete(key: K): void {
    this.#loading.delete(key);
    this.#entries.delete(key);
  }

  /** The entry, unless it is too old to be served at all. */
  #kept(key: K): Entry<V> | null {
    const entry = this.#entries.get(key);
    return entry !== undefined && this.#options.now() - entry.at <= this.#options.maxStaleMs ? entry : null;
  }

  /** A clock that was set back makes ages negative; such an entry is asked for again. */
  #isFresh({ at }: Entry<V>): boolean {
    const age = this.#options.now() - at;
    return age >= 0 && age < this.#options.freshMs;
  }

  #load(key: K, load: Load<K, V>): Promise<V> {
    const running = this.#loading.get(key);
    if (running !== undefined) return running;
    const at = this.#options.now();
    const ours = () => this.#loading.get(key) === loading;
    const loading: Promise<V> = this.#loadNow(key, load)
      .then(
        (value) => {
          if (ours()) this.#entries.set(key, { value, at, rest: null });
          return value;
        },
        (error) => {
          if (ours()) this.#afterFailure(key, this.#options.readFailure(error, this.#options.now()));
          throw error;
        },
      )
      .finally(() => {
        if (ours()) this.#loading.delete(key);
      });
    this.#loading.set(key, loading);
    return loading;
  }

  async #loadNow(key: K, load: Load<K, V>): Promise<V> {
    const { timeoutMs, sleep, now } = this.#options;
    const value = await within({ ms: timeoutMs, sleep }, (signal) => load(key, signal));
    const verdict = this.#options.readAnswer(value, now());
    if (verdict === null) return value;
    discard(value);
    throw new CallFailed(verdict);
  }

  /** What Intercom says is gone, or not ours to see, is not kept for a later outage. */
  #afterFailure(key: K, verdict: Verdict): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    if (mayCover(verdict)) {
      const clamp = { minWaitMs: this.#options.restMs, maxWaitMs: Math.max(this.#options.restMs, 60_000) };
      const until = this.#options.now() + clampWait(verdict.waitMs ?? 0, clamp);
      this.#entries.set(key, { ...entry, rest: { until, because: verdict.because } });
    } else if (verdict.kind === 'refused' && [403, 404, 410].includes(verdict.status)) {
      this.#entries.delete(key);
    }
  }
}

/** Intercom could not answer now: the last good value may stand in. */
function mayCover(verdict: Verdict): verdict is Extract<Verdict, { kind: 'limited' | 'unavailable' }> {
  return verdict.kind === 'limited' || verdict.kind === 'unavailable';
}

function stale<V>({ value, at }: Entry<V>, because: string): Served<V> {
  return { value, stale: true, since: at, because };
}
