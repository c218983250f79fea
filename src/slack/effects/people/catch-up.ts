import type { Handler } from '../../../app/worker/attempt.ts';
import { done } from '../../../app/worker/outcome.ts';
import type { Recorded } from '../../../domain/incident/events/events.ts';
import type { UserId } from '../../../domain/incident/ids.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { lastChanges, lastSeenBy } from '../../../domain/records/people/catch-up.ts';
import { timeline } from '../../../domain/records/timeline.ts';
import type { Store } from '../../../store/store.ts';
import { everybodyIn, rememberedNames } from '../../api/display-names.ts';
import { postEphemeral } from '../../api/messages.ts';
import type { Message } from '../../views/blocks.ts';
import type { DisplayTime } from '../../views/headline.ts';
import { catchUpMessage } from '../../views/people/catch-up.ts';
import { namesFor } from '../documents/named-record.ts';
import { displayTimeNow, type EffectContext, type EffectOf, inIncidentChannel } from '../effect-context.ts';

/** How long after joining someone still gets a brief, ms. */
const staleMs = 5 * 60_000;
/** How many changes of status, severity, and command a brief lists. */
const changesNamed = 3;

/**
 * Briefs a person who has joined the channel. Nothing can tell whether an ephemeral message arrived, so after an
 * attempt that may have, there is none; nor after five minutes, in which the person has read on alone.
 */
export const sendBrief = (context: EffectContext): Handler<EffectOf<'send_brief'>> =>
  inIncidentChannel(context, async ({ claim, effect: { of }, incident, channel }) => {
    const { client, clock, store } = context;
    const events = await store.events(incident.id);
    const joined = events.find(({ seq }) => seq === of);
    if (joined?.by.kind !== 'person' || claim.maybeSent || clock.now() - joined.at > staleMs) return done();
    const { user } = joined.by;
    await namesFor(context, claim, everybodyIn(events));
    const message = await briefOn(store, { incident, events, user, of }, displayTimeNow(context));
    await postEphemeral(client, { channel, user }, message);
    return done();
  });

/** Builds the brief that the event `of` asks for, from the record as it is now. */
export async function briefOn(
  store: Store,
  {
    incident,
    events,
    user,
    of,
  }: { incident: Incident; events: readonly Recorded[]; user: UserId; of: number },
  time: DisplayTime,
): Promise<Message> {
  const lastSeen = lastSeenBy(events, user, of);
  const since = lastSeen && {
    at: lastSeen.at,
    entries: timeline(events, await rememberedNames(store, events)).filter(
      ({ number }) => number > lastSeen.seq,
    ),
  };
  return catchUpMessage(incident, { changes: lastChanges(events, changesNamed), since }, time);
}
