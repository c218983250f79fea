import { setImmediate } from 'node:timers/promises';
import { diagnose } from '../domain/triage/diagnose.ts';
import type { Observations } from '../domain/triage/observation.ts';
import { quotaIsLow } from '../domain/triage/quota.ts';
import { type Clock, passed } from './clock.ts';
import { causeOf, type Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { orNullAfter } from './with-timeout.ts';

/** How long after its end a run still serves checks that were due when it started, ms. */
const keptMs = 30_000;
/**
 * However many ask, at most this many runs start in ten seconds: 60 requests, where windows of 83 to 1667 are
 * documented or have been seen.
 */
const runsMax = 10;
const windowMs = 10_000;
/** While Intercom's limit is nearly used up, runs that nobody asked for start at most this often, ms. */
const sparinglyMs = 5 * 60_000;
/** How much longer than its own deadline a run may take before it counts as hanging, ms of real time. */
const graceMs = 2_000;

/**
 * The result of a run. `spared`: skipped until then (UTC ms), because customers need what is left of Intercom's
 * limit. `stopped`: it never started, because the bot is stopping.
 */
export type TriageRun =
  | { readonly kind: 'seen'; readonly observations: Observations }
  | { readonly kind: 'spared'; readonly until: number }
  | { readonly kind: 'failed' }
  | { readonly kind: 'stopped' };

/** A run since its start (UTC ms; `ended` is null while it's running). */
type Run = { readonly began: number; readonly result: Promise<TriageRun>; ended: number | null };

type Parts = {
  /** Checks Intercom, its status page, and our own health endpoint once, within `timeoutMs`. */
  readonly observe: () => Promise<Observations>;
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
};

/**
 * Runs the checks for everyone who wants them at about the same time: one run after another, never two at once
 * (docs/adr/0013-one-run-for-all.md). A run's results are the same for all; the diagnosis is each incident's own.
 */
export class TriageRunner {
  readonly #parts: Parts;
  #latest: Run | null = null;
  /** The run that is waiting to start. */
  #next: Promise<TriageRun> | null = null;
  /** When the latest runs started, UTC ms. */
  #begun: readonly number[] = [];
  /** When Intercom's limit was last seen nearly used up, UTC ms. */
  #lowAt = Number.NEGATIVE_INFINITY;
  #turn: Promise<void> = Promise.resolve();
  readonly #stopping = new AbortController();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * For someone who asks now: from the next run that starts, which is shared by everyone who asks before that. Never
   * rejects.
   */
  asked(): Promise<TriageRun> {
    this.#next ??= this.#free().then(() => this.#begin());
    return this.#next;
  }

  /** Starts no more runs, and ends the waits for one; a running one finishes. */
  stop(): void {
    this.#stopping.abort();
  }

  /**
   * For a repeated check that is due at `due` (UTC ms): from any run that started since. Checks that share one
   * continue one after another, with people's payloads in between. Never rejects.
   */
  async repeated(due: number): Promise<TriageRun> {
    const since = Math.min(due, this.#parts.clock.now());
    if (!this.#serves(since)) await this.#latest?.result;
    const result = await this.#shared(since);
    this.#turn = this.#turn.then(() => setImmediate());
    await this.#turn;
    return result;
  }

  #shared(since: number): Promise<TriageRun> | TriageRun {
    if (this.#latest && this.#serves(since)) return this.#latest.result;
    const until = this.#spareUntil();
    return until !== null && !this.#next ? { kind: 'spared', until } : this.asked();
  }

  #serves(since: number): boolean {
    if (!this.#latest) return false;
    const { began, ended } = this.#latest;
    const now = this.#parts.clock.now();
    // An absolute difference, because the clock may have been set back since.
    return began >= since && began <= now && (ended === null || Math.abs(now - ended) <= keptMs);
  }

  /** Null if nothing needs to be spared. A clock that was set back ends it: nothing waits longer than it should. */
  #spareUntil(): number | null {
    const now = this.#parts.clock.now();
    const until = this.#lowAt + sparinglyMs;
    return this.#lowAt <= now && now < until ? until : null;
  }

  /** Resolves once the previous run has ended and the window has room. */
  async #free(): Promise<void> {
    const { clock } = this.#parts;
    await this.#latest?.result;
    const now = clock.now();
    const oldest = this.#begun.at(-runsMax);
    if (oldest === undefined || oldest > now || oldest + windowMs <= now) return;
    await passed(clock, oldest + windowMs - now, this.#stopping.signal);
  }

  async #begin(): Promise<TriageRun> {
    this.#next = null;
    if (this.#stopping.signal.aborted) return { kind: 'stopped' };
    const began = this.#parts.clock.now();
    this.#begun = [...this.#begun.slice(1 - runsMax), began];
    const result = this.#observed().then((came) => {
      if (came.kind === 'failed') this.#latest = null;
      run.ended = this.#parts.clock.now();
      return came;
    });
    const run: Run = { began, result, ended: null };
    this.#latest = run;
    return result;
  }

  async #observed(): Promise<TriageRun> {
    const { observe, timeoutMs, clock, log, metrics } = this.#parts;
    const began = performance.now();
    try {
      const observations = await orNullAfter(timeoutMs + graceMs, observe());
      if (observations === null) throw new Error('The checks hang.');
      if (quotaIsLow(observations)) this.#lowAt = clock.now();
      metrics.diagnosed(diagnose(observations).owner, (performance.now() - began) / 1000);
      return { kind: 'seen', observations };
    } catch (error) {
      log.error(causeOf(error), "Couldn't run the checks; retrying.");
      return { kind: 'failed' };
    }
  }
}
