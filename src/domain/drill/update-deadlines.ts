import type { Recorded } from '../incident/events/events.ts';
import type { Millis } from '../incident/ids.ts';

/**
 * One update deadline (UTC ms), and when the update came: as an update, or, if it was late, as the message that the
 * incident is over.
 */
export type UpdateDeadline = { readonly due: Millis; readonly cameAt: Millis };

/**
 * Update deadlines up to the incident's last resolution, oldest first. A snooze moves the reminder, not the deadline
 * people were given, so it doesn't count as kept. A deadline after the end of the incident is dropped. A severity
 * change can make the next update due sooner.
 */
export function updateDeadlines(events: readonly Recorded[]): UpdateDeadline[] {
  const deadlines: UpdateDeadline[] = [];
  let due: Millis | null = null;
  for (const { at, event } of events) {
    switch (event.type) {
      case 'opened':
      case 'reopened':
        due = event.nextUpdateAt;
        break;
      case 'severity_changed':
      case 'declaration_corrected':
        due = due === null || due <= at ? due : event.nextUpdateAt;
        break;
      case 'update_posted':
        if (due !== null) deadlines.push({ due, cameAt: at });
        due = event.nextUpdateAt;
        break;
      case 'resolved':
        if (due !== null && due < at) deadlines.push({ due, cameAt: at });
        due = null;
        break;
      default:
        break;
    }
  }
  return deadlines;
}
