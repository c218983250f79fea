import type { JsonObject } from '../json.ts';
import type { Channel, Message, User } from '../model.ts';
import { wireMessage } from '../serializers/message.ts';
import { permalink } from '../serializers/permalink.ts';
import { seconds, type WorkspaceState } from '../workspace-state.ts';
import { emitIn } from './emit.ts';
import { say } from './messages.ts';

/** Pins a message: the event `pin_added` and the message `pinned_item`. */
export function pin(state: WorkspaceState, channel: Channel, message: Message, by: User): void {
  channel.pins.unshift({ ts: message.ts, by: by.id, at: seconds(state) });
  const item = pinnedItem(state, channel, message);
  emitIn(state, channel, pinEvent(state, channel, message, by, 'pin_added', item));
  say(state, channel, {
    author: by.id,
    subtype: 'pinned_item',
    text: `<@${by.id}> pinned a message to this channel.`,
    detail: { item_type: 'C', item },
  });
}

/** Removes a pin: the event `pin_removed`. */
export function unpin(state: WorkspaceState, channel: Channel, message: Message, by: User): void {
  const item = pinnedItem(state, channel, message);
  channel.pins = channel.pins.filter((other) => other.ts !== message.ts);
  const event = pinEvent(state, channel, message, by, 'pin_removed', item);
  emitIn(state, channel, { ...event, has_pins: channel.pins.length > 0 });
}

/** A pinned message as `pins.list` and the pin events show it. */
export function pinnedItem(state: WorkspaceState, channel: Channel, message: Message): JsonObject {
  const known = channel.pins.find((other) => other.ts === message.ts);
  return {
    type: 'message',
    channel: channel.id,
    message: { ...wireMessage(state, message), permalink: permalink(state.settings, message) },
    created: known?.at ?? seconds(state),
    created_by: known?.by ?? '',
  };
}

/** Adds an emoji reaction to a message: the event `reaction_added`. */
export function react(
  state: WorkspaceState,
  channel: Channel,
  message: Message,
  by: User,
  name: string,
): void {
  const known = message.reactions.find((reaction) => reaction.name === name);
  if (known === undefined) message.reactions.push({ name, users: [by.id] });
  else known.users.push(by.id);
  emitIn(state, channel, reactionEvent(state, message, by, 'reaction_added', name));
}

/** Removes an emoji reaction: the event `reaction_removed`. */
export function unreact(
  state: WorkspaceState,
  channel: Channel,
  message: Message,
  by: User,
  name: string,
): void {
  message.reactions = message.reactions
    .map((reaction) =>
      reaction.name === name ? { name, users: reaction.users.filter((user) => user !== by.id) } : reaction,
    )
    .filter((reaction) => reaction.users.length > 0);
  emitIn(state, channel, reactionEvent(state, message, by, 'reaction_removed', name));
}

function pinEvent(
  state: WorkspaceState,
  channel: Channel,
  message: Message,
  by: User,
  type: 'pin_added' | 'pin_removed',
  item: JsonObject,
): JsonObject {
  return {
    type,
    user: by.id,
    channel_id: channel.id,
    item,
    item_user: message.author,
    pin_count: channel.pins.length,
    pinned_info: { channel: channel.id, pinned_by: by.id, pinned_ts: seconds(state) },
    event_ts: state.timestamps.next(),
  };
}

function reactionEvent(
  state: WorkspaceState,
  message: Message,
  by: User,
  type: string,
  name: string,
): JsonObject {
  return {
    type,
    user: by.id,
    reaction: name,
    item: { type: 'message', channel: message.channel, ts: message.ts },
    item_user: message.author,
    event_ts: state.timestamps.next(),
  };
}
