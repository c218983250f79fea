import type { Recorded } from '../incident/events/events.ts';
import type { Millis } from '../incident/ids.ts';

/** One promised update (UTC ms), and when it came: as an update, or, if it was late, as the news that it is over. */
export type UpdateDeadline = { readonly due: Millis; readonly cameAt: Millis };

/**
 * The promises of an incident up to its last resolution, oldest first. A snooze moves the reminder and not what people
 * were told, so it keeps no promise. One that is over before it is due owes nothing. A change of severity can make the
 * next update due sooner.
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
