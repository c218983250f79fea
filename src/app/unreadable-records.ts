import type { IncidentId } from '../domain/incident/ids.ts';
import type { Store } from '../store/store.ts';
import type { Log } from './log.ts';

/** Reads the open incidents, and logs what this version can't read. */
export async function reportUnreadable({ store, log }: { store: Store; log: Log }): Promise<void> {
  for (const { incident, seq, why } of await store.unreadable('open'))
    log.error(
      { ...(await loggedNumber(store, incident)), seq, why },
      "This version can't read an event; its incident is read-only.",
    );
}

/** What the log says an incident is: its number, or of a private one only that it's private. */
export async function loggedNumber(
  store: Store,
  incident: IncidentId,
): Promise<{ readonly incident: IncidentId | 'private' }> {
  const isPrivate = (await store.privateOnes()).some(({ id }) => id === incident);
  return { incident: isPrivate ? 'private' : incident };
}
