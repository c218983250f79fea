import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import type { Store } from '../../store/store.ts';

/** How long to rest after a part, as a multiple of its time: people get three quarters of the CPU. */
const restsPerPart = 3;
/** The same while filling and others are at work: about one acknowledgement in a hundred meets a part. */
const restsWhileBusy = 100;
/** Others are at work if they use more than this share of the rests, judged once those add up to `judgedMs`. */
const busyShare = 0.05;
const judgedMs = 25;
/** The longest rest, ms: a part that took very long was waiting for the database rather than working. */
const longestRestMs = 3_000;

const nothingYet = () => ({ worked: 0, rested: 0, others: 0 });

/** Work was left undone because the bot is stopping; the next start does it. */
export class LeftUndone extends Error {
  override readonly name = 'LeftUndone';

  constructor() {
    super('The bot is stopping.');
  }
}

/** What of a store is needed in spare time. */
export type SpareStore = Pick<
  Store,
  'list' | 'incident' | 'openItems' | 'wasReminded' | 'oweReminder' | 'indexMore' | 'makeTallies'
>;

/**
 * The time for what nobody waits for, such as a look at all open incidents. It's done in small parts: one after another,
 * whoever asked for it, with a rest after each. So what people do waits for one part at most.
 */
export class SpareTime {
  /** The store, each of whose transactions is a part here. They reject with LeftUndone once it's stopped. */
  readonly store: SpareStore;
  #latest: Promise<unknown> = Promise.resolve();
  /** How many parts were asked for and aren't done, and of filling, which haven't rested either. */
  #asked = 0;
  readonly #ending = new AbortController();
  /** Work and rests of filling since others were last judged, ms. */
  #lately = nothingYet();

  constructor(store: SpareStore) {
    this.store = {
      list: (filter) => this.#part(() => store.list(filter)),
      incident: (id) => this.#part(() => store.incident(id)),
      openItems: (filter) => this.#part(() => store.openItems(filter)),
      wasReminded: (receiver, days) => this.#part(() => store.wasReminded(receiver, days)),
      oweReminder: (reminder) => this.#part(() => store.oweReminder(reminder)),
      indexMore: () => this.#filling(() => store.indexMore()),
      makeTallies: (after, limit) => this.#filling(() => store.makeTallies(after, limit)),
    };
  }

  /** Whether a part was asked for and isn't done, perhaps because it waits for a rest, or filling rests after its part. */
  get busy(): boolean {
    return this.#asked > 0;
  }

  /** Leaves undone whatever hasn't begun. */
  stop(): void {
    this.#ending.abort();
  }

  #part<Done>(work: () => Promise<Done>): Promise<Done> {
    let began = 0;
    this.#asked += 1;
    const done = this.#latest.then(() => {
      if (this.#ending.signal.aborted) throw new LeftUndone();
      began = performance.now();
      return work();
    });
    const rest = () => {
      this.#asked -= 1;
      return this.#wait(restsPerPart * (performance.now() - began));
    };
    this.#latest = done.then(rest, rest);
    return done;
  }

  /** A part of work that can take hours. If others are at work, it rests longer before the next part. */
  async #filling<Done>(work: () => Promise<Done>): Promise<Done> {
    this.#asked += 1;
    try {
      return await this.#filled(work);
    } finally {
      this.#asked -= 1;
    }
  }

  async #filled<Done>(work: () => Promise<Done>): Promise<Done> {
    let worked = 0;
    const done = await this.#part(async () => {
      const began = performance.now();
      const result = await work();
      worked = performance.now() - began;
      return result;
    });
    const before = performance.eventLoopUtilization();
    await this.#wait(restsPerPart * worked);
    const { active, idle } = performance.eventLoopUtilization(before);
    const lately = this.#lately;
    lately.worked += worked;
    lately.others += active;
    lately.rested += active + idle;
    if (lately.rested < judgedMs) return done;
    this.#lately = nothingYet();
    if (lately.others > busyShare * lately.rested)
      await this.#wait(Math.min((restsWhileBusy - restsPerPart) * lately.worked, longestRestMs));
    return done;
  }

  async #wait(ms: number): Promise<void> {
    const { signal } = this.#ending;
    if (!signal.aborted) await setTimeout(ms, undefined, { signal, ref: false }).catch(() => {});
  }
}
