import type { WebClient } from '@slack/web-api';
import type { Clock } from '../../app/clock.ts';
import { dead, type Outcome } from '../../app/worker/outcome.ts';
import type { AnyEffect } from '../../domain/effects/effects.ts';
import type { Recorded } from '../../domain/incident/events/events.ts';
import type { ChannelId, IncidentId, UserId } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { MemberKind } from '../../domain/incident/people/account-problem.ts';
import type { RoleName } from '../../domain/incident/people/roles.ts';
import type { Claim } from '../../store/claims.ts';
import type { Store } from '../../store/store.ts';
import { slackFailure } from '../api/failures.ts';
import { failedCall } from '../api/rate-limited-client.ts';
import type { DisplayTime } from '../views/headline.ts';

/** What every Slack effect works with. */
export type EffectContext = {
  readonly client: WebClient;
  /** For what nobody waits for. */
  readonly backgroundClient: WebClient;
  readonly store: Store;
  readonly clock: Clock;
  readonly timeZone: string;
  readonly announceChannel: ChannelId | null;
  /** What Slack says that somebody is now; null when it does not say. */
  readonly memberKindNow: (user: UserId) => Promise<MemberKind | null>;
  /** The roles that an incident has, the commander's first. */
  readonly roles: readonly RoleName[];
  /** The picture of an incident's course as a PNG; null when there is too little to draw. May throw. */
  readonly picture: (incident: Incident, events: readonly Recorded[]) => Promise<Buffer | null>;
  /** The address of the Slack workspace, for links. */
  readonly workspaceUrl: () => string;
  /** Intercom's status page, for people to open. */
  readonly statusPage: string;
  /** The address of an incident's call; null where none is set. */
  readonly callLink: (id: IncidentId) => string | null;
  /** The words of a message that was deleted in Slack are taken out of the record, too. */
  readonly forgetDeleted: boolean;
  /** The bot's own user id. */
  readonly self: () => UserId;
};

/** The effect of one type. */
export type EffectOf<Type extends AnyEffect['type']> = Extract<AnyEffect, { type: Type }>;

/** Now, and the zone for what Slack cannot show in the reader's own. */
export const displayTimeNow = ({ clock, timeZone }: EffectContext): DisplayTime => ({
  now: clock.now(),
  timeZone,
});

/** A handler whose failed Slack calls become outcomes; anything else that is thrown stays an exception. */
export const withSlack =
  <Job extends { readonly claim: Claim }>(
    context: Pick<EffectContext, 'clock'>,
    handler: (job: Job) => Promise<Outcome>,
  ): ((job: Job) => Promise<Outcome>) =>
  (job) =>
    orFailure(context, job.claim, () => handler(job));

/** The same for a part of what a handler does. */
export async function orFailure(
  { clock }: Pick<EffectContext, 'clock'>,
  { attempts }: Pick<Claim, 'attempts'>,
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    const outcome = slackFailure(error, clock.now(), attempts);
    if (!outcome) throw error;
    return outcome.kind === 'retry' ? { ...outcome, call: failedCall(error) } : outcome;
  }
}

/** The same for what acts in the incident's channel; without one it is put aside until a person has mended that. */
export const inIncidentChannel = <Job extends { readonly claim: Claim; readonly incident: Incident }>(
  context: Pick<EffectContext, 'clock'>,
  handler: (job: Job & { readonly channel: ChannelId }) => Promise<Outcome>,
): ((job: Job) => Promise<Outcome>) =>
  withSlack(context, async (job: Job) => {
    const { channel } = job.incident;
    if (channel) return handler({ ...job, channel: channel.id });
    return dead('the incident has no channel', "Fix what's blocking the channel, then try again.");
  });
