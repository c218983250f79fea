import type { Handler } from '../../app/worker/attempt.ts';
import { backoffMs, done, retryLater, unread } from '../../app/worker/outcome.ts';
import { type IncidentId, incidentName } from '../../domain/incident/ids.ts';
import { postOnce } from '../api/messages.ts';
import { pointerMessage } from '../views/duplicate.ts';
import { type EffectContext, type EffectOf, withSlack } from './effect-context.ts';

/**
 * In the headline's thread of the incident that goes on: that another one is a duplicate of it, which everybody in the
 * channel sees, or is none any more.
 */
export const tellOriginal = (context: EffectContext): Handler<EffectOf<'tell_original'>> =>
  withSlack(context, async ({ claim, effect, incident }) => {
    const { client, store, clock } = context;
    const found = await store.incident(effect.original);
    if (found.kind !== 'found') return unreadableRecord(effect.original);
    const { channel, headline } = found.incident;
    if (!channel) return retryLater('the incident has no channel', clock.now() + backoffMs(claim.attempts));
    const recorded = await store.event(incident.id, effect.of);
    if (!recorded) return done();
    const { event } = recorded;
    if (event.type !== 'duplicate_marked' && event.type !== 'reopened') return done();
    const broadcast = event.type === 'duplicate_marked';
    const thread = headline?.channel === channel.id ? { thread: headline.ts, broadcast } : {};
    await postOnce(
      client,
      claim,
      { channel: channel.id, ...thread },
      pointerMessage(incident, { ...recorded, event }),
    );
    return done();
  });

const unreadableRecord = (id: IncidentId) =>
  unread(`the record of ${incidentName(id)} cannot be read`, 'Run the version that wrote it.');
