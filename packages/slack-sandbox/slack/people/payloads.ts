import type { JsonObject } from '../json.ts';
import type { Channel, User } from '../model.ts';
import type { ReplyTarget } from '../views/reply-urls.ts';
import type { WorkspaceState } from '../workspace-state.ts';

/** The fields that every interaction payload has. */
export function interactionBase(state: WorkspaceState, user: User): JsonObject {
  const { settings } = state;
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
export function newTrigger(state: WorkspaceState, user: User, channel: Channel | null): string {
  const origin = { user: user.id, channel: channel?.id ?? null };
  return state.team.triggers.issue(state.team.ids, origin, state.clock.now());
}

/** A new response_url for what this person just did. */
export function newReplyUrl(
  state: WorkspaceState,
  origin: { user: string; channel: string; threadTs: string | null; target: ReplyTarget },
): string {
  return state.baseUrl + state.team.replyUrls.issue(state.team.ids, origin, state.clock.now());
}
