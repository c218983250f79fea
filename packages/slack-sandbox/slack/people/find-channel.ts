import { Refused } from '../errors.ts';
import { type Channel, canSee, type Ephemeral, type Message, type User } from '../model.ts';
import { openDirectMessage } from '../mutations/channels.ts';
import type { World } from '../world.ts';
import type { Container } from './container.ts';
import type { MessageRef } from './snapshots.ts';

/** The channel a person means, by name, ID, or the bot's name for the direct message with it. Throws a sentence. */
export function channelFor(world: World, user: User, name: string): Channel {
  const { settings, team } = world;
  if ([settings.botUserId, settings.botName, `@${settings.botName}`].includes(name)) {
    return openDirectMessage(world, user);
  }
  const channel = team.channel(name);
  if (channel === null) throw new Refused(`There is no channel "${name}".`);
  if (!canSee(channel, user)) {
    throw new Refused(`${user.name} cannot see the channel "${name}".`);
  }
  return channel;
}

/** The same, if the person can post there: a member of a channel that isn't archived. */
export function channelToSpeak(world: World, user: User, name: string): Channel {
  const channel = channelFor(world, user, name);
  if (channel.archived) throw new Refused(`#${channel.name} is archived.`);
  if (!channel.members.has(user.id)) throw new Refused(`${user.name} is not in #${channel.name}.`);
  if (isReadOnly(world, channel)) {
    throw new Refused('Sending messages to this app has been turned off.');
  }
  return channel;
}

/** Whether people can't write here at all: the app takes no messages. */
export function isReadOnly({ settings }: World, channel: Channel): boolean {
  return channel.kind === 'im' && (!settings.messagesTab || settings.messagesReadOnly);
}

/** A message or an ephemeral, whoever sees it. Throws a sentence. */
export function messageOrEphemeralAt(world: World, ref: MessageRef): Message | Ephemeral {
  const same = (other: Ephemeral): boolean => other.ts === ref.ts && other.channel === ref.channel;
  return world.team.ephemerals.find(same) ?? standing(world, ref).message;
}

/** A message that a person can change, react to, or reply to: its channel is open. Throws a sentence. */
export function messageToTouch(world: World, user: User, ref: MessageRef): Found {
  const found = messageAt(world, user, ref);
  if (found.channel.archived) throw new Refused(`#${found.channel.name} is archived.`);
  return found;
}

type Found = { readonly channel: Channel; readonly message: Message };

/** A message that still exists, with its channel, if this person can see it. Throws a sentence. */
export function messageAt(world: World, user: User, ref: MessageRef): Found {
  const found = standing(world, ref);
  if (!canSee(found.channel, user)) throw noMessage(ref);
  return found;
}

function standing(world: World, ref: MessageRef): Found {
  const channel = world.team.channels.get(ref.channel);
  const message = world.team.message(ref.channel, ref.ts);
  if (channel === undefined || message === null || message.tombstone) {
    throw noMessage(ref);
  }
  return { channel, message };
}

const noMessage = ({ channel, ts }: MessageRef): Refused =>
  new Refused(`There is no message ${ts} in ${channel}.`);

/** Where a person acts: a message, an ephemeral of theirs, their topmost modal, or their Home tab. */
export function containerAt(world: World, user: User, where: MessageRef | 'modal' | 'home'): Container {
  if (where === 'modal' || where === 'home') {
    const view = where === 'modal' ? world.team.views.top(user.id) : world.team.views.home(user.id);
    if (view === null)
      throw new Refused(`${user.name} has no ${where === 'modal' ? 'open modal' : 'Home tab'}.`);
    return { kind: 'view', view };
  }
  const ephemeral = world.team.ephemerals.find(
    (other) => other.ts === where.ts && other.channel === where.channel && other.user === user.id,
  );
  if (ephemeral === undefined) return { kind: 'message', ...messageAt(world, user, where) };
  const channel = world.team.channels.get(where.channel);
  if (channel === undefined) throw new Refused(`There is no channel ${where.channel}.`);
  return { kind: 'ephemeral', channel, ephemeral };
}
