import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import {
  type ChannelId,
  type IncidentId,
  incidentName,
  type MessageTs,
  messageTsSchema,
  type UserId,
} from '../../domain/incident/ids.ts';
import { slackError } from '../api/failures.ts';
import { everyPage } from '../api/slack-client.ts';
import { deleteFileIfThere, deleteIfThere } from './deletions.ts';

const messageSchema = z.object({
  ts: messageTsSchema,
  user: z.string().optional(),
  subtype: z.string().optional(),
  text: z.string().default(''),
  reply_count: z.number().default(0),
  reply_users: z.array(z.string()).default([]),
  metadata: z
    .object({ event_payload: z.object({ effect: z.string() }) })
    .optional()
    .catch(undefined),
  files: z
    .array(z.object({ id: z.string(), name: z.string().nullish(), mode: z.string().nullish() }))
    .default([]),
});
type SeenMessage = z.infer<typeof messageSchema>;
const pageSchema = z.object({
  messages: z.array(messageSchema).default([]),
});

/** Messages on a page (Slack: 999 at most). */
const pageSize = 500;
/** What an app posts; of everything else that it has caused Slack is the author, which no app can delete. */
const postedAs: readonly (string | undefined)[] = [undefined, 'file_share', 'thread_broadcast'];

/** A channel, or one thread in it without the message that it is under. */
export type ReadPlace = { readonly channel: ChannelId; readonly thread?: MessageTs };

/** The bot's own messages in a place, what stands in threads before what it stands under. */
export async function ownMessages(client: WebClient, self: UserId, place: ReadPlace): Promise<SeenMessage[]> {
  const isOwn = ({ user, subtype }: SeenMessage): boolean => user === self && postedAs.includes(subtype);
  const { channel, thread } = place;
  if (thread) return (await all(client, place)).filter((one) => isOwn(one) && one.ts !== thread);
  const found = new Map<MessageTs, SeenMessage>();
  for (const one of await all(client, place)) {
    // The bot answers under messages of its own; of one that was deleted nobody can tell whose it was.
    const mayHold = isOwn(one) || one.subtype === 'tombstone' || one.reply_users.includes(self);
    if (one.reply_count > 0 && mayHold)
      for (const reply of await ownMessages(client, self, { channel, thread: one.ts }))
        found.set(reply.ts, reply);
    if (isOwn(one)) found.set(one.ts, one);
  }
  return [...found.values()];
}

async function all(client: WebClient, place: ReadPlace): Promise<SeenMessage[]> {
  const found: SeenMessage[] = [];
  for await (const { messages } of everyPage(pageSchema, (at) => readPage(client, place, at)))
    found.push(...messages);
  return found;
}

async function readPage(client: WebClient, { channel, thread }: ReadPlace, at: object): Promise<unknown> {
  const range = { channel, limit: pageSize, include_all_metadata: true, ...at };
  try {
    return await (thread
      ? client.conversations.replies({ ...range, ts: thread })
      : client.conversations.history(range));
  } catch (error) {
    if (slackError(error) === 'thread_not_found') return {};
    throw error;
  }
}

/** The number of the incident that a message was posted for: the effect that posted it has it in its key. */
const numberOf = ({ metadata }: SeenMessage): string | null =>
  /^[a-z_]+:(\d+)[:#]/u.exec(metadata?.event_payload.effect ?? '')?.[1] ?? null;

/** Whether a message tells of this incident: it was posted for it, or has a file of that name. */
export const isAbout = (message: SeenMessage, id: IncidentId): boolean =>
  numberOf(message) === String(id) ||
  message.files.some(({ name }) => name && new RegExp(`-INC-${id}\\.[a-z]+$`, 'u').test(name));

/** The same of one that may tell of several, or was a mere answer: it names them in its text. */
export const mentions = (message: SeenMessage, id: IncidentId): boolean =>
  isAbout(message, id) ||
  (numberOf(message) === null && new RegExp(`\\b${incidentName(id)}\\b`, 'u').test(message.text));

/** The bot's own messages in a channel since then (UTC ms), without those in threads, which belong to no incident. */
export async function ownPosts(
  client: WebClient,
  self: UserId,
  { channel, since }: { readonly channel: ChannelId; readonly since: number },
): Promise<SeenMessage[]> {
  const found: SeenMessage[] = [];
  const read = (at: object) => readPage(client, { channel }, { oldest: String(since / 1000), ...at });
  for await (const { messages } of everyPage(pageSchema, read)) found.push(...messages);
  return found.filter((one) => one.user === self && numberOf(one) === null);
}

/** Deletes a message of the bot's own with its files. */
export async function takeAway(
  client: WebClient,
  channel: ChannelId,
  { ts, files }: SeenMessage,
): Promise<void> {
  for (const { id, mode } of files) if (mode !== 'tombstone') await deleteFileIfThere(client, id);
  await deleteIfThere(client, { channel, ts });
}
