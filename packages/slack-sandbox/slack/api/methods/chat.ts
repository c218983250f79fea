import { z } from 'zod';
import { SlackError } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import type { Channel, Message } from '../../model.ts';
import { openDirectMessage } from '../../mutations/channels.ts';
import { edit, remove, say } from '../../mutations/messages.ts';
import { isSystem, wireMessage } from '../../serializers/message.ts';
import { permalink } from '../../serializers/permalink.ts';
import type { World } from '../../world.ts';
import { flag, word } from '../args.ts';
import { contentArgs, mustSaySomething, readContent } from '../content.ts';
import { findMessage, isVisible, mustBeOpen, visibleChannel } from '../find.ts';
import { type Method, method } from '../method.ts';

/** Messages. */
export const chatMethods: readonly Method[] = [
  method('chat.postMessage', {
    rate: 'posting',
    scopes: ['chat:write'],
    args: {
      ...contentArgs,
      channel: word,
      thread_ts: z.optional(word),
      reply_broadcast: z.optional(flag),
      as_user: z.optional(flag),
    },
    missing: { channel: 'channel_not_found' },
    run: (world, args) => {
      mustPostAsItself(args);
      const channel = postableChannel(world, args.channel);
      world.rules.mustTake(channel.id, args.thread_ts === undefined ? 'message' : 'reply');
      const threadTs = args.thread_ts === undefined ? null : threadParent(world, channel, args.thread_ts).ts;
      const content = readContent(world, args);
      mustSaySomething(content);
      const message = say(world, channel, {
        author: world.settings.botUserId,
        text: content.text ?? '',
        blocks: content.blocks ?? [],
        attachments: content.attachments ?? [],
        metadata: content.metadata === 'remove' ? null : content.metadata,
        threadTs,
        subtype: threadTs !== null && args.reply_broadcast === true ? 'thread_broadcast' : null,
      });
      return {
        channel: channel.id,
        ts: message.ts,
        message: wireMessage(world, message, { metadata: true }),
        ...(content.truncated ? truncated : {}),
      };
    },
  }),
  method('chat.update', {
    rate: 'tier3',
    scopes: ['chat:write'],
    args: { ...contentArgs, channel: word, ts: word, as_user: z.optional(flag) },
    missing: { channel: 'channel_not_found', ts: 'message_not_found' },
    run: (world, args) => {
      mustPostAsItself(args);
      const channel = visibleChannel(world, args.channel);
      const message = findMessage(world, channel, args.ts);
      if (!isOwn(world, message)) throw new SlackError('cant_update_message');
      world.rules.mustAllow('editing');
      if (channel.archived) throw new SlackError('is_inactive');
      const content = readContent(world, args);
      mustSaySomething(content);
      if (content.truncated) throw new SlackError('msg_too_long');
      const { metadata } = content;
      const blocks = content.blocks ?? (content.text === null ? null : []);
      edit(world, channel, message, world.settings.botId, {
        ...(content.text === null ? {} : { text: content.text }),
        ...(blocks === null ? {} : { blocks }),
        ...(content.attachments === null ? {} : { attachments: content.attachments }),
        ...(metadata === null ? {} : { metadata: metadata === 'remove' ? null : metadata }),
      });
      return {
        channel: channel.id,
        ts: message.ts,
        text: message.text,
        message: wireMessage(world, message, { metadata: true }),
      };
    },
  }),
  method('chat.delete', {
    rate: 'tier3',
    scopes: ['chat:write'],
    args: { channel: word, ts: word },
    missing: { channel: 'channel_not_found', ts: 'message_not_found' },
    run: (world, args) => {
      const channel = visibleChannel(world, args.channel);
      const message = findMessage(world, channel, args.ts);
      if (!isOwn(world, message)) throw new SlackError('cant_delete_message');
      remove(world, channel, message);
      return { channel: channel.id, ts: message.ts };
    },
  }),
  method('chat.getPermalink', {
    rate: 'special',
    scopes: [],
    args: { channel: word, message_ts: word },
    missing: { channel: 'channel_not_found', message_ts: 'message_not_found' },
    run: (world, args) => {
      const channel = visibleChannel(world, args.channel);
      const message = findMessage(world, channel, args.message_ts);
      return { channel: channel.id, permalink: permalink(world.settings, message) };
    },
  }),
];

const truncated: JsonObject = {
  warning: 'message_truncated',
  response_metadata: { warnings: ['message_truncated'] },
};

/** The message that a reply with this `thread_ts` goes under. Throws `cannot_reply_to_message`. */
export function threadParent(world: World, channel: Channel, threadTs: string): Message {
  const parent = world.team.message(channel.id, threadTs);
  if (parent === null || parent.threadTs !== null || isSystem(parent)) {
    throw new SlackError('cannot_reply_to_message');
  }
  return parent;
}

/**
 * Throws unless the bot can post here: `is_archived`, `not_in_channel`, `messages_tab_disabled`, `restricted_action`.
 */
export function mustBePostable(world: World, channel: Channel): void {
  world.rules.mustAllow('posting');
  mustBeOpen(channel);
  const { scopes, botUserId, messagesTab } = world.settings;
  if (channel.kind === 'im' && !messagesTab) throw new SlackError('messages_tab_disabled');
  const isMember = channel.members.has(botUserId);
  if (!isMember && !scopes.has('chat:write.public')) throw new SlackError('not_in_channel');
}

/* A bot posts as itself: `as_user` was for legacy apps. */
function mustPostAsItself({ as_user }: { readonly as_user?: boolean | undefined }): void {
  if (as_user === true) throw new SlackError('as_user_not_supported');
}

/* A channel can be given by ID or name, and a person's ID means the direct message with them. */
function postableChannel(world: World, value: string): Channel {
  const user = world.team.users.get(value);
  const isPerson = user !== undefined && user.role !== 'bot';
  const channel = isPerson ? openDirectMessage(world, user) : world.team.channel(value);
  if (channel === null || !isVisible(world, channel)) throw new SlackError('channel_not_found');
  mustBePostable(world, channel);
  return channel;
}

/*
 * What a response_url posted belongs to the app too, but chat.update and chat.delete don't accept it as the app's own.
 */
function isOwn(world: World, message: Message): boolean {
  return (
    message.author === world.settings.botUserId && !isSystem(message) && message.subtype !== 'bot_message'
  );
}
