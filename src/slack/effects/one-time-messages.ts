import type { Handler } from '../../app/worker/attempt.ts';
import { done, postponed } from '../../app/worker/outcome.ts';
import { failedOnceMore, givenUp } from '../../app/worker/retry-budget.ts';
import { type SetbackFate, setbackFate } from '../../domain/effects/setback-fate.ts';
import { skippedFact, stillWanted } from '../../domain/effects/still-wanted.ts';
import { leftOutBefore } from '../../domain/incident/changes.ts';
import type { EventOf, Recorded } from '../../domain/incident/events.ts';
import { type Incident, latestDiagnosis, responsiblePeople } from '../../domain/incident/incident.ts';
import type { Claim } from '../../store/claims.ts';
import type { Store } from '../../store/store.ts';
import { CannotLook, lastingRefusal, slackFailure } from '../api/failures.ts';
import { directChannel, postedEarlier, postOnce } from '../api/messages.ts';
import { failedCall } from '../api/rate-limited-client.ts';
import { againMessage, cancelledMessage, endMessage } from '../views/announcement.ts';
import type { Message } from '../views/blocks.ts';
import { changeMessage } from '../views/change.ts';
import { setbackMessage } from '../views/notices.ts';
import {
  displayTimeNow,
  type EffectContext,
  type EffectOf,
  inIncidentChannel,
  orFailure,
  withSlack,
} from './effect-context.ts';
import { joining } from './living-messages.ts';

/** Messages that are said once. */

/** How long a setback that comes back waits while what it tells of is tried again as well, ms. */
const triedMs = 30_000;

const is = <Type extends Recorded['event']['type']>(
  recorded: Recorded | null,
  type: Type,
): recorded is Recorded<EventOf<Type>> => recorded?.event.type === type;

/** That it is over, cancelled or open again, in the announcement channel; nothing where no announcement stands. */
export const tellEnd = (context: EffectContext): Handler<EffectOf<'tell_end'>> =>
  withSlack(context, async ({ claim, effect, incident }) => {
    const { announcement } = incident;
    if (!announcement) return done();
    const recorded = await context.store.event(incident.id, effect.of);
    const message = is(recorded, 'reopened')
      ? againMessage(incident, recorded)
      : is(recorded, 'cancelled')
        ? cancelledMessage(incident)
        : endMessage(incident);
    const { channel, ts: thread } = announcement;
    await joining(context.client, channel, () =>
      postOnce(context.client, claim, { channel, thread, broadcast: true }, message),
    );
    return done();
  });

/** What everybody in the channel waits for, or has to know at once. */
const seenByAll: ReadonlySet<Recorded['event']['type']> = new Set([
  'update_posted',
  'diagnosed',
  'severity_changed',
  'commander_assigned',
  'commander_vacated',
  'resolved',
  'cancelled',
  'reopened',
] as const);

/** A change, told in the headline's thread; what everybody waits for is shown in the channel too. */
export const postChange = (context: EffectContext): Handler<EffectOf<'post_change'>> =>
  inIncidentChannel(context, async ({ claim, effect, incident, channel }) => {
    const { client, store } = context;
    const recorded = await store.event(incident.id, effect.of);
    const found = await Promise.all(
      leftOutBefore(incident.changes, effect.of).map((seq) => store.event(incident.id, seq)),
    );
    const untold = found.filter((one) => one !== null);
    const message = recorded && changeMessage(recorded, displayTimeNow(context), untold);
    // An earlier version owed it beside the edit of a diagnosis; what a later one has overtaken is not so any more.
    const overtaken = is(recorded, 'diagnosed') && latestDiagnosis(incident)?.seq !== effect.of;
    if (!message || overtaken) return done();
    const broadcast = seenByAll.has(recorded.event.type);
    const thread = incident.headline?.channel === channel ? { thread: incident.headline.ts, broadcast } : {};
    const place = { channel, ...thread };
    if (!stillWanted(incident, effect)) {
      const arrived = await postedEarlier(client, claim, place);
      return done(arrived ? null : skippedFact(effect));
    }
    await postOnce(client, claim, place, message);
    return done();
  });

/**
 * Tells what could not be done: in the incident's channel, or, where that is missing or goes on failing, to the
 * commander or the person who declared it.
 */
export const tellSetback = (context: EffectContext): Handler<EffectOf<'tell_setback'>> =>
  withSlack(context, async ({ claim, effect, incident }) => {
    const recorded = await context.store.event(incident.id, effect.of);
    if (!is(recorded, 'setback')) return done();
    const fate = await fateOf(context.store, recorded);
    if (fate === 'done') return done();
    if (fate === 'tried' && claim.asides > 0)
      return postponed('what it tells of is tried again', context.clock.now() + triedMs);
    const message = setbackMessage(incident, recorded);
    const directly = () => tellPeople(context, incident, claim, message);
    if (!incident.channel) return directly();
    try {
      await postOnce(context.client, claim, { channel: incident.channel.id }, message);
      return done();
    } catch (error) {
      if (!isHopeless(claim, error, context.clock.now())) throw error;
      const direct = await orFailure(context, claim, directly);
      // It belongs into the channel: it comes back with the rest of what the channel did not take.
      return direct.kind === 'retry' && lastingRefusal(error) === null
        ? { ...direct, call: failedCall(error) ?? direct.call ?? null }
        : direct;
    }
  });

/** What has become of what could not be done, while nobody could be told of it. */
async function fateOf(store: Store, recorded: Recorded<EventOf<'setback'>>): Promise<SetbackFate> {
  const { incident: id } = recorded;
  const aside = (await store.dead(id)).map(({ key }) => key);
  const pending = (await store.pending(id)).map(({ key }) => key);
  return setbackFate(recorded, { aside, pending, events: await store.events(id) });
}

/** Whether nothing is to be hoped for in the channel any more: Slack refuses it, or it has failed for too long. */
function isHopeless(claim: Claim, error: unknown, now: number): boolean {
  if (lastingRefusal(error) !== null || error instanceof CannotLook) return true;
  const failed = slackFailure(error, now, claim.attempts);
  if (failed?.kind !== 'retry' || failed.untried) return false;
  return givenUp(claim, failedOnceMore(claim.failing, now), now, failed.at);
}

/** Tells the commander, or the person who declared it where the commander cannot be reached. */
async function tellPeople({ client }: EffectContext, incident: Incident, claim: Claim, message: Message) {
  const people = responsiblePeople(incident);
  for (const [at, person] of people.entries()) {
    try {
      const channel = await directChannel(client, person);
      await postOnce(client, claim, { channel }, message);
      return done();
    } catch (error) {
      if (lastingRefusal(error) === null || at === people.length - 1) throw error;
    }
  }
  // Nobody is known: /intercom-incident status tells it to whoever asks.
  return done();
}
