import type { EventOf, IncidentEvent, Recorded } from '../incident/events/events.ts';

/**
 * What has become of a failed effect: it's still dead, it's being retried right now, or there is nothing to report
 * any more.
 */
export type SetbackFate = 'aside' | 'tried' | 'done';

/**
 * Effects that the clock repeats, so that one is nearly always queued, and the events that show that a later run has
 * done it.
 */
const repeating: Readonly<Record<string, readonly IncidentEvent['type'][]>> = {
  check_again: ['checked', 'diagnosed'],
  wake: ['reminded'],
};

/** `aside`, `pending`: the keys of dead and of pending effects; `events`: the record. Pure. */
export function setbackFate(
  { seq, event: { effect, key: one } }: Recorded<EventOf<'setback'>>,
  {
    aside,
    pending,
    events,
  }: { aside: readonly string[]; pending: readonly string[]; events: readonly Recorded[] },
): SetbackFate {
  const isIt = (key: string): boolean => (one ? key === one : key.startsWith(`${effect}:`));
  if (aside.some(isIt)) return 'aside';
  if (!pending.some(isIt)) return 'done';
  const success = repeating[effect];
  if (!success) return 'tried';
  const later = events.some((recorded) => recorded.seq > seq && success.includes(recorded.event.type));
  return later ? 'done' : 'aside';
}
