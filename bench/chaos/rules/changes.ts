import type { Recorded } from '../../../src/domain/incident/events/events.ts';
import type { Incident } from '../../../src/domain/incident/incident.ts';
import { isOpen } from '../../../src/domain/incident/status.ts';

/** Whether the line about a change is true of the incident as it was when the line reached Slack. */
export function isChangeOf(
  { severity, commander, status, nextUpdateAt }: Incident,
  { event }: Recorded,
  text: string,
): boolean {
  switch (event.type) {
    case 'update_posted':
      return !text.includes('*Next update:*') || nextUpdateAt === event.nextUpdateAt;
    case 'severity_changed':
      return severity === event.to;
    case 'commander_assigned':
      return commander === event.user;
    case 'commander_vacated':
      return commander === null;
    case 'resolved':
    case 'cancelled':
    case 'duplicate_marked':
      return !isOpen(status);
    case 'reopened':
      return isOpen(status);
    default:
      return true;
  }
}
