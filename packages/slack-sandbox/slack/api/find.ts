import { SlackError } from '../errors.ts';
import type { Channel, Message, User } from '../model.ts';
import type { WorkspaceState } from '../workspace-state.ts';

/** The bot's own user. */
export function bot(state: WorkspaceState): User {
  const user = state.team.users.get(state.settings.botUserId);
  if (user === undefined) throw new Error('The workspace has no bot.');
  return user;
}

/** A conversation the bot can see, by ID. Throws `channel_not_found`, also for private ones it isn't in. */
export function visibleChannel(state: WorkspaceState, id: string): Channel {
  const channel = state.team.channels.get(id);
  if (channel === undefined || !isVisible(state, channel)) throw new SlackError('channel_not_found');
  return channel;
}

/** Whether the bot can know about the conversation: public, or it's a member. */
export function isVisible(state: WorkspaceState, channel: Channel): boolean {
  return channel.kind === 'public' || channel.members.has(state.settings.botUserId);
}

/** A conversation the bot is a member of. Throws `channel_not_found` or `not_in_channel`. */
export function joinedChannel(state: WorkspaceState, id: string): Channel {
  const channel = visibleChannel(state, id);
  if (!channel.members.has(state.settings.botUserId)) throw new SlackError('not_in_channel');
  return channel;
}

/** Throws `is_archived` for an archived channel. */
export function mustBeOpen(channel: Channel): void {
  if (channel.archived) throw new SlackError('is_archived');
}

/** Throws `method_not_supported_for_channel_type` for a direct message. */
export function mustBeChannel(channel: Channel): void {
  if (channel.kind === 'im') throw new SlackError('method_not_supported_for_channel_type');
}

/** Throws `missing_scope` unless one of the scopes for this kind of conversation is granted. */
export function needScope(
  state: WorkspaceState,
  channel: Channel,
  scopes: Readonly<Record<Channel['kind'], readonly string[]>>,
): void {
  const needed = scopes[channel.kind];
  if (needed.some((scope) => state.settings.scopes.has(scope))) return;
  throw missingScope(state, needed);
}

/** The error `missing_scope`, with what was `needed` and what was `provided`. */
export function missingScope(state: WorkspaceState, needed: readonly string[]): SlackError {
  return new SlackError('missing_scope', {
    needed: needed.join(','),
    provided: [...state.settings.scopes].join(','),
  });
}

/** A message of the channel by its ts, unless deleted. Throws `message_not_found`. */
export function findMessage(state: WorkspaceState, channel: Channel, ts: string): Message {
  const message = state.team.message(channel.id, ts);
  if (message === null || message.tombstone) throw new SlackError('message_not_found');
  return message;
}

/** A user by id. Throws `user_not_found`. */
export function findUser(state: WorkspaceState, id: string): User {
  const user = state.team.users.get(id);
  if (user === undefined) throw new SlackError('user_not_found');
  return user;
}

type ScopesByKind = Parameters<typeof needScope>[2];

/** A channel that the bot sees and has the scope for. Throws what prevents it, in Slack's order. */
export function scopedChannel(state: WorkspaceState, id: string, scopes: ScopesByKind): Channel {
  const channel = visibleChannel(state, id);
  mustBeChannel(channel);
  needScope(state, channel, scopes);
  return channel;
}

/** The same for a channel that isn't archived and that the bot is in. */
export function openScopedChannel(state: WorkspaceState, id: string, scopes: ScopesByKind): Channel {
  mustBeOpen(scopedChannel(state, id, scopes));
  return joinedChannel(state, id);
}
