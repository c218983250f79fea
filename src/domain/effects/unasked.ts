import type { Recorded } from '../incident/events/events.ts';
import type { Incident } from '../incident/incident.ts';
import type { Owed } from './owed.ts';

/** Whether the checks caused an event on their own. */
function isUnasked({ diagnoses }: Pick<Incident, 'diagnoses'>, { event }: Recorded): boolean {
  switch (event.type) {
    case 'diagnosed':
      return event.asked !== true;
    case 'diagnosis_posted':
      return diagnoses.get(event.of)?.asked === false;
    case 'checked':
    case 'flapping':
    case 'recovered':
      return true;
    default:
      return false;
  }
}

const inBackground = (one: Owed): Owed => ('owe' in one ? { ...one, background: true } : one);

/**
 * An event's consequences with the priority that its origin gives them. What the checks cause on their own happens to
 * a hundred incidents at once, and nobody waits for it: it leaves people part of Slack's limits. Pure.
 */
export const asAsked = (incident: Incident, recorded: Recorded, owed: readonly Owed[]): readonly Owed[] =>
  isUnasked(incident, recorded) ? owed.map(inBackground) : owed;
