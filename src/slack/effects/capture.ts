import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Handler } from '../../app/worker/attempt.ts';
import { dead, done } from '../../app/worker/outcome.ts';
import { type ChannelId, type MessageTs, messageTsSchema, userIdSchema } from '../../domain/incident/ids.ts';
import { slackError } from '../api/failures.ts';
import { incomingText } from '../text/decode-text.ts';
import { permalink } from '../text/permalink.ts';
import { type EffectContext, type EffectOf, inIncidentChannel } from './effect-context.ts';

const markedSchema = z.object({
  ts: messageTsSchema,
  thread_ts: messageTsSchema.optional(),
  text: z.string().default(''),
  user: userIdSchema.optional(),
  files: z.array(z.object({ name: z.string().nullish() })).default([]),
});
const replies = z.object({ messages: z.array(markedSchema) });

/** Reads a marked message, wherever in a thread it stands, with its link. Slack puts a thread's parent first. */
export const captureMessage = (context: EffectContext): Handler<EffectOf<'capture_message'>> =>
  inIncidentChannel(context, async ({ effect: { ts }, channel }) => {
    const found = await messageAt(context.client, channel, ts);
    if (!found) return dead('the message was deleted', 'Add a note with what it said.');
    const link = permalink(context.workspaceUrl(), channel, ts, found.thread_ts);
    const text = incomingText(markedText(found));
    return done({ type: 'record_message', ts, author: found.user ?? null, text, link });
  });

/** Null where it was deleted: of what stands alone Slack says thread_not_found. */
async function messageAt(client: WebClient, channel: ChannelId, ts: MessageTs) {
  const one = { channel, ts, oldest: ts, latest: ts, inclusive: true, limit: 10 };
  try {
    const { messages } = replies.parse(await client.conversations.replies(one));
    return messages.find((message) => message.ts === ts) ?? null;
  } catch (error) {
    if (slackError(error) === 'thread_not_found') return null;
    throw error;
  }
}

/** What the timeline has of a message: its text, and what its files are called. */
export function markedText({ text, files }: Pick<z.infer<typeof markedSchema>, 'text' | 'files'>): string {
  const named = files.map(({ name }) => `[file: ${name ?? 'without a name'}]`);
  return [text, ...named].filter(Boolean).join(' ') || '[no text]';
}
