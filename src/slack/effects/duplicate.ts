import type { Handler } from '../../app/worker/attempt.ts';
import { backoffMs, done, retryLater, unreadRecord } from '../../app/worker/outcome.ts';
import { effectKey } from '../../domain/effects/effects.ts';
import type { EventOf, Recorded } from '../../domain/incident/events/events.ts';
import { incidentName } from '../../domain/incident/ids.ts';
import type { Incident, PostedMessage } from '../../domain/incident/incident.ts';
import { lastingRefusal } from '../api/failures.ts';
import { edit, postedBy, postOnce } from '../api/messages.ts';
import { cancelledMessage } from '../views/announcement.ts';
import type { Message } from '../views/blocks.ts';
import { changeMessage } from '../views/change.ts';
import { formerDuplicate, formerPointer, pointerMessage } from '../views/duplicate.ts';
import { postedLate } from '../views/posted-late.ts';
import { displayTimeNow, type EffectContext, type EffectOf, withSlack } from './effect-context.ts';

/**
 * Posts in the headline's thread of the original that another incident is its duplicate, or no longer is; also shown
 * in the channel.
 */
export const tellOriginal = (context: EffectContext): Handler<EffectOf<'tell_original'>> =>
  withSlack(context, async ({ claim, effect, incident }) => {
    const { client, store, clock } = context;
    const found = await store.incident(effect.original);
    if (found.kind !== 'found') return unreadRecord(incidentName(effect.original));
    const { channel, headline } = found.incident;
    if (!channel) return retryLater('the incident has no channel', clock.now() + backoffMs(claim.attempts));
    const recorded = await store.event(incident.id, effect.of);
    if (!recorded) return done();
    const { event } = recorded;
    if (event.type !== 'duplicate_marked' && event.type !== 'reopened') return done();
    const undone = event.type === 'reopened' ? await undoneBy(context, incident, recorded) : null;
    if (undone && headline) {
      const former = formerPointer(incident, undone, recorded, displayTimeNow(context));
      const key = effectKey(incident.id, {
        type: 'tell_original',
        of: undone.seq,
        original: effect.original,
      });
      await correct(context, key, headline, former);
    }
    const broadcast = event.type === 'duplicate_marked';
    const thread = headline?.channel === channel.id ? { thread: headline.ts, broadcast } : {};
    const pointer = pointerMessage(incident, { ...recorded, event });
    const news = postedLate(pointer, recorded.at, displayTimeNow(context));
    await postOnce(client, claim, { channel: channel.id, ...thread }, news);
    return done();
  });

/**
 * Corrects the message that told an incident's own channel that it's a duplicate, once a reopening has ended that.
 */
export async function correctDuplicate(
  context: EffectContext,
  incident: Incident,
  reopened: Recorded,
): Promise<void> {
  const undone = await undoneBy(context, incident, reopened);
  if (!undone || !incident.headline) return;
  const former = formerDuplicate(incident, undone, reopened, displayTimeNow(context));
  await correct(
    context,
    effectKey(incident.id, { type: 'post_change', of: undone.seq }),
    incident.headline,
    former,
  );
}

/**
 * Edits what named an original that is private now: in the headline's thread, or in the announcement's, each mark as a
 * duplicate of it.
 */
export const hideOriginal = (context: EffectContext): Handler<EffectOf<'hide_original'>> =>
  withSlack(context, async ({ effect, incident }) => {
    await hideIn(context, { effect, incident }, await context.store.events(incident.id));
    return done();
  });

async function hideIn(
  context: EffectContext,
  job: { readonly effect: EffectOf<'hide_original'>; readonly incident: Incident },
  events: readonly Recorded[],
): Promise<void> {
  const { effect, incident } = job;
  const cause = events.find(({ seq }) => seq === effect.of)?.event;
  if (cause?.type !== 'original_made_private') return;
  for (const recorded of events) {
    const { seq, event } = recorded;
    if (event.type !== 'duplicate_marked' || event.original !== cause.original) continue;
    const key = effectKey(incident.id, { type: effect.told, of: seq });
    const [place, message] =
      effect.told === 'tell_end'
        ? [incident.announcement, cancelledMessage(asMarked(incident, { ...recorded, event }))]
        : [incident.headline, markedMessage(context, incident, { ...recorded, event }, events)];
    if (place && message) await correct(context, key, place, message);
  }
  // A reopening in the meantime has corrected the same message, which this edit may have overwritten.
  const now = await context.store.events(incident.id);
  if (now.slice(events.length).some(({ event }) => event.type === 'reopened'))
    await hideIn(context, job, now);
}

/** The incident as it was ended by a mark, whatever has become of it since. */
const asMarked = (
  incident: Incident,
  { by, at, event: { original } }: Recorded<EventOf<'duplicate_marked'>>,
): Incident => ({ ...incident, cancellation: { kind: 'duplicate', by, at, original } });

/** The mark as it reads now: with the reopening after it, if there is one. */
function markedMessage(
  context: EffectContext,
  incident: Incident,
  mark: Recorded<EventOf<'duplicate_marked'>>,
  events: readonly Recorded[],
): Message | null {
  const reopened = events.find(({ seq, event }) => seq > mark.seq && event.type === 'reopened');
  const time = displayTimeNow(context);
  return reopened ? formerDuplicate(incident, mark, reopened, time) : changeMessage(incident, mark, time);
}

/** The mark as a duplicate that a reopening has undone; null if it ended in another way. */
async function undoneBy(
  { store }: EffectContext,
  { id }: Incident,
  { seq }: Recorded,
): Promise<Recorded<EventOf<'duplicate_marked'>> | null> {
  const events = await store.events(id);
  const ended = events.findLast((one) => one.seq < seq && endings.has(one.event.type));
  return ended?.event.type === 'duplicate_marked' ? { ...ended, event: ended.event } : null;
}

const endings: ReadonlySet<Recorded['event']['type']> = new Set([
  'resolved',
  'closed',
  'cancelled',
  'duplicate_marked',
  'reopened',
]);

/**
 * Edits the message that the effect of a key posted in a headline's thread. Where it is isn't recorded. If it isn't
 * found, or Slack doesn't allow the edit, it stays as it was, and the message below it says how things are.
 */
async function correct(
  { client }: EffectContext,
  key: string,
  { channel, ts: thread }: PostedMessage,
  message: Message,
): Promise<void> {
  const ts = await postedBy(client, key, { channel, thread });
  if (!ts) return;
  await edit(client, channel, ts, message).catch((error: unknown) => {
    if (lastingRefusal(error) === null) throw error;
  });
}
