import { isEntryEvent, isItemEvent, type Recorded } from '../events/events.ts';
import type { UserId } from '../ids.ts';

/**
 * Everyone whom one event names: who caused it, whoever takes a role, the author of a marked message. People who only
 * correct the record, or change action items, aren't participants of the incident.
 */
export function peopleIn({ by, event }: Pick<Recorded, 'by' | 'event'>): UserId[] {
  if (isEntryEvent(event) || isItemEvent(event)) return [];
  // People who only look on aren't participants.
  if (event.type === 'caught_up' || event.type === 'copy_asked') return [];
  const named: (UserId | null)[] = [by.kind === 'person' ? by.user : null];
  if (event.type === 'opened' || event.type === 'declaration_corrected') named.push(event.commander);
  if (event.type === 'commander_assigned' || event.type === 'role_assigned') named.push(event.user);
  if (event.type === 'message_captured') named.push(event.author);
  if (event.type === 'oncall_called') named.push(...event.people);
  return named.filter((user) => user !== null);
}

/** Everybody whose name is needed to tell of one event. */
export function namedIn(recorded: Pick<Recorded, 'by' | 'event'>): UserId[] {
  const { by, event } = recorded;
  if (!isItemEvent(event)) return peopleIn(recorded);
  const owner = 'owner' in event ? event.owner : null;
  return [...(by.kind === 'person' ? [by.user] : []), ...(owner?.kind === 'person' ? [owner.user] : [])];
}
