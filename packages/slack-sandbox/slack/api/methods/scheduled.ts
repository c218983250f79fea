import { z } from 'zod';
import { SlackError } from '../../errors.ts';
import { copy, type JsonObject } from '../../json.ts';
import type { Scheduled } from '../../model.ts';
import { schedule } from '../../mutations/schedule.ts';
import { seconds, type WorkspaceState } from '../../workspace-state.ts';
import { flag, text, wholeNumber, word } from '../args.ts';
import { contentArgs, mustSaySomething, readContent } from '../content.ts';
import { visibleChannel } from '../find.ts';
import { type Method, method } from '../method.ts';
import { page } from '../page.ts';
import { mustBePostable, threadParent } from './chat.ts';

/** Slack: up to 120 days ahead, 30 messages per channel in five minutes; deletable until a minute before. */
const farthest = 120 * 86_400;
const mostAtOnce = 30;
const span = 300;
const tooLateToDelete = 60;

/** Messages posted later, on the sandbox's clock. (docs.slack.dev/reference/methods/chat.scheduleMessage) */
export const scheduledMethods: readonly Method[] = [
  method('chat.scheduleMessage', {
    rate: 'tier3',
    scopes: ['chat:write'],
    args: {
      ...contentArgs,
      channel: word,
      post_at: wholeNumber,
      thread_ts: z.optional(word),
      reply_broadcast: z.optional(flag),
    },
    missing: { channel: 'channel_not_found', post_at: 'invalid_time' },
    run: (state, args) => {
      const channel = visibleChannel(state, args.channel);
      mustBePostable(state, channel);
      state.rules.mustTake(channel.id, args.thread_ts === undefined ? 'message' : 'reply');
      mustBeInTime(state, channel.id, args.post_at);
      const threadTs = args.thread_ts === undefined ? null : threadParent(state, channel, args.thread_ts).ts;
      const content = readContent(state, args);
      mustSaySomething(content);
      if (content.truncated) throw new SlackError('msg_too_long');
      const scheduled: Scheduled = {
        id: state.team.ids.next('Q'),
        channel: channel.id,
        postAt: args.post_at,
        created: seconds(state),
        text: content.text ?? '',
        blocks: content.blocks ?? [],
        attachments: content.attachments ?? [],
        metadata: content.metadata === 'remove' ? null : content.metadata,
        threadTs,
        broadcast: args.reply_broadcast ?? false,
      };
      schedule(state, scheduled);
      return {
        channel: channel.id,
        scheduled_message_id: scheduled.id,
        post_at: scheduled.postAt,
        message: delayed(state, scheduled),
      };
    },
  }),
  method('chat.deleteScheduledMessage', {
    rate: 'tier3',
    scopes: ['chat:write'],
    args: { channel: word, scheduled_message_id: word },
    missing: { channel: 'channel_not_found', scheduled_message_id: 'invalid_scheduled_message_id' },
    run: (state, args) => {
      const channel = visibleChannel(state, args.channel);
      const known = state.team.scheduled.get(args.scheduled_message_id);
      const isKnown = known?.channel === channel.id && known.postAt - seconds(state) > tooLateToDelete;
      if (!isKnown) throw new SlackError('invalid_scheduled_message_id');
      state.team.scheduled.delete(known.id);
      return {};
    },
  }),
  method('chat.scheduledMessages.list', {
    rate: 'tier3',
    scopes: [],
    args: {
      channel: z.optional(word),
      oldest: z.optional(wholeNumber),
      latest: z.optional(wholeNumber),
      limit: z.optional(wholeNumber),
      cursor: z.optional(text),
    },
    run: (state, { channel, oldest = 0, latest = Number.POSITIVE_INFINITY, limit, cursor }) => {
      if (channel !== undefined && !state.team.channels.has(channel)) throw new SlackError('invalid_channel');
      const all = [...state.team.scheduled.values()]
        .filter((each) => channel === undefined || each.channel === channel)
        .filter(({ postAt }) => postAt >= oldest && postAt <= latest)
        .toSorted((a, b) => a.postAt - b.postAt);
      const { items, metadata } = page(all, limit ?? 100, cursor);
      return { scheduled_messages: items.map(listed), response_metadata: metadata };
    },
  }),
];

function mustBeInTime(state: WorkspaceState, channel: string, postAt: number): void {
  const now = seconds(state);
  if (postAt <= now) throw new SlackError('time_in_past');
  if (postAt > now + farthest) throw new SlackError('time_too_far');
  const near = [...state.team.scheduled.values()].filter(
    (other) => other.channel === channel && Math.abs(other.postAt - postAt) < span,
  );
  if (near.length >= mostAtOnce) throw new SlackError('restricted_too_many');
}

function delayed(
  { settings }: WorkspaceState,
  { text: content, blocks, attachments }: Scheduled,
): JsonObject {
  return {
    type: 'delayed_message',
    subtype: 'bot_message',
    text: content,
    bot_id: settings.botId,
    ...(blocks.length > 0 && { blocks: copy(blocks) }),
    ...(attachments.length > 0 && { attachments: copy(attachments) }),
  };
}

const listed = ({ id, channel, postAt, created, text: content }: Scheduled): JsonObject => ({
  id,
  channel_id: channel,
  post_at: postAt,
  date_created: created,
  text: content,
});
