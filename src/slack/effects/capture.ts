import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Handler } from '../../app/worker/attempt.ts';
import { dead, done } from '../../app/worker/outcome.ts';
import {
  type ChannelId,
  type MessageTs,
  type Millis,
  messageTsSchema,
  userIdSchema,
} from '../../domain/incident/ids.ts';
import { markedIn } from '../../domain/incident/incident.ts';
import type { FactCommand } from '../../domain/incident/learned/fact-commands.ts';
import type { PlainText } from '../../domain/text/text.ts';
import { lastingRefusal, slackError } from '../api/failures.ts';
import { mentionedNames } from '../api/mentioned-names.ts';
import { timelineReaction } from '../ids.ts';
import { incomingText } from '../text/decode-text.ts';
import { permalink } from '../text/permalink.ts';
import { mentionedIn, shownSchema, shownText, withNames } from '../text/shown-text.ts';
import { type EffectContext, type EffectOf, inIncidentChannel, withSlack } from './effect-context.ts';

const markedSchema = shownSchema.extend({
  ts: messageTsSchema,
  thread_ts: messageTsSchema.optional(),
  subtype: z.string().optional(),
  user: userIdSchema.optional(),
  edited: z.object({ ts: z.string() }).optional(),
  pinned_to: z.array(z.string()).default([]),
  reactions: z.array(z.object({ name: z.string() })).default([]),
});
type MarkedMessage = z.infer<typeof markedSchema>;
const replies = z.object({ messages: z.array(markedSchema) });

/**
 * Reads a marked message where it was marked, wherever it is in a thread, with its link. Slack lists a thread's parent
 * first.
 */
export const captureMessage = (context: EffectContext): Handler<EffectOf<'capture_message'>> =>
  inIncidentChannel(context, async ({ effect: { ts }, incident, channel: its }) => {
    const channel = markedIn(incident, ts) ?? its;
    const found = await messageAt(context.client, channel, ts);
    if (!found) return dead('the message was deleted', 'Add a note with what it said.');
    const link = permalink(context.workspaceUrl(), channel, ts, found.thread_ts);
    const text = await readable(context, found);
    const editedAt = editedAtOf(found);
    const edited = editedAt !== null && { editedAt };
    const marked = isMarked(found, channel);
    return done({ type: 'record_message', ts, author: found.user ?? null, text, link, marked, ...edited });
  });

/**
 * Reads a message on the timeline again to see what changed. The bot's own messages change by themselves, and stay as
 * they were marked.
 */
export function followMessage(context: EffectContext): Handler<EffectOf<'follow_message'>> {
  const source = followSource(context);
  const marked = inIncidentChannel<Parameters<typeof source>[0]>(
    context,
    async ({ effect: { ts }, channel }) => done(await stateOf(context, channel, ts)),
  );
  return (job) => (job.incident.source?.ts === job.effect.ts ? source(job) : marked(job));
}

/**
 * The message that the incident was declared from needs neither a mark nor the incident's channel, and is where Slack may
 * not let the bot read: then it stays as it was.
 */
const followSource = (context: EffectContext): Handler<EffectOf<'follow_message'>> =>
  withSlack(context, async ({ effect: { ts }, incident: { source } }) => {
    if (!source) return done();
    try {
      const state = await stateOf(context, source.channel, ts);
      return done(state.type === 'record_message_state' ? { ...state, marked: true } : state);
    } catch (error) {
      if (lastingRefusal(error)) return done();
      throw error;
    }
  });

type MessageState = Extract<FactCommand, { type: 'record_message_state' | 'record_message_gone' }>;

async function stateOf(context: EffectContext, channel: ChannelId, ts: MessageTs): Promise<MessageState> {
  const found = await messageAt(context.client, channel, ts);
  if (!found) return { type: 'record_message_gone', ts };
  const editedAt = found.user === context.self() ? null : editedAtOf(found);
  const marked = isMarked(found, channel);
  return { type: 'record_message_state', ts, text: await readable(context, found), editedAt, marked };
}

/** Returns whether the message has a mark that people can remove. */
const isMarked = ({ pinned_to, reactions }: MarkedMessage, channel: ChannelId): boolean =>
  pinned_to.includes(channel) || reactions.some(({ name }) => name === timelineReaction);

/** Returns the message's text, with names instead of IDs. */
async function readable({ client, store }: EffectContext, found: MarkedMessage): Promise<PlainText> {
  const markup = shownText(found);
  return incomingText(withNames(markup, await mentionedNames(client, store, mentionedIn(markup))));
}

const editedAtOf = ({ edited }: MarkedMessage): Millis | null =>
  edited ? (Math.floor(Number(edited.ts) * 1_000) as Millis) : null;

/**
 * Null if it was deleted: for a message without replies Slack returns thread_not_found; for one with replies it
 * leaves a tombstone.
 */
async function messageAt(
  client: WebClient,
  channel: ChannelId,
  ts: MessageTs,
): Promise<MarkedMessage | null> {
  const one = { channel, ts, oldest: ts, latest: ts, inclusive: true, limit: 10 };
  try {
    const { messages } = replies.parse(await client.conversations.replies(one));
    return messages.find((message) => message.ts === ts && message.subtype !== 'tombstone') ?? null;
  } catch (error) {
    if (slackError(error) === 'thread_not_found') return null;
    throw error;
  }
}
