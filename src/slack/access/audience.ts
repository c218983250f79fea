import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { causeOf, type Log } from '../../app/log.ts';
import { orNullAfter } from '../../app/with-timeout.ts';
import { type ChannelId, channelIdSchema, type IncidentId, type UserId } from '../../domain/incident/ids.ts';
import { type Guarded, mayKnowOf } from '../../domain/incident/people/audience.ts';
import { slackError } from '../api/failures.ts';
import type { ListenerContext, Requester } from '../listening/listener-context.ts';

const joined = z.object({
  channels: z.array(z.object({ id: channelIdSchema })),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** How long an answer waits for what Slack says of someone's channels, ms of real time: Slack allows three seconds. */
const waitMs = 1_200;

/**
 * Returns the private channels that someone shares with the bot, as Slack says now. Nothing is remembered: whoever was
 * removed from a channel knows nothing more from that moment. (Slack: users.conversations, scope groups:read; of another
 * person it lists only what the bot is in as well.)
 */
export async function privateChannelsOf(client: WebClient, user: UserId): Promise<ReadonlySet<ChannelId>> {
  const found = new Set<ChannelId>();
  let cursor: string | undefined;
  do {
    const asked = {
      user,
      types: 'private_channel',
      exclude_archived: false,
      limit: 999,
      ...(cursor && { cursor }),
    };
    const page = joined.parse(await client.users.conversations(asked));
    for (const { id } of page.channels) found.add(id);
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  return found;
}

/** Returns the same for someone who waits; null if Slack doesn't say in time. Never throws. */
export const privateChannelsSoon = (client: WebClient, log: Log, user: UserId) =>
  orNullAfter(
    waitMs,
    privateChannelsOf(client, user).catch((error: unknown) => {
      const refused = slackError(error);
      log.warn(
        { ...causeOf(error), ...(refused && { slack: refused }) },
        "Couldn't read someone's private channels; hiding private incidents from them.",
      );
      return null;
    }),
  );

type Who = Pick<Requester, 'user' | 'channel' | 'content'>;

/**
 * Returns whether whoever asks may know of an incident (see `mayKnowOf`). Whoever uses the bot in its channel is a member.
 * A form was opened there a while ago: its sender is checked again, and keeps what they had while Slack doesn't say.
 */
export async function mayKnow(
  { privateChannels }: Pick<ListenerContext, 'privateChannels'>,
  { user, channel, content }: Who,
  guarded: Guarded,
): Promise<boolean> {
  if (guarded.privateTo === null) return true;
  const here: ReadonlySet<ChannelId> = new Set(channel ? [channel] : []);
  if (content === undefined && mayKnowOf(guarded, { user, channels: here })) return true;
  const channels = (await privateChannels(user)) ?? (content === undefined ? new Set<ChannelId>() : here);
  return mayKnowOf(guarded, { user, channels });
}

/** Returns the private incidents that whoever asks may know of. Slack is asked only if there are any. */
export async function knownTo(
  context: Pick<ListenerContext, 'privateChannels' | 'store'>,
  { user }: Pick<Requester, 'user'>,
): Promise<readonly IncidentId[]> {
  const rows = await context.store.privateOnes();
  if (rows.length === 0) return [];
  const channels = (await context.privateChannels(user)) ?? new Set<ChannelId>();
  return rows.filter((row) => mayKnowOf(row, { user, channels })).map(({ id }) => id);
}

/** Returns whether whoever asks may know that an incident has this number, also if this version can't read it. */
export async function mayKnowNumber(
  context: Pick<ListenerContext, 'privateChannels' | 'store'>,
  who: Who,
  id: IncidentId,
): Promise<boolean> {
  const row = (await context.store.privateOnes()).find((one) => one.id === id);
  return row === undefined || mayKnow(context, who, row);
}
