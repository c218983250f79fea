import type { Millis } from '../../domain/incident/ids.ts';
import type { Claim, Room } from '../../store/claims.ts';
import { NoLongerDelivering } from '../../store/delivery-lease.ts';
import { InvalidEvent } from '../../store/error-advice.ts';
import type { Store } from '../../store/store.ts';
import { type Clock, passed } from '../clock.ts';
import type { CommandBus } from '../command-bus.ts';
import { causeOf, type Log } from '../log.ts';
import { type Metrics, noMetrics } from '../metrics.ts';
import { attempt, type EffectTable, type Reach } from './attempt.ts';
import { loggedAs } from './logged-as.ts';
import { backoffMs, dead } from './outcome.ts';
import { settle } from './settle.ts';

/** A claim outlives the longest chain of Slack calls in one handler (10 s each), ms. */
const leaseMs = 120_000;
/** Polls the outbox this often even when nothing is known to be due: another process may have revived rows. */
const lookAgainMs = 5_000;
/** How long the store is left alone after a failure, ms: a full disk must not fill the log as well. */
const storeFailedMs = 1_000;
/** How long to wait for an effect that is due but locked in the database by another process, ms. */
const heldElsewhereMs = 500;
/** How many effects run at once: those that people wait for, and the others. Hung checks delay nobody. */
const atOnce = { people: 16, background: 8 };

type Parts = {
  readonly store: Store;
  readonly commandBus: CommandBus;
  readonly clock: Clock;
  readonly effects: EffectTable;
  /** In which it delivers, see `DeliveryLease`. */
  readonly term: number;
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
  #started = false;
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

  /** Takes over what others have claimed, then claims. The other way around, it would take its own claims for theirs. */
  async start(): Promise<void> {
    const now = this.#parts.clock.now();
    await this.#parts.store.reclaimLeases(now, this.#parts.term);
    this.#latest = now;
    this.#started = true;
    this.nudge();
  }

  /** An effect may be due. Deferred, so that nothing is delivered before its transaction has ended. */
  nudge(): void {
    this.#lookAgain = true;
    if (this.#started && !this.#looking) setImmediate(() => void this.#look());
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
      if (!(error instanceof NoLongerDelivering))
        this.#parts.log.error(causeOf(error), "Couldn't read the outbox; retrying.");
    } finally {
      this.#looking = false;
      if (!this.#stopped) await this.#sleepUntilDue(failed);
    }
  }

  async #claimDue(): Promise<void> {
    const { store, term, slackNow = () => null } = this.#parts;
    const now = await this.#mindTheClock();
    const room = this.#room();
    if (room.people <= 0 && room.background <= 0) return;
    const claims = await store.claim({ ...room, now, leaseMs, slackNow: slackNow(), term });
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

  /** Times in the outbox are the clock's: if it's set back, they move with it. Returns the time that they go by now. */
  async #mindTheClock(): Promise<number> {
    const { store, clock, log, term } = this.#parts;
    const now = clock.now();
    const latest = this.#latest;
    if (now < latest && (await store.onClockSetBack(latest, now, term)))
      log.warn({ back_ms: latest - now }, 'The clock moved backwards; shifted due times to match.');
    this.#latest = now;
    return now;
  }

  /** After a failure, polling pauses for a moment: due effects would fail again right away. */
  async #sleepUntilDue(failed: boolean): Promise<void> {
    const { store, clock } = this.#parts;
    const afterPause = () => clock.now() + storeFailedMs;
    const next = failed ? afterPause() : await store.nextDue(this.#room()).catch(afterPause);
    if (this.#stopped) return;
    this.#cancelTimer();
    const now = clock.now();
    const isHeld = next !== null && next <= this.#latest;
    const at = isHeld ? now + heldElsewhereMs : Math.min(next ?? Number.POSITIVE_INFINITY, now + lookAgainMs);
    this.#cancelTimer = clock.schedule(at, () => this.nudge());
  }

  /** Another bot that has taken delivery over has taken over the claim as well, and looks for what may have been sent. */
  async #run(claim: Claim): Promise<void> {
    try {
      await this.#deliver(claim);
    } catch (error) {
      if (!(error instanceof NoLongerDelivering)) throw error;
    }
  }

  async #deliver(claim: Claim): Promise<void> {
    const { store, clock, effects, log, reach = unknownReach } = this.#parts;
    const shown = loggedAs(claim);
    let outcome = await attempt({ store, clock, effects, log, reach }, claim);
    for (let attempt = 1; ; attempt += 1) {
      try {
        await settle(this.#parts, claim, outcome);
        const waited = outcome.kind === 'retry' && outcome.untried;
        this.#metrics.effectTried(claim.effect.type, waited ? 'postponed' : outcome.kind);
        return;
      } catch (error) {
        if (error instanceof NoLongerDelivering) throw error;
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
}
