import { picture } from '../chart/chart.ts';
import { callLink } from '../domain/incident/link.ts';
import { privateChannelsOf } from '../slack/access/audience.ts';
import type { Membership } from '../slack/access/membership.ts';
import type { EffectContext } from '../slack/effects/effect-context.ts';
import type { BotParts } from './parts.ts';

/** What the effects in Slack work with. */
export function effectContextOf(
  { config, clock, store, slack }: BotParts,
  membership: Membership,
): EffectContext {
  return {
    client: slack.outboxClient,
    backgroundClient: slack.backgroundClient,
    store,
    clock,
    timeZone: config.policy.timeZone,
    announceChannel: config.announceChannel,
    roles: config.roles,
    privateChannels: (user) => privateChannelsOf(slack.outboxClient, user),
    memberKindNow: (user) => membership.look(user),
    zoneOf: (user) => membership.zoneOf(user),
    picture,
    workspaceUrl: () => slack.identity().workspaceUrl,
    statusPage: config.intercom.statusUrl,
    callLink: (id) => callLink(config.bridgeUrl, id),
    postmortemCanvas: config.slack.postmortemCanvas,
    forgetDeleted: config.forgetDeleted,
    self: () => slack.identity().userId,
  };
}
