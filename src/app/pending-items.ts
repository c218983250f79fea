import type { IncidentId } from '../domain/incident/ids.ts';
import type { Incident } from '../domain/incident/incident.ts';
import { isWanted } from '../domain/incident/items/action-item.ts';
import type { Pending } from '../domain/incident/items/reminding.ts';
import { type Day, lastDay } from '../domain/text/days.ts';
import type { Store } from '../store/store.ts';
import { originalIncident } from './duplicates.ts';

/** Where action items are read. */
type Items = Pick<Store, 'openItems' | 'incident'>;

/**
 * The action items of real incidents that people are reminded of, due by a day or without one (`dueBy`: all of them); those
 * of a duplicate go by the commander of the incident that goes on.
 */
export async function pendingItems(store: Items, dueBy: Day = lastDay): Promise<Pending[]> {
  const pending: Pending[] = [];
  const led = new Map<IncidentId, Incident | null>();
  for (const { incident: id, item: number } of await store.openItems({ dueBy })) {
    if (!led.has(id)) led.set(id, await ledBy(store, id));
    const incident = led.get(id);
    const item = incident?.items.get(number);
    // An earlier version kept the review of a reopened incident's postmortem as open.
    if (incident && item && isWanted(incident, item)) pending.push({ incident, item });
  }
  return pending;
}

/** An incident with whoever is responsible for its action items now; null for one that isn't real or can't be read. */
async function ledBy(store: Items, id: IncidentId): Promise<Incident | null> {
  const found = await store.incident(id);
  if (found.kind !== 'found' || found.incident.drill) return null;
  const { incident } = found;
  const original = await originalIncident(store, incident);
  return original ? { ...incident, commander: original.commander, openedBy: original.openedBy } : incident;
}
