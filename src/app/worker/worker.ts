import { effectPerson } from '../../domain/effects/effects.ts';
import type { Millis } from '../../domain/incident/ids.ts';
import { bot } from '../../domain/incident/people/actor.ts';
import { shownIn } from '../../domain/watch/episode.ts';
import { type Claim, isEpisodes, type Room, type Settlement } from '../../store/claims.ts';
import { InvalidEvent } from '../../store/error-advice.ts';
import type { Store } from '../../store/store.ts';
import { type Clock, passed } from '../clock.ts';
import type { CommandBus } from '../command-bus.ts';
import { causeOf, type Log } from '../log.ts';
import { type Metrics, noMetrics } from '../metrics.ts';
import { attempt, type EffectTable, type Reach } from './attempt.ts';
import { loggedAs, loggedRefusal } from './logged-as.ts';
import { backoffMs, type Dead, dead, type Learned, type Outcome } from './outcome.ts';
import { recordOver } from './record-over.ts';
import { comesBackAt } from './retry-budget.ts';

/** A claim outlives the longest chain of Slack calls in one handler (10 s each), ms. */
const leaseMs = 120_000;
/** Polls the outbox this often even when nothing is known to be due: another process may have revived rows. */
const lookAgainMs = 5_000;
/** How long the store is left alone after a failure, ms: a full disk must not fill the log as well. */
const storeFailedMs = 1_000;
/** How many effects run at once, of those that people are waiting for and of the others: hung checks delay nobody. */
const atOnce = { people: 16, background: 8 };

type Parts = {
  readonly store: Store;
  readonly commandBus: CommandBus;
  readonly clock: Clock;
  readonly effects: EffectTable;
  readonly log: Log;
  readonly metrics?: Metrics;
  /** The types of effects that wait unclaimed for now. When the list gets shorter, a nudge speeds it up. */
  readonly held?: () => readonly string[];
  /** Without it, nothing is known about Slack, and no temporary failure ever becomes permanent. */
  readonly reach?: Reach;
  /** The time by Slack's clock, UTC ms; null while that isn't known. */
  readonly slackNow?: () => Millis | null;
};

const unknownReach: Reach = { taken: () => 0, tookSince: () => false, since: async () => false };

