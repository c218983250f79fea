import { adviceFor, lockedAdvice, type StoreAdvice } from '../store/error-advice.ts';
import type { Store } from '../store/store.ts';
import type { Clock } from './clock.ts';
import { causeOf, type Log } from './log.ts';

type Parts = {
  readonly store: Pick<Store, 'checkWritable' | 'tidy'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Time that only goes forward, ms: a machine that slept, or whose clock was set, has not kept the store waiting. */
  readonly elapsed?: () => number;
};

/** How often the store is looked at, ms: a full disk is noticed within seconds, and an idle bot writes little. */
const everyMs = 5_000;
/** The age from which a look counts no more, ms: the one after it does not come to an end. */
const staleMs = 20_000;

const unwritable: StoreAdvice = {
  what: "the database isn't writable",
  todo: 'The cause is in the other fields of this log line.',
};
const silent: StoreAdvice = {
  what: "the database isn't responding",
  todo: 'Check the database disk.',
};

/**
 * Looks after the store: every few seconds whether it takes a write, and whether it can give disk back. Whoever asks
 * how it is hears what was seen last, which costs nothing.
 */
export class StoreCare {
  readonly #parts: Parts;
  #latest: { readonly at: number; readonly advice: StoreAdvice | null } | null = null;
  #cancel: () => void = () => {};
  #stopped = false;
  readonly #elapsed: () => number;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#elapsed = parts.elapsed ?? (() => performance.now());
  }

  /** Looks, and goes on looking until it is stopped; resolves after the first look. */
  async start(): Promise<void> {
    const { store, clock, log } = this.#parts;
    await store.checkWritable().then(
      () => this.#see(null),
      (error: unknown) => this.#see(adviceFor(error) ?? unwritable, error),
    );
    if (!this.#stopped)
      await store
        .tidy()
        .catch((error: unknown) =>
          log.warn(causeOf(error), "Couldn't shrink the database's WAL file; will retry."),
        );
    if (!this.#stopped) this.#cancel = clock.schedule(clock.now() + everyMs, () => void this.start());
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  /** Why the store is not well; null when it is. */
  advice(): StoreAdvice | null {
    if (!this.#latest || this.#elapsed() - this.#latest.at > staleMs) return silent;
    return this.#latest.advice;
  }

  #see(advice: StoreAdvice | null, error?: unknown): void {
    if (this.#stopped) return;
    const before = this.#latest?.advice ?? null;
    this.#latest = { at: this.#elapsed(), advice };
    // Of a lock the store itself has told.
    if (before?.what === advice?.what || [before, advice].includes(lockedAdvice)) return;
    if (advice) this.#parts.log.error(causeOf(error), "The database isn't writable.");
    else this.#parts.log.info('The database is writable again.');
  }
}
