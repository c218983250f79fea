import { type IncidentEvent, isEntryEvent, isItemEvent, type Recorded } from '../events/events.ts';
import type { UserId } from '../ids.ts';

/**
 * Everyone whom one event names: who caused it, whoever takes a role, the author of a marked message. People who only
 * correct the record, or change action items, aren't participants of the incident.
 */
export function peopleIn({ by, event }: Pick<Recorded, 'by' | 'event'>): UserId[] {
  if (isEntryEvent(event) || isItemEvent(event)) return [];
  // People who only look on aren't participants.
  if (event.type === 'caught_up' || event.type === 'copy_asked') return [];
  const named: (UserId | null)[] = [by.kind === 'person' ? by.user : null, ...takesRole(event)];
  if (event.type === 'message_captured') named.push(event.author);
  if (event.type === 'oncall_called') named.push(...event.people);
  return named.filter((user) => user !== null);
}

/**
 * Whom the bot may have written to directly because of one event: who did something about the incident, or asked for a copy
 * of its postmortem, and whoever takes a role or an action item.
 */
export function writtenToFor({ by, event }: Pick<Recorded, 'by' | 'event'>): UserId[] {
  if (event.type === 'caught_up') return [];
  return [...(by.kind === 'person' ? [by.user] : []), ...takesRole(event), ...owns(event)];
}

/** Who is given command or a role by an event. */
function takesRole(event: IncidentEvent): UserId[] {
  switch (event.type) {
    case 'opened':
    case 'declaration_corrected':
      return event.commander ? [event.commander] : [];
    case 'commander_assigned':
    case 'role_assigned':
      return event.user ? [event.user] : [];
    default:
      return [];
  }
}

/** Who has an action item by an event. */
function owns(event: IncidentEvent): UserId[] {
  const owner = isItemEvent(event) && 'owner' in event ? event.owner : null;
  return owner?.kind === 'person' ? [owner.user] : [];
}

/** Everybody whose name is needed to tell of one event. */
export function namedIn(recorded: Pick<Recorded, 'by' | 'event'>): UserId[] {
  const { by, event } = recorded;
  if (!isItemEvent(event)) return peopleIn(recorded);
  return [...(by.kind === 'person' ? [by.user] : []), ...owns(event)];
}
