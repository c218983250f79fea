import type { DeliveryLease, Lease } from '../../store/delivery-lease.ts';
import { DatabaseAway } from '../../store/error-advice.ts';
import { type Clock, monotonicClock } from '../clock.ts';
import { causeOf, type Log } from '../log.ts';
import { type DeliveringParts, Endings, endedOrHanging } from './parts-of-a-term.ts';
import { Term } from './term.ts';

type Given = {
  readonly lease: DeliveryLease;
  readonly build: (term: Term) => DeliveringParts;
  /** Whether Slack accepts calls of this bot right now; asks it. */
  readonly reachesSlack: () => Promise<boolean>;
  readonly clock: Clock;
  readonly log: Log;
  /** Time for the lease, which no incident and no setting of the clock may stop. */
  readonly timer?: Clock;
};

type Current = { readonly term: Term; readonly parts: DeliveringParts; readonly since: number };

/** How often the right is renewed, ms, and how soon after a failure it's tried again. */
const renewEveryMs = 1_000;
const againMs = 250;
/** No call to Slack begins in the last part of a lease, ms: a second to arrive in before another bot looks for it. */
const spareMs = 1_000;
/** The database's clock and this one don't run equally fast, ms. */
const leastWaitMs = 20;
/** How often a bot that can't post to Slack offers delivery to the others, ms. */
const offerEveryMs = 5_000;
/** How long it leaves the right to the others once one of them wants it, ms. */
const leavesMs = 2_000;

/** Whether this bot delivers: it takes the right as soon as it's free, and keeps it until it stops or can't renew it. */
export class Delivery {
  readonly #given: Required<Given>;
  #current: Current | null = null;
  #takeovers = 0;
  #looking: Promise<number> | null = null;
  #lookAgain = false;
  #failed = false;
  #stopping = false;
  #cancelLook = (): void => {};
  #cancelEnd = (): void => {};
  #offeredAt = Number.NEGATIVE_INFINITY;
  #leavesUntil = Number.NEGATIVE_INFINITY;
  readonly #endings: Endings;

  constructor(given: Given) {
    this.#given = { timer: monotonicClock, ...given };
    this.#endings = new Endings(given.log);
  }

  /** Since when this bot has delivered, UTC ms; null if it doesn't. */
  get since(): number | null {
    return this.#current?.since ?? null;
  }

  /** How often this bot has become the one that delivers. */
  get takeovers(): number {
    return this.#takeovers;
  }

