import { setImmediate } from 'node:timers/promises';
import { causeOf, type Log } from './log.ts';
import { LeftUndone } from './looks/spare-time.ts';

/**
 * Work that nobody has to wait for, and that may be lost: opening a modal, an answer after the acknowledgement, a
 * check of who has command. Counted, so that shutdown waits for it.
 */
export class Background {
  readonly #running = new Set<Promise<void>>();
  /** What is being refreshed: the latest work on it, and whether that has begun. */
  readonly #refreshing = new Map<string, { begun: boolean; readonly ended: Promise<void> }>();
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
   * The same with work that reads `view` and shows it, one at a time, so that no older state is shown last. Work that hasn't
   * begun reads later than any asked for meanwhile would have to, so it's enough for all of them.
   */
  refresh(view: string, what: string, work: () => Promise<unknown>): void {
    const before = this.#refreshing.get(view);
    if (before && !before.begun) return;
    const ended = this.#start(what, async () => {
      await before?.ended;
      latest.begun = true;
      return work();
    });
    const latest = { begun: false, ended };
    this.#refreshing.set(view, latest);
    void ended.finally(() => {
      if (this.#refreshing.get(view) === latest) this.#refreshing.delete(view);
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
