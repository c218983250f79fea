import { bot } from '../domain/actor.ts';
import type { Effect } from '../domain/effects.ts';
import type { Incident } from '../domain/incident.ts';
import type { Claim, Settlement, Store } from '../store/store.ts';
import { InvalidEvent } from '../store/trouble.ts';
import type { Clock } from './clock.ts';
import type { Commander } from './commander.ts';
import { causeOf, type Log } from './log.ts';
import { type Metrics, noMetrics } from './metrics.ts';
import { backoffMs, dead, type Outcome, retry } from './outcome.ts';

/** Does one kind of effect once; may throw, which counts as a failed try. */
export type Handler<E extends Effect = Effect> = (job: {
  readonly claim: Claim;
  readonly effect: E;
  readonly incident: Incident;
}) => Promise<Outcome>;

/** A handler for every effect there is. */
export type EffectTable = { readonly [Type in Effect['type']]: Handler<Extract<Effect, { type: Type }>> };

/** A claim outlives the longest chain of Slack calls in one handler (10 s each), ms. */
const leaseMs = 120_000;
/** How often the outbox is looked at although nothing is known to be due: another process may have revived rows. */
const lookAgainMs = 5_000;
/** A clock that is kept right goes back by less than this, ms. */
const slewMs = 1_000;
/** How long the store is left alone after it has failed, ms: a full disk must not fill the log as well. */
const storeFailedMs = 1_000;
/** Lanes that run at once. */
const lanesAtOnce = 16;
/** Unexpected failures of one effect in a row, in one process, before it is put aside: neither kills nor a Slack that is away count. */
const triesMax = 12;

type Parts = {
  readonly store: Store;
  readonly commander: Commander;
  readonly clock: Clock;
  readonly effects: EffectTable;
  readonly log: Log;
  readonly metrics?: Metrics;
  /** The types of effects that wait unclaimed for now. A nudge when there are fewer of them makes it quick. */
  readonly held?: () => readonly string[];
};

