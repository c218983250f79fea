import { setImmediate } from 'node:timers/promises';
import type { IncidentId } from '../domain/incident/ids.ts';
import type { Unreadable } from './found.ts';
import type { Store } from './store.ts';

/** What can't be read of these incidents. Each is cached, so that no first command has to read a long history. */
export async function unreadableAmong(
  ids: readonly IncidentId[],
  { incident }: Pick<Store, 'incident'>,
): Promise<Unreadable[]> {
  const found: Unreadable[] = [];
  for (const id of ids) {
    const state = await incident(id);
    if (state.kind === 'unreadable') found.push({ incident: state.incident, seq: state.seq, why: state.why });
    // A long history must not delay what people are waiting for.
    await setImmediate();
  }
  return found;
}
