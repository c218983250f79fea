import { LRUCache } from 'lru-cache';
import { within } from './deadline.ts';
import { RateLimit } from './rate-limit.ts';
import { discard, isEmpty, readAnswer } from './read-answer.ts';
import { readFailure } from './read-failure.ts';
import { type Rest, restAfter, resting } from './rest.ts';
import { longestMs, realTiming, type Timing } from './timing.ts';
import {
  CallFailed,
  isPassing,
  noAnswer,
  type Passing,
  type ReadAnswer,
  type ReadFailure,
  type Verdict,
} from './verdict.ts';
import { type Warmed, type WarmOptions, warmUp } from './warm.ts';

/** How long values are kept. Times are in ms. */
export type StaleCacheOptions = {
  /** The most entries to keep; beyond that, the least recently used are dropped. */
  max: number;
  /** An entry younger than this is served without a load. With 0, every `get` loads. */
  freshMs: number;
  /** An entry older than this is never served. */
  maxStaleMs: number;
  /** How long one load can take before it counts as unanswered. Default 30,000. */
  timeoutMs?: number;
  /**
   * How long a key isn't loaded again after a failed load, or longer if the response asks for it, so that an outage
   * costs each key one timeout rather than one per reader. A 429 holds all keys likewise. Default 5,000.
   */
  restMs?: number;
  /** The app's limit, to share with `retry` and other caches. Default: a limit of the cache's own. */
  limit?: RateLimit;
  readFailure?: ReadFailure;
  /** Reads what a load returned as a failure, or null if it's good: the place to check that a value is complete. */
  readAnswer?: ReadAnswer;
} & Partial<Pick<Timing, 'now' | 'sleep'>>;

/** A value, and whether it's current. `since` is the UNIX ms at which loading a stale one started. */
export type Served<V> =
  | { value: V; stale: false }
  | { value: V; stale: true; since: number; because: string };

/** Loads one value from Intercom. The signal aborts when the cache no longer waits for it. */
export type Load<K, V> = (key: K, signal: AbortSignal) => Promise<V>;

type Entry<V> = { value: V; at: number };

/**
 * Keeps what was loaded, and serves it past its time while Intercom returns 408, 429, 5xx, or nothing. What Intercom
 * refuses (401, 404, 422 …) is thrown and never covered up. Runs one load per key at a time, and none while the app's
 * limit is reached. `undefined` and `''` are not values: some clients return them for an empty response. Memory is
 * bounded by `max`, and by the loads in progress, each of which ends after `timeoutMs`.
 */
export class StaleCache<K extends {}, V> {
  readonly #options: Required<StaleCacheOptions>;
  readonly #entries: LRUCache<K, Entry<V>>;
  readonly #rests: LRUCache<K, Rest>;
  readonly #loading = new Map<K, Promise<V>>();

  /** Throws if `max` isn't a positive whole number, and for times that make no sense. */
  constructor(options: StaleCacheOptions) {
    const { now, sleep } = realTiming;
    const usual = { timeoutMs: 30_000, restMs: 5_000, readFailure, readAnswer, now, sleep };
    this.#options = { ...usual, limit: new RateLimit(), ...options };
    const { freshMs, maxStaleMs, timeoutMs, restMs } = this.#options;
    if (!(freshMs >= 0 && maxStaleMs >= freshMs)) {
      throw new RangeError('freshMs must be from 0 to maxStaleMs');
    }
    if (!(timeoutMs > 0 && timeoutMs <= longestMs && restMs >= 0)) {
      throw new RangeError(`timeoutMs must be more than 0 and at most ${longestMs}, restMs 0 or more`);
    }
    this.#entries = new LRUCache({ max: options.max });
    this.#rests = new LRUCache({ max: options.max });
  }

  /**
   * Returns the fresh entry, else what `load` returns, else the stale entry. Throws what `load` threw if none of them
   * can be served, and `CallFailed` if no load is allowed yet either.
   */
  async get(key: K, load: Load<K, V>): Promise<Served<V>> {
    const entry = this.#kept(key);
    if (entry !== null && this.#isFresh(entry)) return { value: entry.value, stale: false };
    const held = this.#held(key);
    if (held !== null && entry !== null) return stale(entry, held.because);
    if (held !== null && !this.#loading.has(key)) throw new CallFailed(held);
    try {
      return { value: await this.#load(key, load), stale: false };
    } catch (error) {
      const verdict = this.#options.readFailure(error, this.#options.now());
      const last = this.#kept(key);
      if (last === null || !isPassing(verdict)) throw error;
      return stale(last, verdict.because);
    }
  }

  /** Fills the cache slowly before it's needed; see `warmUp` for when it stops. */
  warm(keys: Iterable<K>, load: Load<K, V>, options: WarmOptions<K> = {}): Promise<Warmed> {
    const { now, sleep, limit, readFailure } = this.#options;
    const held = () => limit.reached(now());
    const isFresh = (key: K) => {
      const entry = this.#kept(key);
      return entry !== null && this.#isFresh(entry);
    };
    const loadOne = (key: K) =>
      this.#load(key, load).then(
        () => null,
        (error: unknown) => ({ error, verdict: readFailure(error, now()) }),
      );
    return warmUp(keys, { max: this.#entries.max, sleep, isFresh, held, load: loadOne }, options);
  }

  /** Forgets a key, for instance after you changed it. The result of a load in progress isn't kept. */
  delete(key: K): void {
    this.#loading.delete(key);
    this.#entries.delete(key);
    this.#rests.delete(key);
  }

  /** The entry, unless it's too old to be served, or dated that far ahead by a clock that has since moved backwards. */
  #kept(key: K): Entry<V> | null {
    const entry = this.#entries.get(key);
    if (entry === undefined) return null;
    return Math.abs(this.#options.now() - entry.at) <= this.#options.maxStaleMs ? entry : null;
  }

  /** Why this key isn't loaded now; null if it can be. */
  #held(key: K): Passing | null {
    const now = this.#options.now();
    return this.#options.limit.reached(now) ?? resting(this.#rests.get(key), now);
  }

  /** A clock that moved backwards makes ages negative; such an entry is loaded again. */
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
          if (ours()) this.#keep(key, { value, at });
          return value;
        },
        (error) => {
          const verdict = this.#options.readFailure(error, this.#options.now());
          this.#options.limit.note(verdict, this.#options.now(), this.#options.restMs);
          if (ours()) this.#afterFailure(key, verdict);
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
    const verdict = this.#options.readAnswer(value, now()) ?? (isEmpty(value) ? nothing : null);
    if (verdict === null) return value;
    discard(value);
    throw new CallFailed(verdict);
  }

  #keep(key: K, entry: Entry<V>): void {
    this.#entries.set(key, entry);
    this.#rests.delete(key);
  }

  /** What Intercom says is gone, or not ours to see, isn't kept for a later outage. */
  #afterFailure(key: K, verdict: Verdict): void {
    if (verdict.kind === 'unavailable') {
      this.#rests.set(key, restAfter(verdict, this.#options.now(), this.#options.restMs));
    } else if (verdict.kind === 'refused' && [403, 404, 410].includes(verdict.status)) {
      this.#entries.delete(key);
    }
  }
}

const nothing = noAnswer('Intercom answered with nothing');

function stale<V>({ value, at }: Entry<V>, because: string): Served<V> {
  return { value, stale: true, since: at, because };
}
