import type { EventOf, Recorded } from '../incident/events/events.ts';
import type { Incident } from '../incident/incident.ts';
import type { Effect } from './effects.ts';
import type { Owed } from './owed.ts';
import { placesTold } from './places-told.ts';

/** What follows where an incident becomes private: a channel for it, and nothing of it where others read. */
export function madePrivate(
  incident: Incident,
  { seq, event: { how } }: Pick<Recorded<EventOf<'made_private'>>, 'seq' | 'event'>,
): Effect[] {
  const inChannel: Effect[] = incident.channel
    ? [{ type: 'sync_headline' }, { type: 'post_change', of: seq }]
    : [];
  return [
    ...(how === 'moved' ? [{ type: 'ensure_channel' } as const] : inChannel),
    { type: 'announce' },
    ...placesTold(incident, { seq }).map((from): Effect => ({ type: 'take_back', from })),
  ];
}

/** Of a drill nothing is announced, and of a private incident nothing but that there is nothing to read any more. */
function isAnnounced({ drill, privateTo }: Incident, { event }: Recorded): boolean {
  if (drill) return false;
  return privateTo === null || event.type === 'made_private' || event.type === 'announced';
}

const announces = (one: Owed): boolean =>
  'owe' in one && (one.owe.type === 'announce' || one.owe.type === 'tell_end');

/** The consequences of an event without those in the announcement channel, where nobody is to read of it there. Pure. */
export const withoutNews = (
  incident: Incident,
  recorded: Recorded,
  owed: readonly Owed[],
): readonly Owed[] => (isAnnounced(incident, recorded) ? owed : owed.filter((one) => !announces(one)));
