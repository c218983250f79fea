import type { Incident } from '../domain/incident/incident.ts';
import type { Pending } from '../domain/incident/items/reminding.ts';
import { type Day, lastDay } from '../domain/text/days.ts';
import type { Store } from '../store/store.ts';
import { originalIncident } from './duplicates.ts';

/**
 * The action items of real incidents that people are reminded of, due by a day or without one (`dueBy`: all of them); those
 * of a duplicate go by the commander of the incident that goes on.
 */
export async function pendingItems(store: Store, dueBy: Day = lastDay): Promise<Pending[]> {
  const pending: Pending[] = [];
  for (const { incident: id, item: number } of await store.openItems({ dueBy })) {
    const found = await store.incident(id);
    if (found.kind !== 'found' || found.incident.drill) continue;
    const item = found.incident.items.get(number);
    // A reopened incident has no postmortem to review yet.
    if (item && (item.about === null || found.incident.status === 'CLOSED'))
      pending.push({ incident: await ledBy(store, found.incident), item });
  }
  return pending;
}

async function ledBy(store: Store, incident: Incident): Promise<Incident> {
  const original = await originalIncident(store, incident);
  return original ? { ...incident, commander: original.commander, openedBy: original.openedBy } : incident;
}
