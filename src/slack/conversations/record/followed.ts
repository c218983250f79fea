import { z } from 'zod';
import {
  type ChannelId,
  channelIdSchema,
  type MessageTs,
  messageTsSchema,
} from '../../../domain/incident/ids.ts';
import type { ObservedCommand } from '../../../domain/incident/observed-commands.ts';
import { bot } from '../../../domain/incident/people/actor.ts';
import { eventId } from '../../listening/event-id.ts';
import type { ListenerContext } from '../../listening/listener-context.ts';
import type { Listeners } from '../../router.ts';
import { pinEvent, reactionEvent } from './marks.ts';

/** The same as when it came: who took a mark away does not matter, only that it is gone. */
const markGone = z.union([
  reactionEvent.transform(({ item }) => ({ channel: item.channel, ts: item.ts })),
  pinEvent.transform(({ channel_id: channel, item }) => ({ channel, ts: item.message.ts })),
]);

const messageGone = z.object({
  subtype: z.literal('message_deleted'),
  channel: channelIdSchema,
  deleted_ts: messageTsSchema,
});
const messageChanged = z.object({
  subtype: z.literal('message_changed'),
  channel: channelIdSchema,
  message: z.object({ ts: messageTsSchema }),
});
const messageEvent = z.discriminatedUnion('subtype', [messageGone, messageChanged]);

/** Whether an event tells that a message was edited or deleted. */
export const changesMessage = (event: unknown): boolean => messageEvent.safeParse(event).success;

/** Hears what becomes of messages that are on a timeline, and says nothing of it: it was done in front of everybody. */
export const followedListeners = (context: ListenerContext): Listeners => ({
  events: {
    reaction_removed: ({ event, body }) => lost(context, event, body),
    pin_removed: ({ event, body }) => lost(context, event, body),
  },
});

/** The same of a message that was edited or deleted; beside it, its request_ids are kept. */
export async function hearChange(context: ListenerContext, event: unknown, body: unknown): Promise<void> {
  const read = messageEvent.safeParse(event);
  if (!read.success) return;
  const { channel, subtype } = read.data;
  const ts = subtype === 'message_deleted' ? read.data.deleted_ts : read.data.message.ts;
  const command: ObservedCommand =
    subtype === 'message_deleted' ? { type: 'message_deleted', ts } : { type: 'look_at_messages', ts: [ts] };
  await observe(context, { channel, ts, inboxId: `${eventId(body)}:change` }, command);
}

async function lost(context: ListenerContext, event: unknown, body: unknown): Promise<void> {
  const read = markGone.safeParse(event);
  if (!read.success) return;
  const { channel, ts } = read.data;
  await observe(context, { channel, ts, inboxId: eventId(body) }, { type: 'look_at_messages', ts: [ts] });
}

/** Gives a command about a message, where that is on the timeline, or the incident cannot be read to know. */
async function observe(
  { store, commandBus }: ListenerContext,
  about: { channel: ChannelId; ts: MessageTs; inboxId: string },
  command: ObservedCommand,
): Promise<void> {
  const target = await store.incidentOf(about.channel);
  if (!target) return;
  const found = await store.incident(target);
  if (found.kind === 'found' && !found.incident.marked.has(about.ts)) return;
  await commandBus.execute({ target, command, by: bot, inboxId: about.inboxId });
}
