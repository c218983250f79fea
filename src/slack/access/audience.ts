import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { causeOf, type Log } from '../../app/log.ts';
import { orNullAfter } from '../../app/with-timeout.ts';
import { type ChannelId, channelIdSchema, type IncidentId, type UserId } from '../../domain/incident/ids.ts';
import { type Guarded, mayKnowOf, type Viewer } from '../../domain/incident/people/audience.ts';
import { slackError } from '../api/failures.ts';
import { everyPage } from '../api/slack-client.ts';
import type { ListenerContext, Requester } from '../listening/listener-context.ts';

const joined = z.object({
  channels: z.array(z.object({ id: channelIdSchema })),
});

/**
 * How long an answer waits for what Slack says of someone's channels, ms of real time: it asks twice at most, and Slack
 * allows three seconds in all.
 */
const waitMs = 1_000;

/**
 * Returns the private channels that someone shares with the bot, as Slack says now. Nothing is remembered: whoever was
 * removed from a channel knows nothing more from that moment. (Slack: users.conversations, scope groups:read; of another
 * person it lists only what the bot is in as well.)
 */
export async function privateChannelsOf(client: WebClient, user: UserId): Promise<ReadonlySet<ChannelId>> {
  const found = new Set<ChannelId>();
  const asked = { user, types: 'private_channel', exclude_archived: false, limit: 999 };
  for await (const { channels } of everyPage(joined, (at) => client.users.conversations({ ...asked, ...at })))
    for (const { id } of channels) found.add(id);
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

type Asks = Pick<ListenerContext, 'store' | 'privateChannels' | 'self'>;
type PrivateIncident = Guarded & { readonly id: IncidentId };

/**
 * Returns those of private incidents that somebody may know of (see `mayKnowOf`). A channel that the bot isn't in counts as
 * none: it was archived (which removes the bot too) or deleted, or the bot was removed, so that Slack names nobody as a member.
 * Slack is asked for the bot's channels only if that can add an incident; while it doesn't say, nothing is added.
 */
async function knownOf(
  { privateChannels, self }: Asks,
  viewer: Viewer,
  rows: readonly PrivateIncident[],
): Promise<readonly PrivateIncident[]> {
  const known = rows.filter((row) => mayKnowOf(row, viewer));
  const doubtful = rows.filter((row) => !known.includes(row) && mayKnowOf({ ...row, channel: null }, viewer));
  if (doubtful.length === 0) return known;
  const visible = await privateChannels(self());
  return [...known, ...doubtful.filter(({ channel }) => visible && channel && !visible.has(channel))];
}

/** Returns the private incidents that whoever asks may know of. Slack is asked only if there are any. */
export async function knownTo(
  context: Asks,
  { user }: Pick<Requester, 'user'>,
): Promise<readonly IncidentId[]> {
  const rows = await context.store.privateOnes();
  if (rows.length === 0) return [];
  const channels = (await context.privateChannels(user)) ?? new Set<ChannelId>();
  return (await knownOf(context, { user, channels }, rows)).map(({ id }) => id);
}

/**
 * Returns whether whoever asks may know that an incident has this number, also if this version can't read it. Whoever uses
 * the bot in its channel is a member. A form was opened there a while ago: its sender is checked again, and keeps what they
 * had while Slack doesn't say.
 */
export async function mayKnowNumber(
  context: Asks,
  { user, channel, content }: Pick<Requester, 'user' | 'channel' | 'content'>,
  id: IncidentId,
): Promise<boolean> {
  const row = (await context.store.privateOnes()).find((one) => one.id === id);
  if (!row) return true;
  const here: ReadonlySet<ChannelId> = new Set(channel ? [channel] : []);
  if (content === undefined && mayKnowOf(row, { user, channels: here })) return true;
  const channels =
    (await context.privateChannels(user)) ?? (content === undefined ? new Set<ChannelId>() : here);
  return (await knownOf(context, { user, channels }, [row])).length > 0;
}

/**
 * Returns whether somebody whom another person names may know of an incident; null while Slack doesn't say, so that nobody
 * is taken for a stranger only because of that.
 */
export async function namedMayKnow(context: Asks, user: UserId, id: IncidentId): Promise<boolean | null> {
  const row = (await context.store.privateOnes()).find((one) => one.id === id);
  if (!row) return true;
  const channels = await context.privateChannels(user);
  return channels && (await knownOf(context, { user, channels }, [row])).length > 0;
}
