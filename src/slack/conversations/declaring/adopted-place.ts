import { z } from 'zod';
import { orNullAfter } from '../../../app/with-timeout.ts';
import type { PersonCommand } from '../../../domain/incident/commands.ts';
import { markSchema } from '../../../domain/incident/events/entry-events.ts';
import { type ChannelId, messageTsSchema } from '../../../domain/incident/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../../domain/incident/refusal.ts';
import { lastingRefusal, slackError } from '../../api/failures.ts';
import { commandName } from '../../ids.ts';
import type { ListenerContext, Requester } from '../../listening/listener-context.ts';
import type { Fields } from '../../listening/modal-submission.ts';

/** How long a submitted form waits for what Slack says of its channel, ms: Slack gives it three seconds in all. */
const placeWithinMs = 1_200;

/** What a submitted form adopts; looked at again, for the channel can have become another one meanwhile. */
export async function adoptedPlace(
  context: ListenerContext,
  { channel }: Requester,
  fields: Fields,
): Promise<NonNullable<Extract<PersonCommand, { type: 'open' }>['adopts']> | Refusal> {
  if (!channel)
    return refuse(
      'This form is no longer linked to a channel. Nothing was changed. Close it and open it again.',
    );
  const place =
    unfitPlace(context, channel) ?? (await orNullAfter(placeWithinMs, adoptable(context, channel)));
  if (place === null)
    return refuse(
      `Slack didn't respond in time. Nothing was changed. Submit again, or run \`${commandName} open\` for a new channel.`,
    );
  if (isRefusal(place)) return place;
  const marks = fields.choices('marks').flatMap((value) => chosenMark.safeParse(value.split(':')).data ?? []);
  return { channel, name: place.name, marks };
}

const chosenMark = z.tuple([markSchema, messageTsSchema]).transform(([via, ts]) => ({ via, ts }));

const infoSchema = z.object({
  channel: z.object({
    name: z.string().default(''),
    is_general: z.boolean().default(false),
    is_member: z.boolean().default(false),
    is_shared: z.boolean().default(false),
    is_ext_shared: z.boolean().default(false),
    is_org_shared: z.boolean().default(false),
    is_pending_ext_shared: z.boolean().default(false),
  }),
});

const elsewhere = `Nothing was changed. Run \`${commandName} open\` for a channel of its own.`;

/** Why no incident can live in this channel, which needs no asking; null: Slack knows more, see `adoptable`. */
export function unfitPlace({ announceChannel }: ListenerContext, channel: ChannelId): Refusal | null {
  if (channel === announceChannel)
    return refuse(`This is the announcement channel, so an incident can't live here. ${elsewhere}`);
  // Slack: the id of a direct message begins with D; reading one takes a scope of its own.
  if (channel.startsWith('D')) return refuse(`An incident can't live in a direct message. ${elsewhere}`);
  return null;
}

/** The channel, with the bot in it, where an incident of people's can live; or why none can. */
export async function adoptable(
  context: ListenerContext,
  channel: ChannelId,
): Promise<{ name: string } | Refusal> {
  try {
    const { channel: info } = infoSchema.parse(await context.client.conversations.info({ channel }));
    if (info.is_general)
      return refuse(`Everyone is in #${info.name}, so an incident can't live here. ${elsewhere}`);
    if (info.is_shared || info.is_ext_shared || info.is_org_shared || info.is_pending_ext_shared)
      return refuse(
        `This channel is shared with other workspaces, so an incident can't live here. ${elsewhere}`,
      );
    if (!info.is_member) await context.client.conversations.join({ channel });
    return { name: info.name };
  } catch (error) {
    if (!lastingRefusal(error)) throw error;
    return refuse(
      `The bot isn't in this channel (Slack returned ${slackError(error)}). Nothing was changed. Invite it with /invite, then run \`${commandName} adopt\` again.`,
    );
  }
}
