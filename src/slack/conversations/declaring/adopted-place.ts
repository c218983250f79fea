import { z } from 'zod';
import { orNullAfter } from '../../../app/with-timeout.ts';
import type { PersonCommand } from '../../../domain/incident/commands.ts';
import { markSchema } from '../../../domain/incident/events/entry-events.ts';
import { type ChannelId, messageTsSchema } from '../../../domain/incident/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../../domain/incident/refusal.ts';
import { lastingRefusal, slackError } from '../../api/failures.ts';
import { recentMarks } from '../../api/recent-messages.ts';
import { commandName } from '../../ids.ts';
import type { ListenerContext, Requester } from '../../listening/listener-context.ts';
import type { Fields } from '../../listening/modal-submission.ts';
import { everyMark } from '../../views/forms/declare-modal.ts';

/** How long a submitted form waits for its channel, ms: Slack allows three seconds in all. */
const placeWithinMs = 1_800;

type Adopted = NonNullable<Extract<PersonCommand, { type: 'open' }>['adopts']>;

/**
 * Returns the channel that a submitted form adopts, with the bot in it; checks again, because the channel may have
 * changed meanwhile. `isPrivate`: not everyone can read there.
 */
export async function adoptedPlace(
  context: ListenerContext,
  { channel }: Requester,
  fields: Fields,
): Promise<(Adopted & { isPrivate: boolean }) | Refusal> {
  if (!channel)
    return refuse(
      'This form is no longer linked to a channel. Nothing was changed. Close it and open it again.',
    );
  const place =
    unfitPlace(context, channel) ??
    (await orNullAfter(placeWithinMs, taken(context, channel, fields.choices('marks'))));
  if (place === null)
    return refuse(
      `Slack didn't respond in time. No incident was declared. Submit again, or run \`${commandName} open\` for a new channel.`,
    );
  return place;
}

/** The channel, which the bot is now a member of, with the marked messages that were selected. */
async function taken(
  context: ListenerContext,
  channel: ChannelId,
  chosen: readonly string[],
): Promise<(Adopted & { isPrivate: boolean }) | Refusal> {
  const place = await adoptable(context, channel);
  if (isRefusal(place)) return place;
  const { client } = context;
  try {
    if (!place.joined) await client.conversations.join({ channel });
  } catch (error) {
    return notLetIn(error);
  }
  const marks = chosen.includes(everyMark)
    ? await recentMarks(client, channel, { self: context.self(), now: context.clock.now() })
    : [];
  return {
    channel,
    name: place.name,
    isPrivate: place.isPrivate,
    marks: [
      ...marks.map(({ via, message: { ts } }) => ({ via, ts })),
      ...chosen.flatMap((value) => chosenMark.safeParse(value.split(':')).data ?? []),
    ],
  };
}

const chosenMark = z.tuple([markSchema, messageTsSchema]).transform(([via, ts]) => ({ via, ts }));

const infoSchema = z.object({
  channel: z.object({
    name: z.string().default(''),
    is_private: z.boolean().default(false),
    is_general: z.boolean().default(false),
    is_archived: z.boolean().default(false),
    is_member: z.boolean().default(false),
    is_shared: z.boolean().default(false),
    is_ext_shared: z.boolean().default(false),
    is_org_shared: z.boolean().default(false),
    is_pending_ext_shared: z.boolean().default(false),
  }),
});

const elsewhere = `Nothing was changed. Run \`${commandName} open\` for a channel of its own.`;

/**
 * Returns why no incident can live in this channel, as far as that can be told without Slack; null if Slack must be
 * asked, see `adoptable`.
 */
export function unfitPlace({ announceChannel }: ListenerContext, channel: ChannelId): Refusal | null {
  if (channel === announceChannel)
    return refuse(`This is the announcement channel, so an incident can't live here. ${elsewhere}`);
  // Slack: a direct message's ID starts with D; reading one needs a scope of its own.
  if (channel.startsWith('D')) return refuse(`An incident can't live in a direct message. ${elsewhere}`);
  return null;
}

/** Returns a channel where an incident can live, and whether the bot is in it; or why none can. Changes nothing. */
export async function adoptable(
  context: ListenerContext,
  channel: ChannelId,
): Promise<{ name: string; isPrivate: boolean; joined: boolean } | Refusal> {
  try {
    const { channel: info } = infoSchema.parse(await context.client.conversations.info({ channel }));
    if (info.is_general)
      return refuse(`Everyone is in #${info.name}, so an incident can't live here. ${elsewhere}`);
    if (info.is_archived)
      return refuse(`This channel is archived, so an incident can't live here. ${elsewhere}`);
    if (info.is_shared || info.is_ext_shared || info.is_org_shared || info.is_pending_ext_shared)
      return refuse(
        `This channel is shared with other workspaces, so an incident can't live here. ${elsewhere}`,
      );
    return { name: info.name, isPrivate: info.is_private, joined: info.is_member };
  } catch (error) {
    return notLetIn(error);
  }
}

/** Throws what may be different a moment later. */
function notLetIn(error: unknown): Refusal {
  if (!lastingRefusal(error)) throw error;
  return refuse(
    `The bot isn't in this channel (Slack returned ${slackError(error)}). Nothing was changed. Invite it with /invite, then run \`${commandName} adopt\` again.`,
  );
}
