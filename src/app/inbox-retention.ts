import type { Store } from '../store/store.ts';
import type { Clock } from './clock.ts';
import { causeOf, type Log } from './log.ts';

/** How long the IDs of payloads are kept, ms: Slack redelivers for minutes, not days. */
const keptMs = 3 * 86_400_000;
const everyMs = 3_600_000;

/** Deletes the IDs of old payloads, now and once an hour. Returns a function that stops it. */
export function retainInbox({ store, clock, log }: { store: Store; clock: Clock; log: Log }): () => void {
  let cancel = () => {};
  let stopped = false;
  // Only when the last one has ended is there a next one: a slow database gets no queue of them.
  const forget = async () => {
    await store
      .forgetInbox(clock.now() - keptMs)
      .catch((error: unknown) =>
        log.warn(causeOf(error), "Couldn't delete old payload IDs; will retry in an hour."),
      );
    if (!stopped) cancel = clock.schedule(clock.now() + everyMs, () => void forget());
  };
  void forget();
  return () => {
    stopped = true;
    cancel();
  };
}
