import type { Recorded } from '../incident/events/events.ts';
import type { Millis } from '../incident/ids.ts';
import type { Incident } from '../incident/incident.ts';
import { commsLeadRole, needsCommsLead } from '../incident/people/roles.ts';
import type { CommsNudge } from '../incident/promises/reminder.ts';

/** How long an urgent incident goes without a comms lead before people are nudged, ms. */
export const commsLeadWithinMs = 10 * 60_000;

/** When people are nudged that there is no comms lead, after one more event, which led to `incident`. */
export function commsNudgeAfter(
  before: CommsNudge | null,
  incident: Pick<Incident, 'severity'>,
  { event, seq, at }: Recorded,
): CommsNudge | null {
  const due: CommsNudge = { state: 'due', at: (at + commsLeadWithinMs) as Millis, seq };
  const urgent = needsCommsLead(incident);
  switch (event.type) {
    case 'opened':
      return urgent ? due : null;
    case 'severity_changed':
    case 'declaration_corrected':
      if (!urgent) return before?.state === 'due' ? null : before;
      return before ?? due;
    // The time while it was over doesn't count.
    case 'reopened':
      return urgent && (before === null || before.state === 'due') ? due : before;
    case 'comms_lead_missing':
      return { state: 'shown' };
    case 'role_assigned':
      return event.role === commsLeadRole && event.user && before ? { state: 'over' } : before;
    default:
      return before;
  }
}
