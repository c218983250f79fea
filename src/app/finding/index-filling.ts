import { setTimeout } from 'node:timers/promises';
import type { Store } from '../../store/store.ts';
import { causeOf, type Log } from '../log.ts';

type Parts = {
  readonly store: Pick<Store, 'indexMore'>;
  readonly log: Log;
  /** Waits, ms of real time. */
  readonly pause?: (ms: number) => Promise<unknown>;
};

/** How long it waits when the store can't be written, ms of real time. */
const againMs = 60_000;

/**
 * Takes the incidents into the index of words that an earlier version has written, a few at a time, so that the bot starts
 * at once and commands don't wait.
 */
export class IndexFilling {
  readonly #parts: Required<Parts>;
  readonly #stopping = new AbortController();

  constructor({ pause, ...parts }: Parts) {
    const wait = (ms: number) => setTimeout(ms, undefined, { signal: this.#stopping.signal, ref: false });
    this.#parts = { ...parts, pause: pause ?? wait };
  }

  /** Resolves once every incident is in there, or when it's stopped. */
  async run(): Promise<void> {
    const { store, log, pause } = this.#parts;
    while (!this.#stopping.signal.aborted) {
      const more = await store.indexMore().catch((error: unknown) => {
        if (!this.#stopping.signal.aborted)
          log.warn(causeOf(error), "Couldn't fill the search index; will retry.");
        return null;
      });
      if (more === false) return;
      if (more === null) await pause(againMs).catch(() => {});
    }
  }

  stop(): void {
    this.#stopping.abort();
  }
}
