import { z } from 'zod';
import { makePrivate } from '../../domain/decide/decide-private.ts';
import type { Command } from '../../domain/incident/commands.ts';
import {
  type ChannelId,
  channelIdSchema,
  type IncidentId,
  incidentName,
  type UserId,
  userIdSchema,
} from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { isRefusal, type Refusal } from '../../domain/incident/refusal.ts';
import { isPublic, privateChannelRefusal } from '../access/private-channels.ts';
import { postEphemeral } from '../api/messages.ts';
import { actionIds, commandName } from '../ids.ts';
import { eventId } from '../listening/event-id.ts';
import { refusalReply, reply } from '../listening/handlers.ts';
import { executeHere, onButton, permittedHere } from '../listening/incident-commands.ts';
import {
  incidentOfChannel,
  type ListenerContext,
  person,
  type Reply,
  type Requester,
} from '../listening/listener-context.ts';
import type { Listeners } from '../router.ts';
import { askPrivateMessage } from '../views/private.ts';
import { sentence } from '../views/replies.ts';

/** Asks before the channel's incident becomes private: there's no way back, and the bot's messages here are deleted. */
export async function askToGoPrivate(context: ListenerContext, requester: Requester): Promise<Reply> {
  const incident = await permittedHere(context, requester, 'make_private');
  if (isRefusal(incident)) return refusalReply(incident);
  const command = await howToGoPrivate(context, incident);
  if (isRefusal(command)) return refusalReply(command);
  const decided = makePrivate(incident, command);
  return isRefusal(decided) ? refusalReply(decided) : reply(askPrivateMessage(incident, command));
}

/** Does what was asked about, in place of the question. */
async function goPrivate(context: ListenerContext, requester: Requester): Promise<Reply> {
  const incident = await incidentOfChannel(context, requester.channel);
  if (isRefusal(incident)) return refusalReply(incident);
  const command = await howToGoPrivate(context, incident);
  if (isRefusal(command)) return refusalReply(command);
  const answer = await executeHere(context, requester, command, ({ id }) =>
    command.how === 'converted'
      ? `${incidentName(id)} is private now: only members of this channel can see it. The announcement says nothing about it any more.`
      : `${incidentName(id)} moves to a private channel. The bot's messages here are being deleted; people's messages and this channel's name stay.`,
  );
  return answer.kind === 'say' ? { kind: 'replace', message: answer.message } : answer;
}

/**
 * The incident moves to a new private channel; where people have made its channel private already, it stays there, and
 * counts as private. A private one whose channel they have made public moves out of it.
 */
async function howToGoPrivate(
  context: ListenerContext,
  incident: Incident,
): Promise<Extract<Command, { type: 'make_private' }> | Refusal> {
  // A conversion is told once, and may not have been heard.
  const isOpenToAll = incident.channel && (await isPublic(context.client, incident.channel.id));
  const isExposed = incident.privateTo !== null && isOpenToAll === true;
  const isConverted = isOpenToAll === false;
  if (!isConverted && (incident.privateTo === null || isExposed)) {
    const lacking = await privateChannelRefusal(context);
    if (lacking) return lacking;
  }
  const how = isConverted ? 'converted' : 'moved';
  return { type: 'make_private', how, ...(isExposed && { exposed: true }) };
}

/** Hears the button that confirms it. */
export const privateListeners = (context: ListenerContext): Listeners => ({
  actions: {
    [actionIds.makePrivate]: onButton(context, (requester) => goPrivate(context, requester)),
  },
});

/** Slack: docs.slack.dev, events, message, channel_convert_to_private and channel_convert_to_public. */
const conversion = z.object({
  subtype: z.enum(['channel_convert_to_private', 'channel_convert_to_public']),
  channel: channelIdSchema,
  user: userIdSchema,
});

/** Whether an event tells that people have made a channel private or public. */
export const convertsChannel = (event: unknown): boolean => conversion.safeParse(event).success;

/**
 * Hears that people have made an incident's channel private: so is the incident from then on, where it is. It never becomes
 * public again: whoever makes its channel so is told what that means.
 */
export async function hearConversion(context: ListenerContext, event: unknown, body: unknown): Promise<void> {
  const read = conversion.safeParse(event);
  if (!read.success) return;
  const { subtype, channel, user } = read.data;
  const target = await context.store.incidentOf(channel);
  if (!target) return;
  if (subtype === 'channel_convert_to_public') return warnOfReaders(context, { target, channel, user });
  await context.commandBus.execute({
    target,
    command: { type: 'channel_made_private', channel },
    by: person(user),
    inboxId: eventId(body),
  });
}

/** Nothing is published: the incident stays private everywhere else. */
async function warnOfReaders(
  { client, store, background }: ListenerContext,
  { target, channel, user }: { target: IncidentId; channel: ChannelId; user: UserId },
): Promise<void> {
  const found = await store.incident(target);
  if (found.kind !== 'found' || found.incident.privateTo === null) return;
  const warning = `${incidentName(target)} stays private, but everyone can read this channel now. To move it, run \`${commandName} private\`.`;
  background.run('warn of a channel made public', () =>
    postEphemeral(client, { channel, user }, sentence(warning)),
  );
}
