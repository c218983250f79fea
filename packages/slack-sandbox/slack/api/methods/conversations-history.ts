import { z } from 'zod';
import { SlackError } from '../../errors.ts';
import type { Message } from '../../model.ts';
import { inTimeline } from '../../mutations/messages.ts';
import { wireMessage } from '../../serializers/message.ts';
import { flag, text, wholeNumber, word } from '../args.ts';
import { joinedChannel, needScope, visibleChannel } from '../find.ts';
import { type Method, method } from '../method.ts';
import { page } from '../page.ts';
import { anyOf, historyScopes } from './conversation-kinds.ts';

const rangeArgs = {
  channel: word,
  oldest: z.optional(text),
  latest: z.optional(text),
  inclusive: z.optional(flag),
  limit: z.optional(wholeNumber),
  cursor: z.optional(text),
  include_all_metadata: z.optional(flag),
};

/** Reading messages. */
export const historyMethods: readonly Method[] = [
  method('conversations.history', {
    rate: 'tier3',
    scopes: anyOf(historyScopes),
    args: rangeArgs,
    run: (state, args) => {
      const channel = visibleChannel(state, args.channel);
      needScope(state, channel, historyScopes);
      joinedChannel(state, args.channel);
      const within = rangeOf(args);
      const newestFirst = channel.messages.filter((m) => inTimeline(m) && within(m)).reverse();
      const messages = page(newestFirst, Math.min(args.limit ?? 100, 999), args.cursor);
      const metadata = args.include_all_metadata ?? false;
      return {
        messages: messages.items.map((message) => wireMessage(state, message, { metadata, thread: true })),
        has_more: messages.metadata.next_cursor !== '',
        pin_count: channel.pins.length,
        channel_actions_ts: null,
        channel_actions_count: 0,
        ...(messages.metadata.next_cursor === '' ? {} : { response_metadata: messages.metadata }),
      };
    },
  }),
  method('conversations.replies', {
    rate: 'tier3',
    scopes: anyOf(historyScopes),
    args: { ...rangeArgs, ts: word },
    missing: { ts: 'thread_not_found' },
    run: (state, args) => {
      const channel = visibleChannel(state, args.channel);
      needScope(state, channel, historyScopes);
      joinedChannel(state, args.channel);
      const named = state.team.message(channel.id, args.ts);
      const parent = named?.threadTs ? state.team.message(channel.id, named.threadTs) : named;
      if (parent === null) throw new SlackError('thread_not_found');
      const within = rangeOf(args);
      const thread = [parent, ...state.team.replies(channel.id, parent.ts).filter(within)];
      const messages = page(thread, Math.min(args.limit ?? 1000, 1000), args.cursor);
      const metadata = args.include_all_metadata ?? false;
      return {
        messages: messages.items.map((message) => wireMessage(state, message, { metadata, thread: true })),
        has_more: messages.metadata.next_cursor !== '',
        ...(messages.metadata.next_cursor === '' ? {} : { response_metadata: messages.metadata }),
      };
    },
  }),
];

type Range = {
  readonly oldest?: string | undefined;
  readonly latest?: string | undefined;
  readonly inclusive?: boolean | undefined;
};

/* Both ends are excluded unless `inclusive`; ts are compared as numbers of microseconds. */
function rangeOf(range: Range): (message: Message) => boolean {
  const oldest = micros(range.oldest ?? '0', 'invalid_ts_oldest');
  const latest = range.latest ? micros(range.latest, 'invalid_ts_latest') : null;
  return (message) => {
    const at = micros(message.ts, 'invalid_ts_latest');
    if (range.inclusive) return at >= oldest && (latest === null || at <= latest);
    return at > oldest && (latest === null || at < latest);
  };
}

function micros(ts: string, error: string): bigint {
  const match = /^(\d+)(?:\.(\d{1,6})\d*)?$/u.exec(ts === '' ? '0' : ts);
  if (match === null) throw new SlackError(error);
  return BigInt(match[1] ?? '0') * 1_000_000n + BigInt((match[2] ?? '').padEnd(6, '0'));
}
