import type { EventOf, Recorded } from '../incident/events/events.ts';
import type { Incident } from '../incident/incident.ts';
import { noticeEffect } from './channel-effects.ts';
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
    { type: 'tell_duplicates', of: seq },
    ...placesTold(incident, { seq }).map((from): Effect => ({ type: 'take_back', from })),
  ];
}

/** What follows where an incident that this one is or was a duplicate of became private: nothing here names it any more. */
export function originalUnnamed(
  incident: Incident,
  { seq: of, event: { original } }: Pick<Recorded<EventOf<'original_made_private'>>, 'seq' | 'event'>,
): Effect[] {
  const last = incident.pointers.get(original) ?? of;
  const ended = [...incident.notices.values()].filter(
    ({ end }) => end?.how === 'duplicate' && end.original === original,
  );
  return [
    { type: 'hide_original', of, told: 'tell_end', last },
    ...(incident.channel
      ? [{ type: 'hide_original', of, told: 'post_change', last } as const, ...ended.map(noticeEffect)]
      : []),
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
