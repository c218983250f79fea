import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { causeOf, type Log } from '../../app/log.ts';
import { orNullAfter } from '../../app/with-timeout.ts';
import { type ChannelId, channelIdSchema, type IncidentId, type UserId } from '../../domain/incident/ids.ts';
import { type Guarded, mayKnowOf } from '../../domain/incident/people/audience.ts';
import { grantedScopes, slackError } from '../api/failures.ts';
import { lackingScopes } from '../api/scopes.ts';
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

const info = z.object({ channel: z.object({ is_archived: z.boolean().default(false) }) });

/** How long an answer waits for whether a channel is gone, after the above, ms of real time. */
const goneWaitMs = 800;

/**
 * Returns whether nobody can be a member of a private channel any more as far as the bot sees: it was archived or deleted,
 * or the bot was removed (archiving removes it too). False while Slack doesn't say, or lets the bot ask of no private one.
 */
export async function isChannelGone(client: WebClient, channel: ChannelId): Promise<boolean> {
  const gone = client.conversations
    .info({ channel })
    .then((answer) => info.parse(answer).channel.is_archived)
    .catch(
      (error: unknown) =>
        slackError(error) === 'channel_not_found' &&
        lackingScopes(grantedScopes(error), ['groups:read']).length === 0,
    );
  return (await orNullAfter(goneWaitMs, gone)) ?? false;
}

type Asks = Pick<ListenerContext, 'privateChannels' | 'isChannelGone'>;

/** Whether somebody outside an incident's channel is one of those who keep it because that channel is gone. */
async function keepsGone(
  isGone: (channel: ChannelId) => Promise<boolean>,
  guarded: Guarded,
  user: UserId,
): Promise<boolean> {
  const { channel } = guarded;
  if (channel === null || !mayKnowOf({ ...guarded, channel: null }, { user, channels: new Set() }))
    return false;
  return isGone(channel);
}

type Who = Pick<Requester, 'user' | 'channel' | 'content'>;

/**
 * Returns whether whoever asks may know of an incident (see `mayKnowOf`). Whoever uses the bot in its channel is a member.
 * A form was opened there a while ago: its sender is checked again, and keeps what they had while Slack doesn't say.
 */
export async function mayKnow(
  context: Asks,
  { user, channel, content }: Who,
  guarded: Guarded,
): Promise<boolean> {
  if (guarded.privateTo === null) return true;
  const here: ReadonlySet<ChannelId> = new Set(channel ? [channel] : []);
  if (content === undefined && mayKnowOf(guarded, { user, channels: here })) return true;
  const channels =
    (await context.privateChannels(user)) ?? (content === undefined ? new Set<ChannelId>() : here);
  return mayKnowOf(guarded, { user, channels }) || keepsGone(context.isChannelGone, guarded, user);
}

/** Returns the private incidents that whoever asks may know of. Slack is asked only if there are any. */
export async function knownTo(
  context: Asks & Pick<ListenerContext, 'store'>,
  { user }: Pick<Requester, 'user'>,
): Promise<readonly IncidentId[]> {
  const rows = await context.store.privateOnes();
  if (rows.length === 0) return [];
  const channels = (await context.privateChannels(user)) ?? new Set<ChannelId>();
  const known = await Promise.all(
    rows.map(
      async (row) =>
        mayKnowOf(row, { user, channels }) || (await keepsGone(context.isChannelGone, row, user)),
    ),
  );
  return rows.filter((_, i) => known[i]).map(({ id }) => id);
}

/** Returns whether whoever asks may know that an incident has this number, also if this version can't read it. */
export async function mayKnowNumber(
  context: Asks & Pick<ListenerContext, 'store'>,
  who: Who,
  id: IncidentId,
): Promise<boolean> {
  const row = (await context.store.privateOnes()).find((one) => one.id === id);
  return row === undefined || mayKnow(context, who, row);
}
