import type { IncidentEvent } from '../incident/events/events.ts';
import type { Refusal } from '../incident/refusal.ts';

/** What a command comes to: the events that become true (none: nothing to change), or why not. */
export type Decision = readonly IncidentEvent[] | Refusal;
