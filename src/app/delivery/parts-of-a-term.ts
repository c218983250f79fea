import { type Clock, passed } from '../clock.ts';
import { causeOf, type Log } from '../log.ts';

/** The parts that run only in the bot that delivers, built for one term. */
export type DeliveringParts = {
  start(): Promise<void>;
  /** An effect may be due. */
  nudge(): void;
  /** For a while, this bot or another may have missed what Slack reported. */
  missed(): void;
  /** Starts nothing more from now on; resolves when what runs has ended. */
  stop(): Promise<unknown>;
};

/** How long running work has to end before another bot takes over, ms: a call that hangs holds up everything else. */
const endsWithinMs = 2_000;

/** Resolves when running work has ended, or hangs. The bot that takes over looks for what that may have sent. */
export async function endedOrHanging(ended: Promise<unknown>, timer: Clock): Promise<void> {
  const over = new AbortController();
  const end = () => over.abort();
  void ended.then(end, end);
  await passed(timer, endsWithinMs, over.signal);
}

/** The parts of earlier terms that haven't ended yet. A failure is logged here, because nobody else may be waiting. */
export class Endings {
  readonly #log: Log;
  #all: Promise<unknown> = Promise.resolve();

  constructor(log: Log) {
    this.#log = log;
  }

  add(ended: Promise<unknown>): void {
    const logged = ended.catch((error: unknown) =>
      this.#log.error(causeOf(error), "Delivery didn't end cleanly. Committed data is safe."),
    );
    this.#all = Promise.all([this.#all, logged]);
  }

  /** Resolves when each has ended, well or not. */
  async all(): Promise<void> {
    await this.#all;
  }
}
