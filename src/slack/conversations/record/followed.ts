import { z } from 'zod';
import {
  type ChannelId,
  channelIdSchema,
  type MessageTs,
  messageTsSchema,
} from '../../../domain/incident/ids.ts';
import type { ObservedCommand } from '../../../domain/incident/learned/observed-commands.ts';
import { bot } from '../../../domain/incident/people/actor.ts';
import { eventId } from '../../listening/event-id.ts';
import type { ListenerContext } from '../../listening/listener-context.ts';
import type { Listeners } from '../../router.ts';
import { pinEvent, reactionEvent } from './marks.ts';

/** The same ID for every removal of a mark: who removed it doesn't matter, only that it's gone. */
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

/** Whether an event reports that a message was edited or deleted. */
export const changesMessage = (event: unknown): boolean => messageEvent.safeParse(event).success;

/** Handles changes to messages on a timeline, without a reply: everyone could see the change. */
export const followedListeners = (context: ListenerContext): Listeners => ({
  events: {
    reaction_removed: ({ event, body }) => lost(context, event, body),
    pin_removed: ({ event, body }) => lost(context, event, body),
  },
});

/** The same for an edited or deleted message; also collects its request_ids. */
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

/**
 * Executes a command about a message in every incident that has it on its timeline: a channel of people's can have had
 * several, and others can have been declared from it. Also in one that can't be read to find out: in the channel's own,
 * and in those declared from it.
 */
async function observe(
  { store, commandBus }: ListenerContext,
  { channel, ts, inboxId }: { channel: ChannelId; ts: MessageTs; inboxId: string },
  command: ObservedCommand,
): Promise<void> {
  const own = await store.incidentOf(channel);
  const declared = await store.declaredFrom(channel, ts);
  const here = own ? [own, ...(await store.incidentsIn(channel))] : [];
  for (const target of new Set([...here, ...declared])) {
    const found = await store.incident(target);
    const hasIt = found.kind === 'found' ? found.incident.marked.has(ts) : target === own;
    const occasion = target === own ? inboxId : `${inboxId}:${target}`;
    if (hasIt || declared.includes(target))
      await commandBus.execute({ target, command, by: bot, inboxId: occasion });
  }
}
