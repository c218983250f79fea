import { z } from 'zod';
import { SlackError } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import type { Channel, Message } from '../../model.ts';
import { openDirectMessage } from '../../mutations/channels.ts';
import { edit, remove, say } from '../../mutations/messages.ts';
import { isSystem, wireMessage } from '../../serializers/message.ts';
import { permalink } from '../../serializers/permalink.ts';
import type { WorkspaceState } from '../../workspace-state.ts';
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
    run: (state, args) => {
      mustPostAsItself(args);
      const channel = postableChannel(state, args.channel);
      state.rules.mustTake(channel.id, args.thread_ts === undefined ? 'message' : 'reply');
      const threadTs = args.thread_ts === undefined ? null : threadParent(state, channel, args.thread_ts).ts;
      const content = readContent(state, args);
      mustSaySomething(content);
      const message = say(state, channel, {
        author: state.settings.botUserId,
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
        message: wireMessage(state, message, { metadata: true }),
        ...(content.truncated ? truncated : {}),
      };
    },
  }),
  method('chat.update', {
    rate: 'tier3',
    scopes: ['chat:write'],
    args: { ...contentArgs, channel: word, ts: word, as_user: z.optional(flag) },
    missing: { channel: 'channel_not_found', ts: 'message_not_found' },
    run: (state, args) => {
      mustPostAsItself(args);
      const channel = visibleChannel(state, args.channel);
      const message = findMessage(state, channel, args.ts);
      if (!isOwn(state, message)) throw new SlackError('cant_update_message');
      state.rules.mustAllow('editing');
      if (channel.archived) throw new SlackError('is_inactive');
      const content = readContent(state, args);
      mustSaySomething(content);
      if (content.truncated) throw new SlackError('msg_too_long');
      const { metadata } = content;
      const blocks = content.blocks ?? (content.text === null ? null : []);
      edit(state, channel, message, state.settings.botId, {
        ...(content.text === null ? {} : { text: content.text }),
        ...(blocks === null ? {} : { blocks }),
        ...(content.attachments === null ? {} : { attachments: content.attachments }),
        ...(metadata === null ? {} : { metadata: metadata === 'remove' ? null : metadata }),
      });
      return {
        channel: channel.id,
        ts: message.ts,
        text: message.text,
        message: wireMessage(state, message, { metadata: true }),
      };
    },
  }),
  method('chat.delete', {
    rate: 'tier3',
    scopes: ['chat:write'],
    args: { channel: word, ts: word },
    missing: { channel: 'channel_not_found', ts: 'message_not_found' },
    run: (state, args) => {
      const channel = visibleChannel(state, args.channel);
      const message = findMessage(state, channel, args.ts);
      if (!isOwn(state, message)) throw new SlackError('cant_delete_message');
      remove(state, channel, message);
      return { channel: channel.id, ts: message.ts };
    },
  }),
  method('chat.getPermalink', {
    rate: 'special',
    scopes: [],
    args: { channel: word, message_ts: word },
    missing: { channel: 'channel_not_found', message_ts: 'message_not_found' },
    run: (state, args) => {
      const channel = visibleChannel(state, args.channel);
      const message = findMessage(state, channel, args.message_ts);
      return { channel: channel.id, permalink: permalink(state.settings, message) };
    },
  }),
];

const truncated: JsonObject = {
  warning: 'message_truncated',
  response_metadata: { warnings: ['message_truncated'] },
};

/** The message that a reply with this `thread_ts` goes under. Throws `cannot_reply_to_message`. */
export function threadParent(state: WorkspaceState, channel: Channel, threadTs: string): Message {
  const parent = state.team.message(channel.id, threadTs);
  if (parent === null || parent.threadTs !== null || isSystem(parent)) {
    throw new SlackError('cannot_reply_to_message');
  }
  return parent;
}

/**
 * Throws unless the bot can post here: `is_archived`, `not_in_channel`, `messages_tab_disabled`, `restricted_action`.
 */
export function mustBePostable(state: WorkspaceState, channel: Channel): void {
  state.rules.mustAllow('posting');
  mustBeOpen(channel);
  const { scopes, botUserId, messagesTab } = state.settings;
  if (channel.kind === 'im' && !messagesTab) throw new SlackError('messages_tab_disabled');
  const isMember = channel.members.has(botUserId);
  if (!isMember && !scopes.has('chat:write.public')) throw new SlackError('not_in_channel');
}

/* A bot posts as itself: `as_user` was for legacy apps. */
function mustPostAsItself({ as_user }: { readonly as_user?: boolean | undefined }): void {
  if (as_user === true) throw new SlackError('as_user_not_supported');
}

/* A channel can be given by ID or name, and a person's ID means the direct message with them. */
function postableChannel(state: WorkspaceState, value: string): Channel {
  const user = state.team.users.get(value);
  const isPerson = user !== undefined && user.role !== 'bot';
  const channel = isPerson ? openDirectMessage(state, user) : state.team.channel(value);
  if (channel === null || !isVisible(state, channel)) throw new SlackError('channel_not_found');
  mustBePostable(state, channel);
  return channel;
}

/*
 * What a response_url posted belongs to the app too, but chat.update and chat.delete don't accept it as the app's own.
 */
function isOwn(state: WorkspaceState, message: Message): boolean {
  return (
    message.author === state.settings.botUserId && !isSystem(message) && message.subtype !== 'bot_message'
  );
}
