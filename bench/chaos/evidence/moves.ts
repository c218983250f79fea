import { eventsAfter, eventsOf, type IncidentEvidence } from './evidence.ts';

/** Whether an incident has left a channel for a private one. */
export const hasMoved = (one: IncidentEvidence): boolean =>
  eventsOf(one, 'made_private').some(({ event }) => event.how === 'moved');

/**
 * The evidence for what must stand in the channel that an incident lives in: what it posted in one that it has left was
 * deleted, so of a moved one only what happened in the new channel counts.
 */
export function sinceMove(one: IncidentEvidence): IncidentEvidence {
  const left = eventsOf(one, 'made_private').findLast(({ event }) => event.how === 'moved');
  if (!left) return one;
  const arrived = eventsOf(one, 'channel_ready').find(({ seq }) => seq > left.seq);
  return { ...one, events: arrived ? eventsAfter(one, arrived.seq) : [] };
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
