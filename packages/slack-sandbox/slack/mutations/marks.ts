import type { JsonObject } from '../json.ts';
import type { Channel, Message, User } from '../model.ts';
import { wireMessage } from '../serializers/message.ts';
import { permalink } from '../serializers/permalink.ts';
import { seconds, type World } from '../world.ts';
import { emitIn } from './emit.ts';
import { say } from './messages.ts';

/** Pins a message: the event `pin_added` and the message `pinned_item`. */
export function pin(world: World, channel: Channel, message: Message, by: User): void {
  channel.pins.unshift({ ts: message.ts, by: by.id, at: seconds(world) });
  const item = pinnedItem(world, channel, message);
  emitIn(world, channel, pinEvent(world, channel, message, by, 'pin_added', item));
  say(world, channel, {
    author: by.id,
    subtype: 'pinned_item',
    text: `<@${by.id}> pinned a message to this channel.`,
    detail: { item_type: 'C', item },
  });
}

/** Removes a pin: the event `pin_removed`. */
export function unpin(world: World, channel: Channel, message: Message, by: User): void {
  const item = pinnedItem(world, channel, message);
  channel.pins = channel.pins.filter((other) => other.ts !== message.ts);
  const event = pinEvent(world, channel, message, by, 'pin_removed', item);
  emitIn(world, channel, { ...event, has_pins: channel.pins.length > 0 });
}

/** A pinned message as `pins.list` and the pin events show it. */
export function pinnedItem(world: World, channel: Channel, message: Message): JsonObject {
  const known = channel.pins.find((other) => other.ts === message.ts);
  return {
    type: 'message',
    channel: channel.id,
    message: { ...wireMessage(world, message), permalink: permalink(world.settings, message) },
    created: known?.at ?? seconds(world),
    created_by: known?.by ?? '',
  };
}

/** Adds an emoji reaction to a message: the event `reaction_added`. */
export function react(world: World, channel: Channel, message: Message, by: User, name: string): void {
  const known = message.reactions.find((reaction) => reaction.name === name);
  if (known === undefined) message.reactions.push({ name, users: [by.id] });
  else known.users.push(by.id);
  emitIn(world, channel, reactionEvent(world, message, by, 'reaction_added', name));
}

/** Removes an emoji reaction: the event `reaction_removed`. */
export function unreact(world: World, channel: Channel, message: Message, by: User, name: string): void {
  message.reactions = message.reactions
    .map((reaction) =>
      reaction.name === name ? { name, users: reaction.users.filter((user) => user !== by.id) } : reaction,
    )
    .filter((reaction) => reaction.users.length > 0);
  emitIn(world, channel, reactionEvent(world, message, by, 'reaction_removed', name));
}

function pinEvent(
  world: World,
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
    pinned_info: { channel: channel.id, pinned_by: by.id, pinned_ts: seconds(world) },
    event_ts: world.timestamps.next(),
  };
}

function reactionEvent(world: World, message: Message, by: User, type: string, name: string): JsonObject {
  return {
    type,
    user: by.id,
    reaction: name,
    item: { type: 'message', channel: message.channel, ts: message.ts },
    item_user: message.author,
    event_ts: world.timestamps.next(),
  };
}
