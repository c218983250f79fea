import { originalIncident } from '../../app/duplicates.ts';
import type { Handler } from '../../app/worker/attempt.ts';
import { done, unneeded } from '../../app/worker/outcome.ts';
import { skippedFact, stillWanted } from '../../domain/effects/still-wanted.ts';
import { isPastUpdate, leftOutBefore } from '../../domain/incident/changes.ts';
import { latestDiagnosis } from '../../domain/incident/diagnoses.ts';
import { type EventOf, isItemEvent, type Recorded } from '../../domain/incident/events/events.ts';
import { CannotLook, lastingRefusal, slackError } from '../api/failures.ts';
import { postedEarlier, postOnce } from '../api/messages.ts';
import { againMessage, cancelledMessage, endMessage, sourceMessage } from '../views/announcement.ts';
import { changeMessage } from '../views/change.ts';
import { postedLate } from '../views/posted-late.ts';
import { correctDuplicate } from './duplicate.ts';
import {
  displayTimeNow,
  type EffectContext,
  type EffectOf,
  inIncidentChannel,
  withSlack,
} from './effect-context.ts';
import { joining } from './living-messages.ts';

/** Messages that are posted once. */

/** Whether an event was found and is of this type. */
export const is = <Type extends Recorded['event']['type']>(
  recorded: Recorded | null,
  type: Type,
): recorded is Recorded<EventOf<Type>> => recorded?.event.type === type;

/** Announces that an incident is over, cancelled, or open again; does nothing if there is no announcement. */
export const tellEnd = (context: EffectContext): Handler<EffectOf<'tell_end'>> =>
  withSlack(context, async ({ claim, effect, incident }) => {
    const { announcement } = incident;
    if (!announcement) return done();
    const recorded = await context.store.event(incident.id, effect.of);
    const message = is(recorded, 'reopened')
      ? againMessage(incident, recorded)
      : incident.cancellation
        ? cancelledMessage(incident, await originalIncident(context.store, incident))
        : endMessage(incident);
    const news = recorded ? postedLate(message, recorded.at, displayTimeNow(context)) : message;
    const { channel, ts: thread } = announcement;
    await joining(context.client, channel, () =>
      postOnce(context.client, claim, { channel, thread, broadcast: true }, news),
    );
    return done();
  });

/**
 * Posts where the incident is, in the thread of the message that it was declared from. Slack may refuse that
 * permanently, for example if the bot isn't in that channel: whoever declared it was told, and nobody can do anything
 * about it.
 */
export const tellSource = (context: EffectContext): Handler<EffectOf<'tell_source'>> =>
  inIncidentChannel(context, async ({ claim, incident, channel }) => {
    const { source } = incident;
    if (!source) return done();
    const place = { channel: source.channel, thread: source.thread ?? source.ts };
    try {
      await postOnce(context.client, claim, place, sourceMessage(incident, channel));
    } catch (error) {
      if (!(error instanceof CannotLook) && !lastingRefusal(error)) throw error;
    }
    return done();
  });

/** What everyone in the channel is waiting for, or has to know right away. */
const seenByAll: ReadonlySet<Recorded['event']['type']> = new Set([
  'update_posted',
  'diagnosed',
  'severity_changed',
  'commander_assigned',
  'commander_vacated',
  'resolved',
  'cancelled',
  'duplicate_marked',
  'reopened',
] as const);

/** Posts a change in the headline's thread; what everyone is waiting for is shown in the channel too. */
export const postChange = (context: EffectContext): Handler<EffectOf<'post_change'>> =>
  inIncidentChannel(context, async ({ claim, effect, incident, channel }) => {
    const { client, store } = context;
    const recorded = await store.event(incident.id, effect.of);
    const found = await Promise.all(
      leftOutBefore(incident.changes, effect.of).map((seq) => store.event(incident.id, seq)),
    );
    const untold = found.filter((one) => one !== null);
    const original = await originalIncident(store, incident);
    const time = displayTimeNow(context);
    const message = recorded && changeMessage(incident, recorded, time, { untold, original });
    // An earlier version queued it along with the edit of a diagnosis; if a later one has overtaken it, it's no
    // longer true.
    const overtaken = is(recorded, 'diagnosed') && latestDiagnosis(incident)?.seq !== effect.of;
    if (!message || overtaken) return unneeded();
    const broadcast = seenByAll.has(recorded.event.type) && !isPastUpdate(incident, recorded);
    const thread = incident.headline?.channel === channel ? { thread: incident.headline.ts, broadcast } : {};
    const place = { channel, ...thread };
    if (!stillWanted(incident, effect)) {
      const arrived = await postedEarlier(client, claim, place);
      return arrived ? done() : unneeded(skippedFact(effect));
    }
    if (is(recorded, 'reopened')) await correctDuplicate(context, incident, recorded);
    const saysWhen = is(recorded, 'resolved') || is(recorded, 'cancelled');
    try {
      await postOnce(client, claim, place, saysWhen ? message : postedLate(message, recorded.at, time));
    } catch (error) {
      // Action items outlive the channel, in which nobody reads any more: `todos` and the reminders say it.
      const isMissed = incident.status !== 'CLOSED' || !isItemEvent(recorded.event);
      if (isMissed || slackError(error) !== 'is_archived') throw error;
      return unneeded(skippedFact(effect));
    }
    return done();
  });
