import type { IncidentId } from '../../domain/incident/ids.ts';
import type { Store } from '../../store/store.ts';
import type { Log } from '../log.ts';

/** As long as a list can be. */
const everyOpen = Number.MAX_SAFE_INTEGER;

/**
 * Reads the open incidents, and logs what this version can't read. The store caches them, so that no first command has to
 * read a long history.
 */
export async function reportUnreadable({
  store,
  log,
}: {
  readonly store: Pick<Store, 'list' | 'incident'>;
  readonly log: Log;
}): Promise<void> {
  for (const { id, privateTo } of await store.list({ open: true, limit: everyOpen, known: 'all' })) {
    const found = await store.incident(id);
    if (found.kind === 'unreadable')
      log.error(
        { incident: privateTo === null ? id : 'private', seq: found.seq, why: found.why },
        "This version can't read an event; its incident is read-only.",
      );
  }
}

/** What the log says an incident is: its number, or of a private one only that it's private. */
export async function loggedNumber(
  store: Store,
  incident: IncidentId,
): Promise<{ readonly incident: IncidentId | 'private' }> {
  const isPrivate = (await store.privateOnes()).some(({ id }) => id === incident);
  return { incident: isPrivate ? 'private' : incident };
}
