import { causeOf, type Log } from './log.ts';
import { orNullAfter } from './with-timeout.ts';

/** How long shutdown waits for running work, ms of real time. */
const withinMs = 10_000;

/** The steps of a shutdown, in order. */
type Steps = {
  /** Accepts nothing new. */
  readonly refuse: () => Promise<unknown>;
  /** Waits for running work. */
  readonly finish: () => Promise<unknown>;
  /** Closes everything, whether or not all work was finished. */
  readonly close: () => Promise<void>;
};

/**
 * The bot's one shutdown: accepts nothing new, finishes running work within 10 s, leaves the rest in the outbox,
 * closes everything.
 */
export class Shutdown {
  readonly #steps: Steps;
  readonly #log: Log;
  #running: Promise<void> | null = null;

  constructor(steps: Steps, log: Log) {
    this.#steps = steps;
    this.#log = log;
  }

  get begun(): boolean {
    return this.#running !== null;
  }

  /** Starts the shutdown, or waits for the one that has started. Throws if something can't be closed. */
  run(): Promise<void> {
    this.#running ??= this.#stop();
    return this.#running;
  }

  async #stop(): Promise<void> {
    const { refuse, finish, close } = this.#steps;
    await orNullAfter(
      withinMs,
      this.#tried(refuse).then(() => this.#tried(finish)),
    );
    await close();
  }

  async #tried(step: () => Promise<unknown>): Promise<void> {
    try {
      await step();
    } catch (error) {
      this.#log.warn(causeOf(error), 'A shutdown step failed; shutdown continues.');
    }
  }
}
