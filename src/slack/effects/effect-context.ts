import type { WebClient } from '@slack/web-api';
import type { Clock } from '../../app/clock.ts';
import { backoffMs, dead, type Outcome, postponed } from '../../app/worker/outcome.ts';
import { type AnyEffect, effectKey } from '../../domain/effects/effects.ts';
import type { Recorded } from '../../domain/incident/events/events.ts';
import type { ChannelId, IncidentId, UserId } from '../../domain/incident/ids.ts';
import { guardOf, type Incident } from '../../domain/incident/incident.ts';
import { isPostFact } from '../../domain/incident/learned/fact-commands.ts';
import type { MemberKind } from '../../domain/incident/people/account-problem.ts';
import { mayKnowOf } from '../../domain/incident/people/audience.ts';
import type { RoleName } from '../../domain/incident/people/roles.ts';
import type { Claim } from '../../store/claims.ts';
import type { Store } from '../../store/store.ts';
import { slackFailure } from '../api/failures.ts';
import { failedCall } from '../api/rate-limited-client.ts';
import type { DisplayTime } from '../views/headline.ts';
import { InUse, type OneAtATime, waitsMs } from './one-at-a-time.ts';

/** What every Slack effect works with. */
export type EffectContext = {
  readonly client: WebClient;
  /** For work that nobody is waiting for. */
  readonly backgroundClient: WebClient;
  readonly store: Store;
  /** For what effects of several lanes share. */
  readonly oneAtATime: OneAtATime;
  readonly clock: Clock;
  readonly timeZone: string;
  readonly announceChannel: ChannelId | null;
  /** Returns what Slack says a person is right now; null if it doesn't say. */
  readonly memberKindNow: (user: UserId) => Promise<MemberKind | null>;
  /** Returns the private channels that someone shares with the bot; throws what Slack answers. */
  readonly privateChannels: (user: UserId) => Promise<ReadonlySet<ChannelId>>;
  /** Somebody's time zone, as Slack last said (IANA); null while that isn't known. */
  readonly zoneOf: (user: UserId) => string | null;
  /** The roles of every incident, commander first. */
  readonly roles: readonly RoleName[];
  /** Renders the incident's chart as a PNG; null if there is too little to draw. May throw. */
  readonly picture: (incident: Incident, events: readonly Recorded[]) => Promise<Buffer | null>;
  /** The URL of the Slack workspace, for links. */
  readonly workspaceUrl: () => string;
  /** Intercom's status page, for people to open. */
  readonly statusPage: string;
  /** Returns the URL of an incident's call; null if none is set. */
  readonly callLink: (id: IncidentId) => string | null;
  /** If true, the channel's canvas mirrors the postmortem. */
  readonly postmortemCanvas: boolean;
  /** If true, the words of messages deleted in Slack are removed from the record too. */
  readonly forgetDeleted: boolean;
  /** The bot's own user ID. */
  readonly self: () => UserId;
};

/** The effect of one type. */
export type EffectOf<Type extends AnyEffect['type']> = Extract<AnyEffect, { type: Type }>;

/** The current time, and the time zone for times that Slack can't show in the reader's own. */
export const displayTimeNow = ({ clock, timeZone }: EffectContext): DisplayTime => ({
  now: clock.now(),
  timeZone,
});

/** Wraps a handler so that its failed Slack calls become outcomes; anything else it throws stays an exception. */
export const withSlack =
  <Job extends { readonly claim: Claim }>(
    context: Pick<EffectContext, 'clock'>,
    handler: (job: Job) => Promise<Outcome>,
  ): ((job: Job) => Promise<Outcome>) =>
  (job) =>
    orFailure(context, job.claim, () => handler(job));

/** The same for part of a handler. */
export async function orFailure(
  { clock }: Pick<EffectContext, 'clock'>,
  { attempts }: Pick<Claim, 'attempts'>,
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof InUse)
      return postponed(`waiting for other work on ${error.what}`, clock.now() + waitsMs);
    const outcome = slackFailure(error, clock.now(), attempts);
    if (!outcome) throw error;
    return outcome.kind === 'retry' ? { ...outcome, call: failedCall(error) } : outcome;
  }
}

/**
 * The same for effects that need the incident channel. One that was claimed right before the incident moved waits for the new
 * channel. If none is being made, the effect is dead until a person has fixed that.
 */
export const inIncidentChannel = <Job extends { readonly claim: Claim; readonly incident: Incident }>(
  context: Pick<EffectContext, 'clock' | 'store'>,
  handler: (job: Job & { readonly channel: ChannelId }) => Promise<Outcome>,
): ((job: Job) => Promise<Outcome>) =>
  withSlack(context, async (job: Job) => {
    const { id, channel } = job.incident;
    if (channel) return postedIn(channel.id, await handler({ ...job, channel: channel.id }));
    const why = 'the incident has no channel';
    const making = effectKey(id, { type: 'ensure_channel' });
    const pending = await context.store.pending(id);
    return pending.some(({ key }) => key === making)
      ? postponed(why, context.clock.now() + backoffMs(job.claim.attempts))
      : dead(why, "Fix what's blocking the channel, then try again.");
  });

/** What was learned of a message, with the channel: the incident may have left it meanwhile. */
const postedIn = (channel: ChannelId, outcome: Outcome): Outcome =>
  outcome.kind === 'done' && outcome.command && isPostFact(outcome.command)
    ? { ...outcome, command: { ...outcome.command, in: channel } }
    : outcome;

/** Returns whether someone may be told of an incident in a direct message, as Slack says now. */
export async function mayBeTold(
  { privateChannels }: Pick<EffectContext, 'privateChannels'>,
  incident: Incident,
  user: UserId,
): Promise<boolean> {
  if (incident.privateTo === null) return true;
  const channels = incident.channel ? await privateChannels(user) : new Set<ChannelId>();
  return mayKnowOf(guardOf(incident), { user, channels });
}
