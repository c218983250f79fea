import { causeOf, type Log } from './log.ts';
import { orNullAfter } from './with-timeout.ts';

/** How long a stop waits for what runs, ms of real time. */
const withinMs = 10_000;

/** The steps of a stop, in their order. */
type Steps = {
  /** Takes nothing new. */
  readonly refuse: () => Promise<unknown>;
  /** Waits for what runs. */
  readonly finish: () => Promise<unknown>;
  /** Closes everything, whether or not all was finished. */
  readonly close: () => Promise<void>;
};

/** The one stop of a bot: takes nothing new, finishes what runs within 10 s, leaves the rest owed, closes everything. */
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

  /** Begins the stop, or waits for the one that has begun. Throws when something cannot be closed. */
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
