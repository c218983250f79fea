import type { IncidentEvent } from '../../incident/events/events.ts';
import type { Incident } from '../../incident/incident.ts';
import { oncallCalled } from '../../incident/people/oncall.ts';
import { isMoreSevere, type Severity } from '../../incident/severity.ts';
import { isOpen } from '../../incident/status.ts';
import type { ResponsePolicy } from '../response-policy.ts';

/**
 * The call of the on-call group that follows from a decision: at the declaration, when the severity is raised, and at
 * a reopening, by the severity at that time. Each group is called once per incident, and none for a drill.
 */
export function oncallNeeded(
  incident: Incident | null,
  events: readonly IncidentEvent[],
  { oncall = {} }: ResponsePolicy,
): IncidentEvent[] {
  return events.flatMap((event) => {
    const severity = calledFor(incident, event);
    const group = severity && oncall[severity];
    if (!group || (incident && oncallCalled(incident, group))) return [];
    return [{ type: 'oncall_needed', severity, group }];
  });
}

/** The severity whose group an event calls; null for none. */
function calledFor(incident: Incident | null, event: IncidentEvent): Severity | null {
  if (event.type === 'opened') return event.drill ? null : event.severity;
  if (!incident || incident.drill) return null;
  const raisedTo = (severity: Severity) =>
    isOpen(incident.status) && isMoreSevere(severity, incident.severity) ? severity : null;
  switch (event.type) {
    case 'severity_changed':
      return raisedTo(event.to);
    case 'declaration_corrected':
      return raisedTo(event.severity);
    case 'reopened':
      return incident.severity;
    default:
      return null;
  }
}
