import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Mark } from '../../domain/incident/events/entry-events.ts';
import {
  type ChannelId,
  type MessageTs,
  messageTsSchema,
  type UserId,
  userIdSchema,
} from '../../domain/incident/ids.ts';
import { timelineReaction } from '../ids.ts';
import { shownSchema } from '../text/shown-text.ts';

const messageSchema = shownSchema.extend({
  ts: messageTsSchema,
  thread_ts: messageTsSchema.optional(),
  latest_reply: messageTsSchema.optional(),
  user: userIdSchema.optional(),
  edited: z.object({ ts: z.string() }).optional(),
  reactions: z.array(z.object({ name: z.string(), users: z.array(userIdSchema).default([]) })).default([]),
});
const pins = z.object({
  items: z
    .array(
      z.object({
        created: z.number(),
        created_by: userIdSchema.optional().catch(undefined),
        message: messageSchema.optional(),
      }),
    )
    .default([]),
});
const history = z.object({
  messages: z.array(messageSchema),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** A message of a channel's last day, as it is now. */
export type RecentMessage = z.infer<typeof messageSchema>;

/** A marked message as it is now, with how it was marked, and by whom if Slack says. */
export type RecentMark = {
  readonly via: Mark;
  readonly by: readonly UserId[];
  readonly message: RecentMessage;
};

const dayMs = 86_400_000;
/** How much of the day is read: pages, and messages per page. */
const pagesMax = 5;
const pageSize = 200;

/** Asks for one page of a channel or of a thread. */
type ReadPage = (range: { oldest: string; limit: number; cursor?: string }) => Promise<unknown>;

/** The time from which on messages are recent, as Slack writes it: a day before `now` (UTC ms). */
export const recently = (now: number): number => (now - dayMs) / 1_000;

/** Returns the messages since a time (UTC s), the newest thousand. */
export async function messagesSince(read: ReadPage, since: number): Promise<RecentMessage[]> {
  const found: RecentMessage[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const range = { oldest: String(since), limit: pageSize, ...(cursor && { cursor }) };
    const { messages, response_metadata } = history.parse(await read(range));
    found.push(...messages);
    cursor = response_metadata?.next_cursor;
    if (!cursor) break;
  }
  return found;
}

/**
 * Returns the messages pinned since a time (UTC s), from a response of `pins.list`. Slack dates pins in whole seconds.
 */
export const pinnedSince = (answer: unknown, since: number): RecentMark[] =>
  pins
    .parse(answer)
    .items.flatMap(({ created, created_by, message }) =>
      created >= Math.floor(since) && message
        ? [{ via: 'pin', by: created_by ? [created_by] : [], message }]
        : [],
    );

/** Returns the marked messages, oldest first, each once: one that is pinned and has a :pushpin: counts as pinned. */
export function marksAmong(
  messages: readonly RecentMessage[],
  pinned: readonly RecentMark[],
): readonly RecentMark[] {
  const byTs = new Map<MessageTs, RecentMark>();
  for (const message of messages) {
    const by = message.reactions.find(({ name }) => name === timelineReaction)?.users;
    if (by) byTs.set(message.ts, { via: 'reaction', by, message });
  }
  for (const pin of pinned) byTs.set(pin.message.ts, pin);
  return [...byTs.values()].toSorted((a, b) => Number(a.message.ts) - Number(b.message.ts));
}

/**
 * Returns what was pinned in a channel within the 24 hours before `now` (UTC ms), and the messages since then with a
 * :pushpin:, oldest first, each once; none of the bot's own (`self`). In threads it finds only pinned messages.
 */
export async function recentMarks(
  client: WebClient,
  channel: ChannelId,
  { self, now }: { readonly self: UserId; readonly now: number },
): Promise<RecentMark[]> {
  const since = recently(now);
  const pinned = pinnedSince(await client.pins.list({ channel }), since);
  const messages = await messagesSince((range) => client.conversations.history({ channel, ...range }), since);
  return marksAmong(messages, pinned).filter(({ message }) => message.user !== self);
}
