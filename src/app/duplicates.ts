import { originalOf } from '../domain/incident/ending/cancellation.ts';
import type { Recorded } from '../domain/incident/events/events.ts';
import type { IncidentId } from '../domain/incident/ids.ts';
import type { Incident } from '../domain/incident/incident.ts';
import type { DuplicateRecords } from '../domain/records/duplicates.ts';
import type { Store } from '../store/store.ts';

/** An incident's record, and those of its duplicates. */
export type RecordWithDuplicates = {
  readonly events: readonly Recorded[];
  readonly duplicates: DuplicateRecords;
};

/** Where records are read. */
type Records = Pick<Store, 'events' | 'duplicatesOf'>;

/**
 * Reads both. Only here and in `originalIncident` does anything shown for one incident come from another's record, so
 * this file decides who may see that (`docs/adr/0030-a-duplicate-is-read-with-its-original.md`).
 */
export async function recordWithDuplicates(store: Records, id: IncidentId): Promise<RecordWithDuplicates> {
  // First its own: a duplicate that it knows to have changed is read as changed.
  const events = await store.events(id);
  return { events, duplicates: await recordsOf(store, await store.duplicatesOf(id)) };
}

const recordsOf = (store: Records, ids: readonly IncidentId[]): Promise<DuplicateRecords> =>
  Promise.all(ids.map((one) => store.events(one)));

/** The records that were read with an incident's once, by its own `events`, and are not any more. */
export async function formerDuplicates(
  store: Store,
  events: readonly Recorded[],
  duplicates: DuplicateRecords,
): Promise<DuplicateRecords> {
  const now = new Set(duplicates.map(([first]) => first?.incident));
  const once = events.flatMap(({ event }) => (event.type === 'duplicate_changed' ? [event.duplicate] : []));
  const theirs = await Promise.all(once.map((one) => store.duplicatesOf(one)));
  const left = new Set([...once, ...theirs.flat()].filter((one) => !now.has(one)));
  return recordsOf(store, [...left]);
}

/**
 * Returns a duplicate's original; null if the incident isn't a duplicate, if the original can't be read, or if only the
 * members of its channel may know of it.
 */
export async function originalIncident(
  store: Pick<Store, 'incident'>,
  incident: Incident,
): Promise<Incident | null> {
  const original = originalOf(incident);
  const found = original && (await store.incident(original));
  return found?.kind === 'found' && found.incident.privateTo === null ? found.incident : null;
}
