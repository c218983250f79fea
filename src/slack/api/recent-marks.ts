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
  user: userIdSchema.optional(),
  reactions: z.array(z.object({ name: z.string() })).default([]),
});
const pins = z.object({
  items: z.array(z.object({ created: z.number(), message: messageSchema.optional() })).default([]),
});
const history = z.object({
  messages: z.array(messageSchema),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** A marked message, as it is now, and how it was marked. */
export type MarkedBefore = { readonly via: Mark; readonly message: z.infer<typeof messageSchema> };

const dayMs = 86_400_000;
/** How much of the day is searched: pages, and messages per page. */
const pagesMax = 5;
const pageSize = 200;

/**
 * Returns what was pinned in a channel within the 24 hours before `now` (UTC ms), and the messages since then with a
 * :pushpin:, oldest first, each once; none of the bot's own (`self`). In threads it finds only pinned messages.
 */
export async function recentMarks(
  client: WebClient,
  channel: ChannelId,
  { self, now }: { readonly self: UserId; readonly now: number },
): Promise<MarkedBefore[]> {
  const since = (now - dayMs) / 1_000;
  const { items } = pins.parse(await client.pins.list({ channel }));
  const pinned = items.flatMap(({ created, message }): MarkedBefore[] =>
    created >= since && message ? [{ via: 'pin', message }] : [],
  );
  const reacted = await reactedSince(client, channel, since);
  const byTs = new Map<MessageTs, MarkedBefore>();
  for (const one of [...reacted, ...pinned]) if (one.message.user !== self) byTs.set(one.message.ts, one);
  return [...byTs.values()].toSorted((a, b) => Number(a.message.ts) - Number(b.message.ts));
}

async function reactedSince(client: WebClient, channel: ChannelId, since: number): Promise<MarkedBefore[]> {
  const found: MarkedBefore[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const read = history.parse(
      await client.conversations.history({
        channel,
        oldest: String(since),
        limit: pageSize,
        ...(cursor && { cursor }),
      }),
    );
    for (const message of read.messages)
      if (message.reactions.some(({ name }) => name === timelineReaction))
        found.push({ via: 'reaction', message });
    cursor = read.response_metadata?.next_cursor;
    if (!cursor) break;
  }
  return found;
}
