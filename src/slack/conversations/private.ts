import { z } from 'zod';
import { channelIdSchema, incidentName, userIdSchema } from '../../domain/incident/ids.ts';
import { isRefusal } from '../../domain/incident/refusal.ts';
import { isPublic, privateChannelRefusal } from '../access/private-channels.ts';
import { eventId } from '../listening/event-id.ts';
import { refusalReply } from '../listening/handlers.ts';
import { executeHere } from '../listening/incident-commands.ts';
import {
  incidentOfChannel,
  type ListenerContext,
  person,
  type Reply,
  type Requester,
} from '../listening/listener-context.ts';

/**
 * Moves the channel's incident to a new private channel; where people have made its channel private already, it stays
 * there, and counts as private.
 */
export async function goPrivate(context: ListenerContext, requester: Requester): Promise<Reply> {
  const incident = await incidentOfChannel(context, requester.channel);
  if (isRefusal(incident)) return refusalReply(incident);
  // A conversion is told once, and may not have been heard.
  const isPrivate =
    incident.channel !== null && (await isPublic(context.client, incident.channel.id)) === false;
  if (!isPrivate && incident.privateTo === null) {
    const lacking = await privateChannelRefusal(context);
    if (lacking) return refusalReply(lacking);
  }
  const how = isPrivate ? 'converted' : 'moved';
  return executeHere(context, requester, { type: 'make_private', how }, ({ id }) =>
    isPrivate
      ? `${incidentName(id)} is private now: only members of this channel can see it. The announcement says nothing about it any more.`
      : `${incidentName(id)} moves to a private channel. The bot's messages here are being deleted; people's messages and this channel's name stay.`,
  );
}

/** Slack: docs.slack.dev, events, message, channel_convert_to_private. */
const conversion = z.object({
  subtype: z.literal('channel_convert_to_private'),
  channel: channelIdSchema,
  user: userIdSchema,
});

/** Whether an event tells that people have made a channel private. */
export const convertsChannel = (event: unknown): boolean => conversion.safeParse(event).success;

/** Hears that people have made an incident's channel private: so is the incident from then on, where it is. */
export async function hearConversion(context: ListenerContext, event: unknown, body: unknown): Promise<void> {
  const read = conversion.safeParse(event);
  if (!read.success) return;
  const { channel, user } = read.data;
  const target = await context.store.incidentOf(channel);
  if (!target) return;
  await context.commandBus.execute({
    target,
    command: { type: 'channel_made_private', channel },
    by: person(user),
    inboxId: eventId(body),
  });
}
