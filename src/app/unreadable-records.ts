import type { Store } from '../store/store.ts';
import type { Log } from './log.ts';

/** Reads the open incidents, and logs what this version can't read. */
export async function reportUnreadable({ store, log }: { store: Store; log: Log }): Promise<void> {
  for (const { incident, seq, why } of await store.unreadable('open'))
    log.error({ incident, seq, why }, "This version can't read an event; its incident is read-only.");
}
