import { evolve } from '../../../src/domain/evolve/evolve.ts';
import type { Incident } from '../../../src/domain/incident/incident.ts';
import type { EventObserver } from './event-observer.ts';
import type { IncidentEvidence } from './evidence.ts';

/** How old the content of a message can be when it reaches Slack, ms: it's read, put into words, and sent. */
export const inTransitMs = 2_000;
/** How late the observer may have seen an event, ms: a busy machine. */
const observerLateMs = 500;

/** Whether what a message says is true of this state of its incident. */
export type IsTrue = (incident: Incident) => boolean;

/** The incident after each of its events; the state after none is missing. */
export function statesOf({ events }: IncidentEvidence): Incident[] {
  const states: Incident[] = [];
  let incident: Incident | null = null;
  for (const recorded of events) {
    incident = evolve(incident, recorded);
    states.push(incident);
  }
  return states;
}

/** Whether something was true at any moment shortly before it was posted at a time, UTC ms. */
export function wasTrue(one: IncidentEvidence, at: number, observer: EventObserver, isTrue: IsTrue): boolean {
  return stateWindow(one, statesOf(one), at, observer).some(isTrue);
}

/** All states of the incident in the moments before something was posted. */
export function stateWindow(
  { incident: { id } }: IncidentEvidence,
  states: readonly Incident[],
  at: number,
  observer: EventObserver,
) {
  const first = Math.max(1, observer.countAt(id, at - inTransitMs));
  return states.slice(first - 1, observer.countAt(id, at + observerLateMs));
}
