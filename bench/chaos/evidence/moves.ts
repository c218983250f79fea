import type { EventOf, Recorded } from '../../../src/domain/incident/events/events.ts';
import { eventsAfter, eventsOf, type IncidentEvidence } from './evidence.ts';

/** Whether an incident has left a channel for a private one. */
export const hasMoved = (one: IncidentEvidence): boolean =>
  eventsOf(one, 'made_private').some(({ event }) => event.how === 'moved');

/** How an incident that has left a channel got the one that it lives in; null if it never left one, or still has none. */
export function arrivalOf(one: IncidentEvidence): Recorded<EventOf<'channel_ready'>> | null {
  const left = eventsOf(one, 'made_private').findLast(({ event }) => event.how === 'moved');
  return (left && eventsOf(one, 'channel_ready').find(({ seq }) => seq > left.seq)) ?? null;
}

/**
 * The evidence for what must stand in the channel that an incident lives in: what it posted in one that it has left was
 * deleted, so of a moved one only what happened in the new channel counts.
 */
export function sinceMove(one: IncidentEvidence): IncidentEvidence {
  if (!hasMoved(one)) return one;
  const arrival = arrivalOf(one);
  return { ...one, events: arrival ? eventsAfter(one, arrival.seq) : [] };
}

/** The IDs of the channels that an incident has left. */
export const channelsLeft = (one: IncidentEvidence): ReadonlySet<string> =>
  hasMoved(one)
    ? new Set(
        [
          ...eventsOf(one, 'channel_ready').map(({ event }) => event.channel),
          ...eventsOf(one, 'opened').flatMap(({ event }) => event.adopted?.channel ?? []),
        ].filter((id) => id !== one.incident.channel?.id),
      )
    : new Set();
