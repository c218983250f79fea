import { z } from 'zod';
import type { Mark } from '../../../domain/incident/events/entry-events.ts';
import {
  type ChannelId,
  channelIdSchema,
  messageTsSchema,
  userIdSchema,
} from '../../../domain/incident/ids.ts';
import { isFree } from '../../../domain/incident/incident.ts';
import { isRefusal } from '../../../domain/incident/refusal.ts';
import { postEphemeral } from '../../api/messages.ts';
import { commandName, shortcutIds, timelineReaction } from '../../ids.ts';
import { eventId } from '../../listening/event-id.ts';
import { execute } from '../../listening/execute-command.ts';
import { reply } from '../../listening/handlers.ts';
import { about } from '../../listening/incident-commands.ts';
import { type ListenerContext, noIncidentHere, type Requester } from '../../listening/listener-context.ts';
import { onMessageShortcut } from '../../listening/shortcuts.ts';
import type { Listeners } from '../../router.ts';
import { sentence } from '../../views/replies.ts';

/**
 * Marks one message of an incident channel; returns the sentence for the person, or null if there is nothing to say.
 */
async function mark(
  context: ListenerContext,
  requester: Requester,
  ts: z.infer<typeof messageTsSchema>,
  via: Mark,
): Promise<string | null> {
  const id = requester.channel && (await context.store.incidentOf(requester.channel));
  if (!id) return (await noIncidentHere(context)).refused;
  const change = await execute(context, requester, id, { type: 'mark_message', ts, via });
  if (isRefusal(change)) return change.refused;
  if (via !== 'shortcut') return null;
  if (change.incident?.headline?.ts === ts)
    return about(id, 'the headline needs no entry: its changes are on the timeline already.');
  const number = change.incident?.captured.get(ts);
  if (number !== undefined && change.incident?.entries.corrections.get(number)?.hidden.includes('person'))
    return about(
      id,
      `that message is entry #${number}, which is hidden. To show it again, run \`${commandName} restore #${number}\`.`,
    );
  const added = change.kind === 'changed' && change.recorded.length > 0;
  return about(id, added ? 'message added to the timeline.' : 'that message is already on the timeline.');
}

/** A reaction that marks, added or removed. */
export const reactionEvent = z.object({
  user: userIdSchema,
  reaction: z.literal(timelineReaction),
  item: z.object({ type: z.literal('message'), channel: channelIdSchema, ts: messageTsSchema }),
});

/** A pin, added or removed. */
export const pinEvent = z.object({
  user: userIdSchema,
  channel_id: channelIdSchema,
  item: z.object({ message: z.object({ ts: messageTsSchema }) }),
});

/** Handles the three ways to mark a message: shortcut, pin, and reaction. */
export const markListeners = (context: ListenerContext): Listeners => ({
  shortcuts: {
    [shortcutIds.addToTimeline]: onMessageShortcut(context, async (requester, { ts }) => {
      const answer = await mark(context, requester, ts, 'shortcut');
      return answer === null ? { kind: 'nothing' } : reply(sentence(answer));
    }),
  },
  events: {
    reaction_added: async ({ event, body }) => {
      const read = reactionEvent.safeParse(event);
      if (!read.success) return;
      const { user, item } = read.data;
      await markByEvent(
        context,
        { user, channel: item.channel, inboxId: eventId(body) },
        item.ts,
        'reaction',
      );
    },
    pin_added: async ({ event, body }) => {
      const read = pinEvent.safeParse(event);
      if (!read.success) return;
      const { user, channel_id, item } = read.data;
      await markByEvent(
        context,
        { user, channel: channel_id, inboxId: eventId(body) },
        item.message.ts,
        'pin',
      );
    },
  },
});

async function markByEvent(
  context: ListenerContext,
  requester: Requester & { channel: ChannelId },
  ts: z.infer<typeof messageTsSchema>,
  via: Mark,
): Promise<void> {
  const here = await context.store.incidentOf(requester.channel);
  const found = here && (await context.store.incident(here));
  if (!found || (found.kind === 'found' && isFree(found.incident))) return;
  const refusal = await context.admit(requester.user, null);
  const answer = refusal ? refusal.refused : await mark(context, requester, ts, via);
  if (answer)
    context.background.run('answer to a mark', () =>
      postEphemeral(context.client, requester, sentence(answer)),
    );
}
