import type { Channel, User } from '../model.ts';
import { channelType } from '../serializers/channel.ts';
import { seconds, type WorkspaceState } from '../workspace-state.ts';
import { emit, emitIn } from './emit.ts';
import { say } from './messages.ts';

/** Creates a channel with its creator as the first member. */
export function createChannel(
  state: WorkspaceState,
  creator: User,
  name: string,
  isPrivate: boolean,
): Channel {
  const channel: Channel = {
    ...blank(state, state.team.ids.next('C'), creator.id),
    kind: isPrivate ? 'private' : 'public',
    name,
  };
  state.team.channels.set(channel.id, channel);
  if (!isPrivate) {
    const { id, created, creator: by } = channel;
    emit(state, {
      type: 'channel_created',
      channel: { id, name, is_channel: true, created, creator: by, context_team_id: state.settings.teamId },
      event_ts: state.timestamps.next(),
    });
  }
  join(state, channel, creator, null);
  return channel;
}

/** The bot's direct message with this person, opened if it wasn't. */
export function openDirectMessage(state: WorkspaceState, user: User): Channel {
  const known = state.team.directMessage(user.id);
  if (known !== null) return known;
  const bot = state.settings.botUserId;
  const channel: Channel = {
    ...blank(state, state.team.ids.next('D'), bot),
    kind: 'im',
    name: '',
    members: new Set([user.id, bot]),
  };
  state.team.channels.set(channel.id, channel);
  state.pulse.notify();
  return channel;
}

/** Makes someone a member: the message `channel_join` and the event `member_joined_channel`. */
export function join(state: WorkspaceState, channel: Channel, user: User, inviter: User | null): void {
  channel.members.add(user.id);
  const invited = inviter === null ? {} : { inviter: inviter.id };
  say(state, channel, {
    author: user.id,
    subtype: 'channel_join',
    text: `<@${user.id}> has joined the channel`,
    detail: { ...invited },
  });
  emitIn(state, channel, {
    type: 'member_joined_channel',
    user: user.id,
    channel: channel.id,
    channel_type: channelType(channel).short,
    team: state.settings.teamId,
    ...invited,
    event_ts: state.timestamps.next(),
  });
}

/** Ends someone's membership: the event `member_left_channel`. */
export function leave(state: WorkspaceState, channel: Channel, user: User): void {
  channel.members.delete(user.id);
  const event = {
    type: 'member_left_channel',
    user: user.id,
    channel: channel.id,
    channel_type: channelType(channel).short,
    team: state.settings.teamId,
    event_ts: state.timestamps.next(),
  };
  if (user.id === state.settings.botUserId) emit(state, event, channel);
  else emitIn(state, channel, event);
}

/** Sets the topic or the purpose, with its message (`channel_topic`, `channel_purpose`). */
export function setNote(
  state: WorkspaceState,
  channel: Channel,
  by: User,
  which: 'topic' | 'purpose',
  value: string,
): void {
  channel[which] = { value, creator: by.id, lastSet: seconds(state) };
  const text =
    value === ''
      ? `<@${by.id}> cleared the channel ${which}`
      : `<@${by.id}> set the channel ${which}: ${value}`;
  say(state, channel, { author: by.id, subtype: `channel_${which}`, text, detail: { [which]: value } });
}

/** Renames the channel: the message `channel_name` and the event `channel_rename`. */
export function rename(state: WorkspaceState, channel: Channel, by: User, name: string): void {
  const old = channel.name;
  channel.previousNames.unshift(old);
  channel.name = name;
  say(state, channel, {
    author: by.id,
    subtype: 'channel_name',
    text: `<@${by.id}> has renamed the channel from "${old}" to "${name}"`,
    detail: { old_name: old, name },
  });
  emitLife(state, channel, 'rename', {
    channel: { id: channel.id, name, name_normalized: name, created: channel.created, is_channel: true },
  });
}

/**
 * Makes a public channel private: it keeps its id, its people and the app, and has the message
 * `channel_convert_to_private`. (Slack: docs.slack.dev, events, message, channel_convert_to_private.)
 */
export function makePrivate(state: WorkspaceState, channel: Channel, by: User): void {
  channel.kind = 'private';
  say(state, channel, {
    author: by.id,
    subtype: 'channel_convert_to_private',
    text: 'made this channel *private*. Now, it can only be viewed or joined by invitation.',
  });
}

/**
 * Makes a private channel public, which only admins can: it keeps its people and has the message
 * `channel_convert_to_public`. (Slack: docs.slack.dev, events, message, channel_convert_to_public.)
 */
export function makePublic(state: WorkspaceState, channel: Channel, by: User): void {
  channel.kind = 'public';
  say(state, channel, {
    author: by.id,
    subtype: 'channel_convert_to_public',
    text: 'made this channel *public*. Any member in this workspace can see and join it.',
  });
}

/** Archives the channel: the message `channel_archive`, the event, and the bot is no longer a member. */
export function archive(state: WorkspaceState, channel: Channel, by: User): void {
  say(state, channel, {
    author: by.id,
    subtype: 'channel_archive',
    text: `<@${by.id}> archived the channel`,
  });
  channel.archived = true;
  emitLife(state, channel, 'archive', { channel: channel.id, user: by.id, is_moved: 0 });
  channel.members.delete(state.settings.botUserId);
}

/** Unarchives a channel: the event, and the message `channel_unarchive`. */
export function unarchive(state: WorkspaceState, channel: Channel, by: User): void {
  channel.archived = false;
  channel.members.add(by.id);
  emitLife(state, channel, 'unarchive', { channel: channel.id, user: by.id });
  say(state, channel, {
    author: by.id,
    subtype: 'channel_unarchive',
    text: `<@${by.id}> un-archived the channel`,
  });
}

/* Slack sends an app every public channel's archive, unarchive, and rename, and those of private ones it's in. */
function emitLife(
  state: WorkspaceState,
  channel: Channel,
  what: 'archive' | 'unarchive' | 'rename',
  fields: Parameters<typeof emit>[1],
): void {
  const event = { ...fields, event_ts: state.timestamps.next() };
  if (channel.kind === 'private') emitIn(state, channel, { type: `group_${what}`, ...event });
  else emit(state, { type: `channel_${what}`, ...event }, channel);
}

function blank(state: WorkspaceState, id: string, creator: string): Channel {
  return {
    id,
    kind: 'public',
    name: '',
    previousNames: [],
    creator,
    created: seconds(state),
    general: false,
    shared: false,
    archived: false,
    topic: { value: '', creator: '', lastSet: 0 },
    purpose: { value: '', creator: '', lastSet: 0 },
    members: new Set(),
    messages: [],
    pins: [],
    bookmarks: [],
    canvas: null,
  };
}
