import type { Millis } from '../domain/ids.ts';
import type { Posted } from '../domain/incident.ts';
import { roundTime } from '../domain/round-time.ts';
import type { Diagnosis } from '../domain/triage/diagnosis.ts';
import { type Proposal, type WatchState, watched } from '../domain/watch.ts';
import type { Store } from '../store/store.ts';
import type { Clock } from './clock.ts';
import { causeOf, type Log } from './log.ts';

/** Posts or edits the proposal's message; where it stands. May throw, then it is tried again. */
export type ShowProposal = (proposal: Proposal) => Promise<Posted>;

/** How soon a message that Slack did not take is tried again, ms. */
const showAgainMs = 30_000;

/** Checks Intercom while no incident is open, and proposes one after two bad checks in a row. */
export class Watcher {
  /** `triage` runs the checks that are due at a time (UTC ms); null when they are left out this time. */
  readonly #parts: {
    store: Store;
    clock: Clock;
    log: Log;
    triage: (due: number) => Promise<Diagnosis | null>;
    show: ShowProposal;
  };
  readonly #everyMs: number;
  #running: Promise<void> = Promise.resolve();
  #cancelCheck: () => void = () => {};
  #cancelShow: () => void = () => {};
  #stopped = false;

  constructor(
    everyMs: number,
    parts: {
      store: Store;
      clock: Clock;
      log: Log;
      triage: (due: number) => Promise<Diagnosis | null>;
      show: ShowProposal;
    },
  ) {
    this.#everyMs = everyMs;
    this.#parts = parts;
  }

  /** Shows what an earlier process could not, checks now, and goes on checking. */
  start(): void {
    this.#queue(() => this.#showIfDue());
    this.#queue(() => this.#check(this.#parts.clock.now()));
  }

  /** Something was answered: its message has to say so. */
  nudge(): void {
    this.#queue(() => this.#showIfDue());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelCheck();
    this.#cancelShow();
    await this.#running;
  }

  /** One thing after another, so that two looks never post twice. */
  #queue(work: () => Promise<void>): void {
    this.#running = this.#running
      .then(() => (this.#stopped ? undefined : work()))
      .catch((error: unknown) => this.#parts.log.error(causeOf(error), 'The watch failed once; it goes on.'));
  }

  async #check(due: number): Promise<void> {
    const { store, clock, triage } = this.#parts;
    const next = roundTime(clock.now(), this.#everyMs, this.#everyMs);
    try {
      const diagnosis = await triage(due);
      if (!diagnosis) return;
      const open = (await store.list({ open: true, limit: 1, drills: false })).length > 0;
      await store.watch((state) => watched(state, diagnosis, clock.now() as Millis, open));
      await this.#showIfDue();
    } finally {
      if (!this.#stopped)
        this.#cancelCheck = clock.schedule(next, () => this.#queue(() => this.#check(next)));
    }
  }

  async #showIfDue(): Promise<void> {
    const { store, clock, log, show } = this.#parts;
    const state = await store.watch((before) =>
      before.phase === 'proposed' && before.unshown && !before.posted
        ? { ...before, tries: before.tries + 1 }
        : before,
    );
    if (state.phase !== 'proposed' || !state.unshown) return;
    try {
      const posted = await show(state);
      await store.watch((now) => shown(now, state, posted));
    } catch (error) {
      log.warn(causeOf(error), 'The proposal cannot be shown in Slack; trying again.');
      this.#cancelShow();
      this.#cancelShow = clock.schedule(clock.now() + showAgainMs, () => this.nudge());
    }
  }
}

/** What was shown is shown, unless it was answered in the meantime. */
function shown(now: WatchState, state: Proposal, posted: Posted): WatchState {
  if (now.phase !== 'proposed' || now.firstBadAt !== state.firstBadAt) return now;
  return { ...now, posted, unshown: now.answer?.kind !== state.answer?.kind };
}
