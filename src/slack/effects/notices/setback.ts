import type { Handler } from '../../../app/worker/attempt.ts';
import { done, type Learned, type Outcome, postponed } from '../../../app/worker/outcome.ts';
import { failedOnceMore, givenUp } from '../../../app/worker/retry-budget.ts';
import { type SetbackFate, setbackFate } from '../../../domain/effects/setback-fate.ts';
import type { EventOf, Recorded } from '../../../domain/incident/events/events.ts';
import type { ChannelId, MessageTs, UserId } from '../../../domain/incident/ids.ts';
import {
  guardOf,
  type Incident,
  type PostedMessage,
  responsiblePeople,
} from '../../../domain/incident/incident.ts';
import type { Notice } from '../../../domain/incident/notice.ts';
import { sayableIn } from '../../../domain/incident/people/audience.ts';
import type { Claim } from '../../../store/claims.ts';
import type { Store } from '../../../store/store.ts';
import { CannotLook, lastingRefusal, slackFailure } from '../../api/failures.ts';
import { directChannel, editEarlier, postOrUpdate } from '../../api/messages.ts';
import { failedCall } from '../../api/rate-limited-client.ts';
import { noticeMessage } from '../../views/notices/standing-notices.ts';
import {
  displayTimeNow,
  type EffectContext,
  type EffectOf,
  mayBeTold,
  orFailure,
  withSlack,
} from '../effect-context.ts';
import { is } from '../one-time-messages.ts';
import { keepTrue } from './standing-message.ts';

/** How long a returning setback waits while the effect it reports is being retried as well, ms. */
const triedMs = 30_000;

/** Posts the message in a channel; returns its ts, or null if the failure is over and it never got there. */
type Say = (channel: ChannelId) => Promise<MessageTs | null>;

/**
 * Reports a failed effect, and edits the report when that ends: in the incident channel, or, if there is none or it
 * keeps failing, to the commander or the person who declared it. A failure that is over before anyone could be told
 * isn't reported.
 */
export const syncSetback = (context: EffectContext): Handler<EffectOf<'tell_setback'>> =>
  withSlack(context, async ({ claim, effect: { of }, incident }) => {
    const { client, store } = context;
    const recorded = await store.event(incident.id, of);
    if (!is(recorded, 'setback')) return done();
    const notice: Notice = incident.notices.get(of) ?? asNotice(recorded);
    const message = noticeMessage(incident, notice, displayTimeNow(context));
    const stands = placeOf(incident, notice);
    if (stands && !(await mayBeFollowed(context, incident, stands.channel))) return done();
    if (stands) {
      const there = stands.channel === incident.channel?.id ? {} : { channel: stands.channel };
      const record = (ts: MessageTs): Learned => ({ type: 'record_notice_post', of, ts, ...there });
      const holds = notice.end === null;
      return keepTrue(context, claim, { stands, message, holds, identity: claim, record });
    }
    const fate = notice.end ? 'done' : await fateOf(store, recorded);
    if (fate === 'done' && !claim.maybeSent) return done();
    if (fate === 'tried' && claim.asides > 0)
      return postponed('what it reports is being retried', context.clock.now() + triedMs);
    const put = fate === 'done' ? editEarlier : postOrUpdate;
    const say: Say = (channel) => put(client, claim, { channel }, message);
    return inChannelOrDirectly(context, { claim, of, incident, say });
  });

/**
 * A setback that is no longer kept in memory, or that an earlier version recorded: nobody knows where it was posted.
 */
const asNotice = ({ seq, event: { type: _, ...setback } }: Recorded<EventOf<'setback'>>): Notice => ({
  seq,
  ts: null,
  end: null,
  kind: 'setback',
  setback,
  channel: null,
});

function placeOf(incident: Incident, notice: Notice): PostedMessage | null {
  const channel = (notice.kind === 'setback' ? notice.channel : null) ?? incident.channel?.id;
  return notice.ts && channel ? { channel, ts: notice.ts } : null;
}

/** Whether those who read there may know how it goes on: in a direct message, whoever was told may have left since. */
async function mayBeFollowed(context: EffectContext, incident: Incident, place: ChannelId): Promise<boolean> {
  if (sayableIn(guardOf(incident), place)) return true;
  const people = await peopleToTell(context, incident);
  const channels = await Promise.all(people.map((user) => directChannel(context.client, user)));
  return channels.includes(place);
}

/** How a failure ended while nobody could be told about it. */
async function fateOf(store: Store, recorded: Recorded<EventOf<'setback'>>): Promise<SetbackFate> {
  const { incident: id } = recorded;
  const aside = (await store.dead(id)).map(({ key }) => key);
  const pending = (await store.pending(id)).map(({ key }) => key);
  return setbackFate(recorded, { aside, pending, events: await store.events(id) });
}

type Telling = {
  readonly claim: Claim;
  readonly of: number;
  readonly incident: Incident;
  readonly say: Say;
};

async function inChannelOrDirectly(context: EffectContext, telling: Telling): Promise<Outcome> {
  const { claim, of, incident, say } = telling;
  if (!incident.channel) return directly(context, telling);
  try {
    const ts = await say(incident.channel.id);
    return ts
      ? done({ type: 'record_notice_post', of, ts, in: incident.channel.id })
      : await directly(context, telling);
  } catch (error) {
    if (!isHopeless(claim, error, context.clock.now())) throw error;
    const direct = await orFailure(context, claim, () => directly(context, telling));
    // This belongs in the channel: it comes back with everything else that the channel refused.
    return direct.kind === 'retry' && lastingRefusal(error) === null
      ? { ...direct, call: failedCall(error) ?? direct.call ?? null }
      : direct;
  }
}

/** Whether the channel is hopeless: Slack refuses it, or it has failed for too long. */
function isHopeless(claim: Claim, error: unknown, now: number): boolean {
  if (lastingRefusal(error) !== null || error instanceof CannotLook) return true;
  const failed = slackFailure(error, now, claim.attempts);
  if (failed?.kind !== 'retry' || failed.untried) return false;
  return givenUp(claim, failedOnceMore(claim.failing, now), now, failed.at);
}

async function directly(context: EffectContext, { of, incident, say }: Telling): Promise<Outcome> {
  const people = await peopleToTell(context, incident);
  for (const [at, person] of people.entries()) {
    try {
      const channel = await directChannel(context.client, person);
      const ts = await say(channel);
      if (ts) return done({ type: 'record_notice_post', of, ts, channel });
    } catch (error) {
      if (lastingRefusal(error) === null || at === people.length - 1) throw error;
    }
  }
  // Nobody is known, or may know of it: `/intercom-incident status` shows it to whoever asks in its channel.
  return done();
}

/**
 * The commander, then the person who declared it if the commander can't be reached. For a private incident, first whoever
 * declared it, or made it private, or was brought in then; nobody who can't be shown to be in its channel.
 */
async function peopleToTell(context: EffectContext, incident: Incident): Promise<readonly UserId[]> {
  const people = [...new Set([...(incident.privateTo ?? []), ...responsiblePeople(incident)])];
  const may = await Promise.all(people.map((user) => mayBeTold(context, incident, user)));
  return people.filter((_, i) => may[i]);
}
