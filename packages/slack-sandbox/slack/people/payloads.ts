import type { JsonObject } from '../json.ts';
import type { Channel, User } from '../model.ts';
import type { ReplyTarget } from '../views/reply-urls.ts';
import type { World } from '../world.ts';

/** The fields that every interaction payload has. */
export function interactionBase(world: World, user: User): JsonObject {
  const { settings } = world;
  return {
    team: { id: settings.teamId, domain: settings.teamDomain },
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
    api_app_id: settings.appId,
    token: settings.verificationToken,
    is_enterprise_install: false,
    enterprise: null,
  };
}

/** A conversation's name as payloads give it, which excludes the name of a private one. */
export function payloadChannelName(channel: Channel): string {
  switch (channel.kind) {
    case 'public':
      return channel.name;
    case 'private':
      return 'privategroup';
    case 'im':
      return 'directmessage';
  }
}

/** A new trigger id for what this person just did. */
export function newTrigger(world: World, user: User, channel: Channel | null): string {
  const origin = { user: user.id, channel: channel?.id ?? null };
  return world.team.triggers.issue(world.team.ids, origin, world.clock.now());
}

/** A new response_url for what this person just did. */
export function newReplyUrl(
  world: World,
  origin: { user: string; channel: string; threadTs: string | null; target: ReplyTarget },
): string {
  return world.baseUrl + world.team.replyUrls.issue(world.team.ids, origin, world.clock.now());
}
