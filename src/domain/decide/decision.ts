import type { IncidentEvent } from '../incident/events/events.ts';
import type { Refusal } from '../incident/refusal.ts';

/** What a command comes to: the resulting events (none if nothing changes), or why not. */
export type Decision = readonly IncidentEvent[] | Refusal;
