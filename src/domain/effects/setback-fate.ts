import type { EventOf, IncidentEvent, Recorded } from '../incident/events/events.ts';

/**
 * What has become of an effect that could not be done: it is put aside still, it is being tried again just now, or there
 * is nothing to tell any more.
 */
export type SetbackFate = 'aside' | 'tried' | 'done';

/** What repeats by the clock, so that one is nearly always owed, and the events that a later run has done it by. */
const repeating: Readonly<Record<string, readonly IncidentEvent['type'][]>> = {
  check_again: ['checked', 'diagnosed'],
  wake: ['reminded'],
};

/** `aside`, `pending`: the keys of what is put aside and of what is owed; `events`: the record. Pure. */
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
