import { z } from 'zod';
import type { Mark } from '../../domain/incident/events.ts';
import { type ChannelId, channelIdSchema, messageTsSchema, userIdSchema } from '../../domain/incident/ids.ts';
import { isRefusal } from '../../domain/incident/refusal.ts';
import { whisper } from '../api/messages.ts';
import { shortcutId, timelineReaction } from '../ids.ts';
import { sentence } from '../views/replies.ts';
import { about } from '../listening/incident-commands.ts';
import { type Asker, type Desk, elsewhere, give } from '../listening/listener-context.ts';
import type { Switchboard } from '../router.ts';
import { troubleSentence } from '../listening/error-reply.ts';

/** Marks one message of an incident channel; the sentence for the person, or null where there is nothing to say. */
async function mark(
  desk: Desk,
  asker: Asker,
  ts: z.infer<typeof messageTsSchema>,
  via: Mark,
): Promise<string | null> {
  const id = asker.channel && (await desk.store.incidentOf(asker.channel));
  if (!id) return (await elsewhere(desk)).refused;
  const change = await give(desk, asker, id, { type: 'mark_message', ts, via });
  if (isRefusal(change)) return change.refused;
  const added = change.kind === 'changed' && change.recorded.length > 0;
  if (via !== 'shortcut') return null;
  return about(id, added ? 'the message is on the timeline.' : 'the message was on the timeline already.');
}

const shortcutPayload = z.object({
  user: z.object({ id: userIdSchema }),
  channel: z.object({ id: channelIdSchema }),
  message: z.object({ ts: messageTsSchema }),
  trigger_id: z.string(),
});

const reactionEvent = z.object({
  user: userIdSchema,
  reaction: z.literal(timelineReaction),
  item: z.object({ type: z.literal('message'), channel: channelIdSchema, ts: messageTsSchema }),
});

const pinEvent = z.object({
  user: userIdSchema,
  channel_id: channelIdSchema,
  item: z.object({ message: z.object({ ts: messageTsSchema }) }),
});

const envelope = z.object({ event_id: z.string() });

/** Hears the three ways to mark a message: the shortcut, a pin, the reaction. */
export function registerTimeline(app: Switchboard, desk: Desk): void {
  app.shortcut(shortcutId, async ({ shortcut, ack, respond }) => {
    const read = shortcutPayload.safeParse(shortcut);
    if (!read.success) return;
    const { user, channel, message, trigger_id } = read.data;
    const say = async (text: string): Promise<void> => {
      if (typeof respond !== 'function') return;
      await respond({ response_type: 'ephemeral', replace_original: false, ...sentence(text) });
    };
    try {
      const asker = { user: user.id, channel: channel.id, inboxId: `shortcut:${trigger_id}` };
      const said = await mark(desk, asker, message.ts, 'shortcut');
      await ack();
      if (said) desk.background.run('answer to the shortcut', () => say(said));
    } catch (error) {
      await ack();
      const said = troubleSentence(desk.log, error, 'shortcut');
      desk.background.run('trouble with the shortcut', () => say(said));
    }
  });

  app.event('reaction_added', async ({ event, body }) => {
    const seen = reactionEvent.safeParse(event);
    if (!seen.success) return;
    const { user, item } = seen.data;
    await markByEvent(desk, { user, channel: item.channel, inboxId: eventId(body) }, item.ts, 'reaction');
  });

  app.event('pin_added', async ({ event, body }) => {
    const seen = pinEvent.safeParse(event);
    if (!seen.success) return;
    const { user, channel_id, item } = seen.data;
    await markByEvent(desk, { user, channel: channel_id, inboxId: eventId(body) }, item.message.ts, 'pin');
  });
}

const eventId = (body: unknown): string => `event:${envelope.parse(body).event_id}`;

async function markByEvent(
  desk: Desk,
  asker: Asker & { channel: ChannelId },
  ts: z.infer<typeof messageTsSchema>,
  via: Mark,
): Promise<void> {
  const here = await desk.store.incidentOf(asker.channel);
  if (!here) return;
  const refusal = await desk.admit(asker.user, null);
  const said = refusal ? refusal.refused : await mark(desk, asker, ts, via);
  if (said) desk.background.run('answer to a mark', () => whisper(desk.client, asker, sentence(said)));
}
