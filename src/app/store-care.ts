import { adviceFor, lockedAdvice, type StoreAdvice } from '../store/error-advice.ts';
import type { Store } from '../store/store.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';
import type { Clock } from './clock.ts';
import { causeOf, type Log } from './log.ts';

type Parts = {
  readonly store: Pick<Store, 'checkWritable' | 'tidy'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Called at the first check that can write after some that couldn't. If it rejects, that check counts as failed too. */
  readonly onBack?: () => Promise<void>;
  /** Called once a newer version has migrated the store: this one can no longer use it. */
  readonly onOutdated?: (why: StoreUnavailable) => void;
  /** Monotonic time, ms: a machine that slept, or whose clock was set, hasn't kept the store waiting. */
  readonly elapsed?: () => number;
};

/** How often the store is checked, ms: a full disk is noticed within seconds, and an idle bot writes little. */
const everyMs = 5_000;
/**
 * How many checks in a row have to succeed after one that failed, until the store counts as healthy: on a disk that's nearly
 * full, one write succeeds and the next one fails, and nobody can watch a state that changes with each of them.
 */
const soundChecks = 3;
/** The age from which a check no longer counts, ms: the one after it hasn't come back. */
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
 * Checks the store every few seconds: whether it can be written, and whether it can give disk space back. Health
 * requests get the last result, which costs nothing.
 */
export class StoreCare {
  readonly #parts: Parts;
  #latest: { readonly at: number; readonly advice: StoreAdvice | null } | null = null;
  /** How many checks have succeeded since the latest failure. */
  #succeeded = 0;
  /** Whether the latest check failed. */
  #failed = false;
  #cancel: () => void = () => {};
  #stopped = false;
  readonly #elapsed: () => number;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#elapsed = parts.elapsed ?? (() => performance.now());
  }

  /** Checks, and keeps checking until it's stopped; resolves after the first check. */
  async start(): Promise<void> {
    const { store, clock, log } = this.#parts;
    await this.#check().then(
      () => {
        this.#failed = false;
        this.#succeed();
      },
      (error: unknown) => {
        this.#failed = true;
        this.#fail(error);
      },
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

  /** Why the store is unhealthy; null if it isn't. */
  advice(): StoreAdvice | null {
    if (!this.#latest || this.#elapsed() - this.#latest.at > staleMs) return silent;
    return this.#latest.advice;
  }

  /** Counts what was thrown instead of saving a change as a check that failed, if a check alone wouldn't notice it. */
  changeFailed(error: unknown): void {
    if (adviceFor(error)?.sparesChecks) this.#fail(error);
  }

  async #check(): Promise<void> {
    const { store, onBack } = this.#parts;
    await store.checkWritable();
    if (this.#failed) await onBack?.();
  }

  #succeed(): void {
    this.#succeeded += 1;
    this.#see(this.#succeeded < soundChecks ? (this.#latest?.advice ?? null) : null);
  }

  #fail(error: unknown): void {
    this.#succeeded = 0;
    if (error instanceof StoreUnavailable) this.#parts.onOutdated?.(error);
    else this.#see(adviceFor(error) ?? unwritable, error);
  }

  #see(advice: StoreAdvice | null, error?: unknown): void {
    if (this.#stopped) return;
    const before = this.#latest?.advice ?? null;
    this.#latest = { at: this.#elapsed(), advice };
    // The store itself has already reported a lock.
    if (before?.what === advice?.what || [before, advice].includes(lockedAdvice)) return;
    if (advice) this.#parts.log.error(causeOf(error), "The database isn't writable.");
    else this.#parts.log.info('The database is writable again.');
  }
}
