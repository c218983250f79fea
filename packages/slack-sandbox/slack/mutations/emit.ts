import type { JsonObject } from '../json.ts';
import type { Channel } from '../model.ts';
import type { WorkspaceState } from '../workspace-state.ts';

/** The scopes, one of which is needed to get an event; some only cover certain channels. Slack: the event reference. */
export const eventScopes: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  reaction_added: ['reactions:read'],
  reaction_removed: ['reactions:read'],
  pin_added: ['pins:read'],
  pin_removed: ['pins:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  channel_created: ['channels:read'],
  channel_archive: ['channels:read'],
  channel_unarchive: ['channels:read'],
  channel_rename: ['channels:read'],
  group_archive: ['groups:read'],
  group_unarchive: ['groups:read'],
  group_rename: ['groups:read'],
  file_shared: ['files:read'],
  file_deleted: ['files:read'],
  user_change: ['users:read'],
};

/** Sends the app something that happened in a channel, if it's a member there, subscribed, and has the scope. */
export function emitIn(state: WorkspaceState, channel: Channel, event: JsonObject): void {
  if (channel.members.has(state.settings.botUserId)) emit(state, event, channel);
}

/** Sends the app something that doesn't depend on its membership, if it's subscribed and has the scope. */
export function emit(state: WorkspaceState, event: JsonObject, channel: Channel | null = null): void {
  state.pulse.notify();
  const name = subscription(event, channel);
  const scopes = eventScopes[name];
  if (scopes === undefined || !state.settings.events.has(name)) return;
  const { settings } = state;
  const granted = scopes.some((scope) => settings.scopes.has(scope) && tellsOf(scope, channel));
  if (scopes.length > 0 && !granted) return;
  const eventId = state.team.ids.next('Ev');
  state.app.event(eventId, String(event.type), {
    token: settings.verificationToken,
    team_id: settings.teamId,
    context_team_id: settings.teamId,
    context_enterprise_id: null,
    api_app_id: settings.appId,
    event,
    type: 'event_callback',
    event_id: eventId,
    event_time: Math.floor(state.clock.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: settings.teamId,
        user_id: settings.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${eventId}`,
  });
}

/* Membership changes: `channels:read` covers public channels, `groups:read` private ones. */
function tellsOf(scope: string, channel: Channel | null): boolean {
  if (scope === 'channels:read') return channel?.kind !== 'private';
  return scope !== 'groups:read' || channel?.kind === 'private';
}

function subscription(event: JsonObject, channel: Channel | null): string {
  if (event.type !== 'message') return String(event.type);
  switch (channel?.kind) {
    case 'private':
      return 'message.groups';
    case 'im':
      return 'message.im';
    default:
      return 'message.channels';
  }
}