/** Delivers what is owed: claims due effects, runs one per lane, settles each by its outcome. */
export class Worker {
  readonly #parts: Parts;
  readonly #metrics: Metrics;
  readonly #running = new Map<string, Promise<void>>();
  /** Unexpected failures in a row, by the outbox row. */
  readonly #failures = new Map<number, number>();
  #cancelTimer: () => void = () => {};
  /** The latest time seen, UTC ms. */
  #latest = 0;
  #looking = false;
  #lookAgain = false;
  #stopped = false;
  #halt: () => void = () => {};
  readonly #halted: Promise<void>;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#metrics = parts.metrics ?? noMetrics;
    this.#halted = new Promise((halt) => {
      this.#halt = halt;
    });
  }

  async start(): Promise<void> {
    await this.#parts.store.takeOver(this.#parts.clock.now());
    this.nudge();
  }

  /** Something may be due. Deferred, so that nothing is delivered before its transaction has ended. */
  nudge(): void {
    this.#lookAgain = true;
    if (!this.#looking) setImmediate(() => void this.#look());
  }

  /** Claims no more and waits for what runs; the rest stays owed. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelTimer();
    this.#halt();
    await Promise.all(this.#running.values());
  }

  async #look(): Promise<void> {
    if (this.#looking || this.#stopped) return;
    this.#looking = true;
    let failed = false;
    try {
      while (this.#lookAgain && !this.#stopped) {
        this.#lookAgain = false;
        await this.#claimDue();
      }
    } catch (error) {
      failed = true;
      this.#parts.log.error(causeOf(error), 'The outbox cannot be read; trying again in a moment.');
    } finally {
      this.#looking = false;
      if (!this.#stopped) await this.#sleepUntilDue(failed);
    }
  }

  async #claimDue(): Promise<void> {
    const { store, clock } = this.#parts;
    await this.#mindTheClock();
    const limit = lanesAtOnce - this.#running.size;
    if (limit <= 0) return;
    const claims = await store.claim({
      now: clock.now(),
      leaseMs,
      limit,
      busyLanes: [...this.#running.keys()],
      held: this.#held(),
    });
    // A stop came while the rows were being claimed: they stay leased, and the next start takes them over.
    if (this.#stopped) return;
    for (const claim of claims) {
      const run = this.#run(claim).finally(() => {
        this.#running.delete(claim.lane);
        this.nudge();
      });
      this.#running.set(claim.lane, run);
    }
  }

  #held(): readonly string[] {
    return this.#parts.held?.() ?? [];
  }

  /** Times of the outbox are the clock's: when it is set back, they go with it. */
  async #mindTheClock(): Promise<void> {
    const { store, clock, log } = this.#parts;
    const now = clock.now();
    if (now < this.#latest - slewMs) {
      log.warn({ back_ms: this.#latest - now }, 'The clock was set back; what is owed goes with it.');
      await store.setBack(this.#latest, now);
    }
    this.#latest = now;
  }

  /** After a failure nothing is looked at for a moment: what is due would fail again at once. */
  async #sleepUntilDue(failed: boolean): Promise<void> {
    const { store, clock } = this.#parts;
    const latest = clock.now() + (failed ? storeFailedMs : lookAgainMs);
    const due = failed
      ? null
      : await store.nextDue([...this.#running.keys()], this.#held()).catch(() => null);
    this.#cancelTimer();
    this.#cancelTimer = clock.schedule(Math.min(due ?? latest, latest), () => this.nudge());
  }

  async #run(claim: Claim): Promise<void> {
    let outcome = await this.#try(claim);
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#settle(claim, outcome);
        const waited = outcome.kind === 'retry' && outcome.untried;
        this.#metrics.effectTried(claim.effect.type, waited ? 'postponed' : outcome.kind);
        return;
      } catch (error) {
        this.#metrics.effectTried(claim.effect.type, 'unsettled');
        this.#parts.log.error(
          { ...causeOf(error), effect: claim.key },
          'What came of an effect cannot be recorded; trying again in a moment.',
        );
        // Trying again would come to the same.
        if (error instanceof InvalidEvent)
          outcome = dead(
            'what came of it cannot be recorded',
            'Look for this effect in the log, and tell the makers.',
          );
      }
      await this.#pause(Math.min(backoffMs(attempt), lookAgainMs));
      // It stays leased, and the next start takes it over.
      if (this.#stopped) return;
    }
  }

  /** Waits, but not beyond a stop. */
  async #pause(ms: number): Promise<void> {
    const { clock } = this.#parts;
    let cancel = () => {};
    const over = new Promise<void>((wake) => {
      cancel = clock.schedule(clock.now() + ms, wake);
    });
    await Promise.race([over, this.#halted]);
    cancel();
  }

  async #try(claim: Claim): Promise<Outcome> {
    const { store, effects, clock, log } = this.#parts;
    try {
      const found = await store.incident(claim.incident);
      if (found.kind !== 'found')
        return dead(
          `the record of INC-${claim.incident} cannot be read`,
          'Run `npx intercom-incident doctor`.',
        );
      const { effect } = claim;
      // The table pairs each type with its own handler, which TypeScript cannot follow through an index.
      const handler = effects[effect.type] as Handler;
      const outcome = await handler({ claim, effect, incident: found.incident });
      this.#failures.delete(claim.id);
      return outcome;
    } catch (error) {
      const failures = (this.#failures.get(claim.id) ?? 0) + 1;
      this.#failures.set(claim.id, failures);
      log.error(
        { ...causeOf(error), effect: claim.key, attempt: claim.attempts },
        'An effect failed unexpectedly.',
      );
      if (failures < triesMax) return retry('it failed unexpectedly', clock.now() + backoffMs(failures));
      this.#failures.delete(claim.id);
      return dead(
        'it failed unexpectedly again and again',
        'Look for this effect in the log, then try again.',
      );
    }
  }

  async #settle(claim: Claim, outcome: Outcome): Promise<void> {
    const { store, commander, clock, log } = this.#parts;
    const give = (command: Parameters<Commander['give']>[0]['command'], as: Settlement) =>
      commander.give({ target: claim.incident, command, by: bot, inboxId: null, settles: { claim, as } });
    switch (outcome.kind) {
      case 'done':
        if (outcome.command) await give(outcome.command, { kind: 'done' });
        else await store.settle({ claim, as: { kind: 'done' } });
        return;
      case 'retry':
        log.info(
          { effect: claim.key, attempt: claim.attempts, why: outcome.why },
          'An effect will be tried again.',
        );
        await store.settle({ claim, as: outcome });
        return;
      case 'dead': {
        const { why, todo } = outcome;
        log.error({ effect: claim.key, why, todo }, 'An effect cannot be done and was put aside.');
        await give(
          { type: 'report_setback', effect: claim.effect.type, why, todo },
          { ...outcome, at: clock.now() },
        );
      }
    }
  }
}
