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
export async function endedOrHanging(ended: Promise<void>, timer: Clock): Promise<void> {
  const over = new AbortController();
  void ended.then(() => over.abort());
  await passed(timer, endsWithinMs, over.signal);
}

/** The parts of earlier terms that haven't ended yet. A failure is only logged: nobody else may be waiting for it. */
export class Endings {
  readonly #log: Log;
  #all: Promise<void> = Promise.resolve();

  constructor(log: Log) {
    this.#log = log;
  }

  /** Resolves when these have ended, well or not. */
  add(parts: Promise<unknown>): Promise<void> {
    const ended = parts.then(
      () => {},
      (error: unknown) =>
        this.#log.error(causeOf(error), "Delivery didn't end cleanly. Committed data is safe."),
    );
    this.#all = this.#all.then(() => ended);
    return ended;
  }

  /** Resolves when all have ended. */
  all(): Promise<void> {
    return this.#all;
  }
}
