import { type Clock, passed } from '../clock.ts';

/** The parts that run only in the bot that delivers, built for one term. */
export type DeliveringParts = {
  start(): Promise<void>;
  /** An effect may be due. */
  nudge(): void;
  /** Slack may have reported in vain for a while, to this bot or to another. */
  missed(): void;
  /** Begins nothing more, from this moment on; resolves when what runs has ended. */
  stop(): Promise<unknown>;
};

/** How long what runs has to end before another bot takes over, ms: a call that hangs holds up whatever else is due. */
const endsWithinMs = 2_000;

/** Resolves when what runs has ended, or hangs: whoever takes over looks for what it may have sent. */
export async function endedOrHanging(ended: Promise<unknown>, timer: Clock): Promise<void> {
  const over = new AbortController();
  const end = () => over.abort();
  void ended.then(end, end);
  await passed(timer, endsWithinMs, over.signal);
}
