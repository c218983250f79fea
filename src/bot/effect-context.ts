import { picture } from '../chart/chart.ts';
import { callLink } from '../domain/incident/link.ts';
import { privateChannelsOf } from '../slack/access/audience.ts';
import type { Membership } from '../slack/access/membership.ts';
import type { EffectContext } from '../slack/effects/effect-context.ts';
import { oneAtATime } from '../slack/effects/one-at-a-time.ts';
import type { OutboxClients } from '../slack/transport/connect-slack.ts';
import type { BotParts } from './parts.ts';

/** What the effects in Slack work with, by these clients. */
export function effectContextOf(
  { config, clock, store, slack }: BotParts,
  membership: Membership,
  clients: OutboxClients,
): EffectContext {
  return {
    ...clients,
    store,
    oneAtATime: oneAtATime(),
    clock,
    timeZone: config.policy.timeZone,
    announceChannel: config.announceChannel,
    roles: config.roles,
    privateChannels: (user) => privateChannelsOf(clients.client, user),
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