/** Delivers effects: claims due ones, runs one per lane, settles each by its outcome. */
export class Worker {
  readonly #parts: Parts;
  readonly #metrics: Metrics;
  /** What is running, by lane. */
  readonly #running = new Map<string, { readonly background: boolean; readonly ended: Promise<void> }>();
  #cancelTimer: () => void = () => {};
  /** The latest time seen, UTC ms. */
  #latest = 0;
  #looking = false;
  #lookAgain = false;
  readonly #stopping = new AbortController();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#metrics = parts.metrics ?? noMetrics;
  }

  get #stopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  async start(): Promise<void> {
    await this.#parts.store.reclaimLeases(this.#parts.clock.now());
    this.nudge();
  }

  /** An effect may be due. Deferred, so that nothing is delivered before its transaction has ended. */
  nudge(): void {
    this.#lookAgain = true;
    if (!this.#looking) setImmediate(() => void this.#look());
  }

  /** Claims no more and waits for running work; the rest stays in the outbox. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#cancelTimer();
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
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
      this.#parts.log.error(causeOf(error), "Couldn't read the outbox; retrying.");
    } finally {
      this.#looking = false;
      if (!this.#stopped) await this.#sleepUntilDue(failed);
    }
  }

  async #claimDue(): Promise<void> {
    const { store, clock, slackNow = () => null } = this.#parts;
    await this.#mindTheClock();
    const room = this.#room();
    if (room.people <= 0 && room.background <= 0) return;
    const claims = await store.claim({ ...room, now: clock.now(), leaseMs, slackNow: slackNow() });
    // Shutdown came while the rows were being claimed: they stay leased, and the next start takes them over.
    if (this.#stopped) return;
    for (const claim of claims) {
      const ended = this.#run(claim).finally(() => {
        this.#running.delete(claim.lane);
        this.nudge();
      });
      this.#running.set(claim.lane, { background: claim.background, ended });
    }
  }

  #room(): Room {
    const running = [...this.#running.values()];
    const background = running.filter((one) => one.background).length;
    return {
      people: Math.max(0, atOnce.people - (running.length - background)),
      background: Math.max(0, atOnce.background - background),
      busyLanes: [...this.#running.keys()],
      held: this.#parts.held?.() ?? [],
    };
  }

  /** Times in the outbox are the clock's: if it's set back, they move with it. */
  async #mindTheClock(): Promise<void> {
    const { store, clock, log } = this.#parts;
    const now = clock.now();
    const latest = this.#latest;
    if (now < latest && (await store.onClockSetBack(latest, now)))
      log.warn({ back_ms: latest - now }, 'The clock moved backwards; shifted due times to match.');
    this.#latest = now;
  }

  /** After a failure, polling pauses for a moment: due effects would fail again right away. */
  async #sleepUntilDue(failed: boolean): Promise<void> {
    const { store, clock } = this.#parts;
    const latest = clock.now() + (failed ? storeFailedMs : lookAgainMs);
    const due = failed ? null : await store.nextDue(this.#room()).catch(() => null);
    if (this.#stopped) return;
    this.#cancelTimer();
    this.#cancelTimer = clock.schedule(Math.min(due ?? latest, latest), () => this.nudge());
  }

  async #run(claim: Claim): Promise<void> {
    const { store, clock, effects, log, reach = unknownReach } = this.#parts;
    const shown = loggedAs(claim);
    let outcome = await attempt({ store, clock, effects, log, reach }, claim);
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#settle(claim, outcome);
        const waited = outcome.kind === 'retry' && outcome.untried;
        this.#metrics.effectTried(claim.effect.type, waited ? 'postponed' : outcome.kind);
        return;
      } catch (error) {
        this.#metrics.effectTried(claim.effect.type, 'unsettled');
        log.error({ ...causeOf(error), effect: shown }, "Couldn't record an effect's outcome; retrying.");
        // Trying again would have the same result.
        if (error instanceof InvalidEvent)
          outcome = dead(
            "its outcome couldn't be recorded",
            "Check the log for this effect, and tell the bot's makers.",
          );
      }
      await passed(clock, Math.min(backoffMs(attempt), lookAgainMs), this.#stopping.signal);
      // It stays leased, and the next start takes it over.
      if (this.#stopped) return;
    }
  }

  async #settle(claim: Claim, outcome: Outcome): Promise<void> {
    const { store, clock, log } = this.#parts;
    switch (outcome.kind) {
      case 'done':
        await recordOver(this.#parts.commandBus, claim, outcome);
        await this.#learn(claim, outcome.command, {
          kind: 'done',
          ...(outcome.works && { works: outcome.works }),
        });
        return;
      case 'retry':
        log[outcome.todo === undefined ? 'info' : 'warn'](
          { effect: loggedAs(claim), attempt: claim.attempts, why: outcome.why, todo: outcome.todo },
          'Effect failed; will retry.',
        );
        await store.settle({ claim, as: outcome });
        return;
      case 'unread':
        log.error(
          { effect: loggedAs(claim), why: outcome.why, todo: outcome.todo },
          'Effect is waiting for a version that can read it.',
        );
        await store.settle({ claim, as: { ...outcome, at: clock.now() } });
        return;
      case 'dead':
        await this.#putAside(claim, outcome);
    }
  }

  async #putAside(claim: Claim, { kind, why, todo, maybeSent = false, askedFor, call = null }: Dead) {
    const { clock, log } = this.#parts;
    const { key, effect, extra, reported, asides } = claim;
    const at = clock.now();
    const againAt = askedFor ?? comesBackAt(asides, at);
    // The same loss is reported once while it lasts, and a recurring temporary failure is the same whatever its
    // words.
    const known = reported.includes(why) || (extra && call !== null && reported.length > 0);
    if (extra) log.info({ effect: loggedAs(claim), why }, "Retried a failed effect; it still can't be done.");
    else
      log[known ? 'warn' : 'error'](
        { effect: loggedAs(claim), why, todo, again_at: againAt },
        'Effect failed permanently; dead-lettered until someone retries it.',
      );
    const setback = { effect: effect.type, key, ...effectPerson(effect), why, todo };
    await this.#learn(claim, known ? null : { type: 'report_setback', ...setback }, {
      kind,
      at,
      why,
      todo,
      maybeSent,
      againAt,
      asked: askedFor !== undefined,
      call,
    });
  }

  /** Records what was learned, and settles with it. An episode can't report a setback: that stays in the outbox. */
  async #learn(claim: Claim, learned: Learned | null, as: Settlement): Promise<void> {
    const { store, commandBus, log } = this.#parts;
    const settles = { claim, as };
    if (learned?.type === 'record_proposal')
      await commandBus.changeEpisode(learned.episode, (episode) => shownIn(episode, learned), settles);
    else if (learned && !isEpisodes(claim)) {
      const targets = learned.type === 'elsewhere' ? learned.targets : [claim.subject.id];
      const by = learned.type === 'take_up' ? learned.by : bot;
      const command = learned.type === 'take_up' || learned.type === 'elsewhere' ? learned.command : learned;
      for (const [i, target] of targets.entries()) {
        const settled = i === targets.length - 1 && { settles };
        const change = await commandBus.execute({ target, command, by, inboxId: null, ...settled });
        if (change.kind === 'refused')
          log.warn(loggedRefusal(claim, change.refusal), 'A command from a finished effect was refused.');
      }
    } else await store.settle(settles);
  }
}