  /** Takes the lease as soon as it's free. Throws if the parts can't be started. */
  async start(): Promise<void> {
    this.#given.lease.listen({
      owed: () => this.nudge(),
      free: () => this.#lookIn(0),
      offered: () => void this.#want().catch(() => {}),
      wanted: () => void this.#leave().catch(() => {}),
      missed: () => this.#current?.parts.missed(),
    });
    await this.#turn().catch((error: unknown) => {
      if (!(error instanceof DatabaseAway)) throw error;
      this.#retry(error);
    });
  }

  /** An effect may be due; without the right, the bot that has it hears of it from the database. */
  nudge(): void {
    this.#current?.parts.nudge();
  }

  /** This bot can't post to Slack: if it delivers, another one may have better luck, and takes it over. */
  offer(): void {
    const { lease, timer } = this.#given;
    if (!this.#current || timer.now() < this.#offeredAt + offerEveryMs) return;
    this.#offeredAt = timer.now();
    // What is lost with a connection is said again.
    void lease.say('offered').catch(() => {});
  }

  async #want(): Promise<void> {
    const { lease, reachesSlack } = this.#given;
    if (!this.#current && !this.#stopping && (await reachesSlack())) await lease.say('wanted');
  }

  /** This bot couldn't save what Slack reported for a while: whoever delivers reads it. Throws if nobody can be told. */
  async missed(): Promise<void> {
    if (this.#current) this.#current.parts.missed();
    else await this.#given.lease.say('missed');
  }

  /** Ends what runs, then gives up the lease: the next bot that asks for it gets it. */
  async #leave(): Promise<void> {
    const { timer, log } = this.#given;
    const current = this.#current;
    if (!current || this.#stopping || timer.now() > this.#offeredAt + 2 * offerEveryMs) return;
    this.#offeredAt = Number.NEGATIVE_INFINITY;
    log.warn({ term: current.term.number }, "This bot can't post to Slack; leaving delivery to another.");
    await this.#end(current);
    if (this.#current !== current || this.#stopping) return;
    this.#leavesUntil = timer.now() + leavesMs;
    await this.#giveUp();
    this.#lookIn(leavesMs);
  }

  /** Ends what runs, then gives up the lease, so another bot takes over at once. Resolves when everything has ended. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#current) await this.#end(this.#current);
    await this.#looking?.catch(() => {});
    this.#cancelLook();
    await this.#giveUp();
    await this.#endings.all();
  }

  /** Ends what runs while the lease is still renewed. If no other bot can take over, it waits for a call that hangs. */
  async #end({ term, parts }: Current): Promise<void> {
    const ended = this.#endings.add(parts.stop());
    await (term.until === Number.POSITIVE_INFINITY ? ended : endedOrHanging(ended, this.#given.timer));
  }

  #lookIn(ms: number): void {
    const { timer } = this.#given;
    this.#cancelLook();
    if (ms === Number.POSITIVE_INFINITY) return;
    const look = () => void this.#turn().catch((error: unknown) => this.#retry(error));
    this.#cancelLook = timer.schedule(timer.now() + ms, look);
  }

  #retry(error: unknown): void {
    if (!this.#failed) this.#given.log.warn(causeOf(error), "Couldn't ask who delivers; retrying.");
    this.#failed = true;
    this.#lookIn(againMs);
  }

  /** One look at a time, and another one if it's asked for meanwhile. */
  async #turn(): Promise<void> {
    this.#lookAgain = this.#looking !== null;
    if (this.#lookAgain) return;
    this.#looking = this.#look();
    try {
      const next = await this.#looking;
      this.#failed = false;
      this.#lookIn(this.#lookAgain ? 0 : next);
    } finally {
      this.#looking = null;
    }
  }

  /** Renews the right, or takes it if it's free; returns when to look again, ms from now. */
  async #look(): Promise<number> {
    const { lease, timer } = this.#given;
    const asked = timer.now();
    const current = this.#current;
    if (current) {
      const kept = await lease.renew(current.term.number);
      if (kept && this.#current === current) return this.#keep(current.term, kept, asked);
      // It was renewed too late for the term, which has ended.
      if (kept) await lease.release(kept.term);
      this.#lose();
      return 0;
    }
    if (asked < this.#leavesUntil) return this.#leavesUntil - asked;
    const answer = this.#stopping ? null : await lease.take();
    if (answer === null) return Number.POSITIVE_INFINITY;
    if ('freeInMs' in answer) return Math.max(leastWaitMs, answer.freeInMs);
    const term = new Term(answer.term, asked + answer.forMs - spareMs, () => timer.now());
    if (this.#stopping) await this.#release(term.number);
    else await this.#begin(term);
    return nextOf(answer);
  }

  #keep(term: Term, kept: Lease, asked: number): number {
    term.extend(asked + kept.forMs - spareMs);
    this.#watchEnd(term);
    return nextOf(kept);
  }

  async #begin(term: Term): Promise<void> {
    const { build, clock, log } = this.#given;
    const parts = build(term);
    this.#current = { term, parts, since: clock.now() };
    this.#takeovers += 1;
    this.#watchEnd(term);
    if (term.until < Number.POSITIVE_INFINITY)
      log.info({ term: term.number }, 'This bot delivers from now on.');
    try {
      await parts.start();
    } catch (error) {
      this.#lose();
      await this.#release(term.number);
      throw error;
    }
  }

  /** Ends the term when its time is over, even if the database doesn't answer. */
  #watchEnd(term: Term): void {
    this.#cancelEnd();
    if (term.until === Number.POSITIVE_INFINITY) return;
    this.#cancelEnd = this.#given.timer.schedule(term.until, () => {
      if (term.lasts) this.#watchEnd(term);
      else this.#lose();
    });
  }

  #lose(): void {
    const current = this.#current;
    if (!current) return;
    this.#current = null;
    this.#cancelEnd();
    current.term.end();
    this.#given.log.warn({ term: current.term.number }, 'This bot no longer delivers; another one may.');
    void this.#endings.add(current.parts.stop());
  }

  /** For when nothing runs any more. */
  async #giveUp(): Promise<void> {
    const current = this.#current;
    this.#current = null;
    this.#cancelEnd();
    if (!current) return;
    current.term.end();
    await this.#release(current.term.number);
  }

  async #release(term: number): Promise<void> {
    const { lease, log } = this.#given;
    await lease
      .release(term)
      .catch((error: unknown) =>
        log.warn(causeOf(error), "Couldn't give up delivery; it expires by itself."),
      );
  }
}

/** When a lease is next renewed, ms from now; never if it doesn't expire. */
const nextOf = ({ forMs }: Lease): number =>
  forMs === Number.POSITIVE_INFINITY ? Number.POSITIVE_INFINITY : renewEveryMs;
