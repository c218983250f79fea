import { evolve } from '../../evolve/evolve.ts';
import type { Recorded } from '../../incident/events/events.ts';
import type { Millis, UserId } from '../../incident/ids.ts';
import type { Incident } from '../../incident/incident.ts';
import type { Actor } from '../../incident/people/actor.ts';
import type { Severity } from '../../incident/severity.ts';
import type { Status } from '../../incident/status.ts';

/** A change of status, severity, or command: when (UTC ms), whose, and the new value. */
export type StateChange = { readonly at: Millis; readonly by: Actor } & (
  | { readonly what: 'Status'; readonly to: Status }
  | { readonly what: 'Severity'; readonly to: Severity }
  | { readonly what: 'Commander'; readonly to: UserId | null }
);

/** The last changes of status, severity, and command after the declaration, oldest first. Pure. */
export function lastChanges(events: readonly Recorded[], most: number): StateChange[] {
  const changes: StateChange[] = [];
  let before: Incident | null = null;
  for (const recorded of events) {
    const after: Incident = evolve(before, recorded);
    const { at, by } = recorded;
    if (before && before.status !== after.status) changes.push({ at, by, what: 'Status', to: after.status });
    if (before && before.severity !== after.severity)
      changes.push({ at, by, what: 'Severity', to: after.severity });
    if (before && before.commander !== after.commander)
      changes.push({ at, by, what: 'Commander', to: after.commander });
    before = after;
  }
  return changes.slice(-most);
}

/**
 * Up to where someone has followed before the event `of`: their last brief or command; null if they haven't yet.
 * Pure.
 */
export function lastSeenBy(
  events: readonly Recorded[],
  user: UserId,
  of: number,
): { readonly seq: number; readonly at: Millis } | null {
  const last = events.findLast(({ seq, by }) => seq < of && by.kind === 'person' && by.user === user);
  return last ? { seq: last.seq, at: last.at } : null;
}
