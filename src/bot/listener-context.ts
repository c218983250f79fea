import { weeksPicture } from '../chart/chart.ts';
import { callLink } from '../domain/incident/link.ts';
import { dayIn } from '../domain/text/days.ts';
import { apiVersion } from '../intercom/api.ts';
import { estimateImpact, impactCache } from '../intercom/impact/impact.ts';
import { privateChannelsSoon } from '../slack/access/audience.ts';
import type { Membership } from '../slack/access/membership.ts';
import { Responders } from '../slack/access/responders.ts';
import type { RoleCheck } from '../slack/access/role-check.ts';
import { askIdentity } from '../slack/api/identity.ts';
import type { ListenerContext } from '../slack/listening/listener-context.ts';
import { verdict } from './checks.ts';
import type { BotParts } from './parts.ts';

type ForPeople = Pick<ListenerContext, 'commandBus' | 'background'>;

type People = { readonly membership: Membership; readonly roleCheck: RoleCheck };

/** What the conversations work with. */
export function listenerContextOf(
  { config, clock, log, store, slack, triage, formWaitMs }: BotParts,
  parts: ForPeople,
  { membership, roleCheck }: People,
): ListenerContext {
  const { intercom, policy } = config;
  const now = () => clock.now();
  const host = new URL(intercom.apiUrl).host;
  const impacts = impactCache(now);
  // A form that waits longer for a new estimate uses the last one.
  const counting = { ...intercom, timeoutMs: Math.min(intercom.timeoutMs, formWaitMs) };
  return {
    ...parts,
    store,
    clock,
    policy,
    log,
    client: slack.client,
    admit: (user, team) => membership.refusal(user, team),
    memberKind: (user) => membership.memberKind(user),
    today: (user) => dayIn(now(), membership.zoneOf(user) ?? policy.timeZone),
    recheckRoles: () => roleCheck.doubt(),
    async profileChanged(event) {
      const profile = membership.readProfileEvent(event);
      if (!profile) return;
      await store.lease.tellOfAccount(profile.user);
      await roleCheck.learned(profile.user, profile.kind);
    },
    responders: new Responders({ groups: config.slack.responders, client: slack.client, now, log }),
    roles: config.roles,
    weeksPicture,
    privateChannels: (user) => privateChannelsSoon(slack.client, log, user),
    async grantedScopes() {
      return (await askIdentity(slack.client)).scopes;
    },
    formWaitMs,
    self: () => slack.identity().userId,
    announceChannel: config.announceChannel,
    workspaceUrl: () => slack.identity().workspaceUrl,
    callLink: (id) => callLink(config.bridgeUrl, id),
    monitored: {
      intercom: host,
      asked: intercom.token !== null,
      statusPage: intercom.statusUrl,
      health: intercom.healthUrl && new URL(intercom.healthUrl).host,
      watchEveryMs: config.watchEveryMs,
    },
    intercom: () => ({
      region: intercom.region,
      host,
      apiVersion,
      apiUrl: intercom.apiUrl,
      healthUrl: intercom.healthUrl,
    }),
    impact: (windows) => estimateImpact(counting, windows, impacts, now),
    random: Math.random,
    triage: async () => verdict(await triage.asked()),
  };
}
