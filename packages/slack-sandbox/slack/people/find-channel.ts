import { Refused } from '../errors.ts';
import { type Channel, canSee, type Ephemeral, type Message, type User } from '../model.ts';
import { openDirectMessage } from '../mutations/channels.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import type { Container } from './container.ts';
import type { MessageRef } from './snapshots.ts';

/** The channel a person means, by name, ID, or the bot's name for the direct message with it. Throws a sentence. */
export function channelFor(state: WorkspaceState, user: User, name: string): Channel {
  const { settings, team } = state;
  if ([settings.botUserId, settings.botName, `@${settings.botName}`].includes(name)) {
    return openDirectMessage(state, user);
  }
  const channel = team.channel(name);
  if (channel === null) throw new Refused(`There is no channel "${name}".`);
  if (!canSee(channel, user)) {
    throw new Refused(`${user.name} cannot see the channel "${name}".`);
  }
  return channel;
}

/** The same, if the person can post there: a member of a channel that isn't archived. */
export function channelToSpeak(state: WorkspaceState, user: User, name: string): Channel {
  const channel = channelFor(state, user, name);
  if (channel.archived) throw new Refused(`#${channel.name} is archived.`);
  if (!channel.members.has(user.id)) throw new Refused(`${user.name} is not in #${channel.name}.`);
  if (isReadOnly(state, channel)) {
    throw new Refused('Sending messages to this app has been turned off.');
  }
  return channel;
}

/** Whether people can't write here at all: the app takes no messages. */
export function isReadOnly({ settings }: WorkspaceState, channel: Channel): boolean {
  return channel.kind === 'im' && (!settings.messagesTab || settings.messagesReadOnly);
}

/** A message or an ephemeral, whoever sees it. Throws a sentence. */
export function messageOrEphemeralAt(state: WorkspaceState, ref: MessageRef): Message | Ephemeral {
  const same = (other: Ephemeral): boolean => other.ts === ref.ts && other.channel === ref.channel;
  return state.team.ephemerals.find(same) ?? standing(state, ref).message;
}

/** A message that a person can change, react to, or reply to: its channel is open. Throws a sentence. */
export function messageToTouch(state: WorkspaceState, user: User, ref: MessageRef): Found {
  const found = messageAt(state, user, ref);
  if (found.channel.archived) throw new Refused(`#${found.channel.name} is archived.`);
  return found;
}

type Found = { readonly channel: Channel; readonly message: Message };

/** A message that still exists, with its channel, if this person can see it. Throws a sentence. */
export function messageAt(state: WorkspaceState, user: User, ref: MessageRef): Found {
  const found = standing(state, ref);
  if (!canSee(found.channel, user)) throw noMessage(ref);
  return found;
}

function standing(state: WorkspaceState, ref: MessageRef): Found {
  const channel = state.team.channels.get(ref.channel);
  const message = state.team.message(ref.channel, ref.ts);
  if (channel === undefined || message === null || message.tombstone) {
    throw noMessage(ref);
  }
  return { channel, message };
}

const noMessage = ({ channel, ts }: MessageRef): Refused =>
  new Refused(`There is no message ${ts} in ${channel}.`);

/** Where a person acts: a message, an ephemeral of theirs, their topmost modal, or their Home tab. */
export function containerAt(
  state: WorkspaceState,
  user: User,
  where: MessageRef | 'modal' | 'home',
): Container {
  if (where === 'modal' || where === 'home') {
    const view = where === 'modal' ? state.team.views.top(user.id) : state.team.views.home(user.id);
    if (view === null)
      throw new Refused(`${user.name} has no ${where === 'modal' ? 'open modal' : 'Home tab'}.`);
    return { kind: 'view', view };
  }
  const ephemeral = state.team.ephemerals.find(
    (other) => other.ts === where.ts && other.channel === where.channel && other.user === user.id,
  );
  if (ephemeral === undefined) return { kind: 'message', ...messageAt(state, user, where) };
  const channel = state.team.channels.get(where.channel);
  if (channel === undefined) throw new Refused(`There is no channel ${where.channel}.`);
  return { kind: 'ephemeral', channel, ephemeral };
}
