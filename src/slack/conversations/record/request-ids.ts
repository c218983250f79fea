import { z } from 'zod';
import { loggedNumber } from '../../../app/looks/unreadable-records.ts';
import {
  type ChannelId,
  channelIdSchema,
  messageTsSchema,
  type UserId,
  userIdSchema,
} from '../../../domain/incident/ids.ts';
import type { ObservedCommand } from '../../../domain/incident/learned/observed-commands.ts';
import { type Actor, bot } from '../../../domain/incident/people/actor.ts';
import { extractRequestIds } from '../../../domain/records/request-ids.ts';
import type { Unreadable } from '../../../store/found.ts';
import { postEphemeral } from '../../api/messages.ts';
import { eventId } from '../../listening/event-id.ts';
import { keptForLater, type ListenerContext, person } from '../../listening/listener-context.ts';
import { wordsOf } from '../../text/message-text.ts';
import { permalink } from '../../text/permalink.ts';
import { sentence } from '../../views/replies.ts';

const messageContent = z.object({
  text: z.string().default(''),
  blocks: z.unknown().optional(),
  attachments: z.unknown().optional(),
  user: userIdSchema.optional(),
  bot_id: z.string().nullish(),
  ts: messageTsSchema,
  thread_ts: messageTsSchema.optional(),
});
// An edited message comes as an outer event with the new message inside; a deleted one has no text in either.
const messageEvent = z.union([
  z.object({ channel: channelIdSchema, message: messageContent }),
  messageContent
    .extend({ channel: channelIdSchema })
    .transform(({ channel, ...message }) => ({ channel, message })),
]);
/** An event as Bolt passes it. */
type MessageArgs = {
  readonly event: unknown;
  readonly body: unknown;
  readonly context: { readonly botUserId?: string };
};

/** Whether a message holds a request_id. */
export function holdsRequestId(event: unknown): boolean {
  const read = messageEvent.safeParse(event);
  return read.success && extractRequestIds(wordsOf(read.data.message)).length > 0;
}

/**
 * Handles every message in incident channels, including threads and other bots', and collects its request_ids. Skips
 * the bot's own: Bolt does so when they are posted, but not when they are edited.
 */
export async function hearRequestIds(
  context: ListenerContext,
  { event, body, context: { botUserId } }: MessageArgs,
): Promise<void> {
  const read = messageEvent.safeParse(event);
  if (!read.success || read.data.message.user === botUserId) return;
  const { channel, message } = read.data;
  const command = requestIdsIn(context, channel, message);
  const id = command && (await context.store.incidentOf(channel));
  if (!id) return;
  const by = authorOf(message);
  const change = await context.commandBus.execute({ target: id, command, by, inboxId: eventId(body) });
  if (change.kind === 'unreadable') await keptAside(context, change, { channel, user: message.user });
}

/** Returns what there is to record of the request_ids in a message of a channel; null if it holds none. */
export function requestIdsIn(
  context: Pick<ListenerContext, 'workspaceUrl'>,
  channel: ChannelId,
  message: Omit<z.infer<typeof messageContent>, 'user' | 'bot_id'>,
): Extract<ObservedCommand, { type: 'record_request_ids' }> | null {
  const where = permalink(context.workspaceUrl(), channel, message.ts, message.thread_ts);
  const found = extractRequestIds(wordsOf(message)).map(
    (requestId) => ({ requestId, source: 'message', where }) as const,
  );
  return found.length > 0 ? { type: 'record_request_ids', seen: found } : null;
}

/** Returns who wrote a message, as an actor; for another app's it's the bot, which only heard of it. */
export const authorOf = ({ user, bot_id }: Pick<z.infer<typeof messageContent>, 'user' | 'bot_id'>): Actor =>
  user && !bot_id ? person(user) : bot;

/** The author is told why it isn't shown yet; for apps, only the log says so. */
async function keptAside(
  context: ListenerContext,
  { incident, seq }: Pick<Unreadable, 'incident' | 'seq'>,
  { channel, user }: { channel: ChannelId; user: UserId | undefined },
): Promise<void> {
  const logged = await loggedNumber(context.store, incident);
  context.log.warn({ ...logged, seq }, 'Stored a request_id until a version can read its incident.');
  if (!user) return;
  context.background.run('answer to a request_id', () =>
    postEphemeral(context.client, { channel, user }, sentence(keptForLater(incident, seq))),
  );
}
