import { z } from 'zod';
import { bot } from '../../domain/incident/actor.ts';
import {
  type ChannelId,
  channelIdSchema,
  messageTsSchema,
  type UserId,
  userIdSchema,
} from '../../domain/incident/ids.ts';
import { extractRequestIds } from '../../domain/records/request-ids.ts';
import type { Unreadable } from '../../store/store.ts';
import { whisper } from '../api/messages.ts';
import { wordsOf } from '../text/message-text.ts';
import { permalink } from '../text/permalink.ts';
import { sentence } from '../views/replies.ts';
import { type Desk, keptForLater, person } from '../listening/listener-context.ts';
import type { Switchboard } from '../router.ts';

const said = z.object({
  text: z.string().default(''),
  blocks: z.unknown().optional(),
  attachments: z.unknown().optional(),
  user: userIdSchema.optional(),
  bot_id: z.string().nullish(),
  ts: messageTsSchema,
  thread_ts: messageTsSchema.optional(),
});
// An edited message comes as an outer event with the new message inside it; a deleted one has neither text.
const messageEvent = z.union([
  z.object({ channel: channelIdSchema, message: said }),
  said.extend({ channel: channelIdSchema }).transform(({ channel, ...message }) => ({ channel, message })),
]);
const envelope = z.object({ event_id: z.string() });

/** Whether a message holds a request_id. */
export function messageMatters(event: unknown): boolean {
  const seen = messageEvent.safeParse(event);
  return seen.success && extractRequestIds(wordsOf(seen.data.message)).length > 0;
}

/**
 * Hears every message of incident channels, threads and other bots included, and keeps its request_ids. Not the bot's
 * own: Bolt leaves those out when they are posted, but not when they are edited.
 */
export function registerRequestIds(app: Switchboard, desk: Desk): void {
  app.event('message', async ({ event, body, context }) => {
    const seen = messageEvent.safeParse(event);
    if (!seen.success || seen.data.message.user === context.botUserId) return;
    const { channel, message } = seen.data;
    const requestIds = extractRequestIds(wordsOf(message));
    const id = requestIds.length > 0 ? await desk.store.incidentOf(channel) : null;
    if (!id) return;
    const where = permalink(desk.workspaceUrl(), channel, message.ts, message.thread_ts);
    const change = await desk.commander.give({
      target: id,
      command: {
        type: 'record_request_ids',
        seen: requestIds.map((requestId) => ({ requestId, source: 'message', where })),
      },
      by: message.user && !message.bot_id ? person(message.user) : bot,
      inboxId: `event:${envelope.parse(body).event_id}`,
    });
    if (change.kind === 'unreadable') keptAside(desk, change, { channel, user: message.user });
  });
}

/** Whoever wrote it is told why it is not shown yet, and the log has it of apps too. */
function keptAside(
  desk: Desk,
  { incident, seq }: Pick<Unreadable, 'incident' | 'seq'>,
  { channel, user }: { channel: ChannelId; user: UserId | undefined },
): void {
  desk.log.warn(
    { incident, seq },
    'A request_id is kept for a version that can read its incident: this one cannot.',
  );
  if (!user) return;
  desk.background.run('answer to a request_id', () =>
    whisper(desk.client, { channel, user }, sentence(keptForLater(incident, seq))),
  );
}
