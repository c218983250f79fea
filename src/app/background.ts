import { setImmediate } from 'node:timers/promises';
import { causeOf, type Log } from './log.ts';
import { LeftUndone } from './looks/spare-time.ts';

/**
 * Work that nobody has to wait for, and that may be lost: opening a modal, an answer after the acknowledgement, a
 * check of who has command. Counted, so that shutdown waits for it.
 */
export class Background {
  readonly #running = new Set<Promise<void>>();
  /** The latest work of each kind that has an order. */
  readonly #latest = new Map<string, Promise<void>>();
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /**
   * Starts `work` in the next turn of the event loop, after the acknowledgement that is being written now; a failure
   * is only logged, as `what`, and what a shutdown leaves undone is none.
   */
  run(what: string, work: () => Promise<unknown>): void {
    void this.#start(what, work);
  }

  /**
   * The same, but after all earlier work of the same `order` has ended: what one reads is never older than what the one before
   * it showed.
   */
  runInOrder(order: string, what: string, work: () => Promise<unknown>): void {
    const before = this.#latest.get(order);
    const running = this.#start(what, async () => {
      await before;
      return work();
    });
    this.#latest.set(order, running);
    void running.finally(() => {
      if (this.#latest.get(order) === running) this.#latest.delete(order);
    });
  }

  #start(what: string, work: () => Promise<unknown>): Promise<void> {
    const running = setImmediate()
      .then(work)
      .then(
        () => {},
        (error: unknown) => {
          if (error instanceof LeftUndone) return;
          this.#log.warn({ ...causeOf(error), what }, 'Background work failed; a reply may be lost.');
        },
      )
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
    return running;
  }

  /** Resolves once nothing is running. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }
}
