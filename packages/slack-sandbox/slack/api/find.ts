import { SlackError } from '../errors.ts';
import type { Channel, Message, User } from '../model.ts';
import type { World } from '../world.ts';

/** The bot's own user. */
export function bot(world: World): User {
  const user = world.team.users.get(world.settings.botUserId);
  if (user === undefined) throw new Error('The workspace has no bot.');
  return user;
}

/** A conversation the bot can see, by ID. Throws `channel_not_found`, also for private ones it isn't in. */
export function visibleChannel(world: World, id: string): Channel {
  const channel = world.team.channels.get(id);
  if (channel === undefined || !isVisible(world, channel)) throw new SlackError('channel_not_found');
  return channel;
}

/** Whether the bot can know about the conversation: public, or it's a member. */
export function isVisible(world: World, channel: Channel): boolean {
  return channel.kind === 'public' || channel.members.has(world.settings.botUserId);
}

/** A conversation the bot is a member of. Throws `channel_not_found` or `not_in_channel`. */
export function joinedChannel(world: World, id: string): Channel {
  const channel = visibleChannel(world, id);
  if (!channel.members.has(world.settings.botUserId)) throw new SlackError('not_in_channel');
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
  world: World,
  channel: Channel,
  scopes: Readonly<Record<Channel['kind'], readonly string[]>>,
): void {
  const needed = scopes[channel.kind];
  if (needed.some((scope) => world.settings.scopes.has(scope))) return;
  throw missingScope(world, needed);
}

/** The error `missing_scope`, with what was `needed` and what was `provided`. */
export function missingScope(world: World, needed: readonly string[]): SlackError {
  return new SlackError('missing_scope', {
    needed: needed.join(','),
    provided: [...world.settings.scopes].join(','),
  });
}

/** A message of the channel by its ts, unless deleted. Throws `message_not_found`. */
export function findMessage(world: World, channel: Channel, ts: string): Message {
  const message = world.team.message(channel.id, ts);
  if (message === null || message.tombstone) throw new SlackError('message_not_found');
  return message;
}

/** A user by id. Throws `user_not_found`. */
export function findUser(world: World, id: string): User {
  const user = world.team.users.get(id);
  if (user === undefined) throw new SlackError('user_not_found');
  return user;
}

type ScopesByKind = Parameters<typeof needScope>[2];

/** A channel that the bot sees and has the scope for. Throws what prevents it, in Slack's order. */
export function scopedChannel(world: World, id: string, scopes: ScopesByKind): Channel {
  const channel = visibleChannel(world, id);
  mustBeChannel(channel);
  needScope(world, channel, scopes);
  return channel;
}

/** The same for a channel that isn't archived and that the bot is in. */
export function openScopedChannel(world: World, id: string, scopes: ScopesByKind): Channel {
  mustBeOpen(scopedChannel(world, id, scopes));
  return joinedChannel(world, id);
}
