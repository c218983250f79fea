import { z } from 'zod';
import type { Handler } from '../../app/worker/attempt.ts';
import { done, postponed } from '../../app/worker/outcome.ts';
import { lookAgainAt, type PlaceTold } from '../../domain/effects/places-told.ts';
import type { ChannelId, UserId } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { Claim } from '../../store/claims.ts';
import { isUnreachable, slackError } from '../api/failures.ts';
import { directChannel } from '../api/messages.ts';
import { takeBookmarks } from './bookmarks.ts';
import { takeCanvas } from './documents/take-canvas.ts';
import { type EffectContext, type EffectOf, mayBeTold, withSlack } from './effect-context.ts';
import { livingIn } from './living-in.ts';
import { joining } from './living-messages.ts';
import { isAbout, mentions, ownMessages, ownPosts, type ReadPlace, takeAway } from './own-messages.ts';

/**
 * Takes away what the bot has told of a private incident where others read, and looks once more when nothing that was
 * under way at that moment can arrive any more. What people wrote stays.
 */
export const takeBack = (context: EffectContext): Handler<EffectOf<'take_back'>> =>
  withSlack(context, async ({ claim, effect: { from }, incident }) => {
    await takeFrom(context, { claim, incident }, from);
    const again = lookAgainAt(claim.owedAt, context.clock.now());
    return again === null ? done() : postponed('what was under way may still arrive', again);
  });

async function takeFrom(
  context: EffectContext,
  { claim, incident }: { readonly claim: Claim; readonly incident: Incident },
  from: PlaceTold,
): Promise<void> {
  switch (from.kind) {
    case 'canvas':
      return takeCanvas(context, { claim, incident }, from);
    case 'channel':
      return takeFromChannel(context, incident, from);
    case 'thread':
      return whereLetIn(context, from.channel, () =>
        takeMessages(context, { channel: from.channel, thread: from.ts }, incident),
      );
    case 'original': {
      const found = await context.store.incident(from.incident);
      const channel = found.kind === 'found' ? found.incident.channel?.id : null;
      return channel
        ? whereLetIn(context, channel, () => takeMessages(context, { channel }, incident))
        : undefined;
    }
    case 'direct':
      return takeFromOne(context, incident, from.user);
    case 'news':
      return takeNews(context, incident);
  }
}

/** What was written to somebody stays with them as long as they may know of the incident. */
async function takeFromOne(context: EffectContext, incident: Incident, user: UserId): Promise<void> {
  const { client, self } = context;
  if (await mayBeTold(context, incident, user)) return;
  try {
    const channel = await directChannel(client, user);
    for (const message of await ownMessages(client, self(), { channel }))
      if (mentions(message, incident.id)) await takeAway(client, channel, message);
  } catch (error) {
    if (!isUnreachable(error)) throw error;
  }
}

/** How long before its declaration a suggestion may have been posted that names the incident by now, ms. */
const suggestedMs = 86_400_000;

/**
 * A summary of action items names several incidents, and an answered suggestion the one that was declared. What a summary
 * said of others, the next one says again.
 */
async function takeNews(
  { client, self, announceChannel: channel }: EffectContext,
  incident: Incident,
): Promise<void> {
  if (!channel) return;
  await whereLetIn({ client }, channel, async () => {
    const since = incident.openedAt - suggestedMs;
    for (const message of await ownPosts(client, self(), { channel, since }))
      if (mentions(message, incident.id)) await takeAway(client, channel, message);
  });
}

/**
 * The channel that it has left, with its bookmarks; what it was about says the topic of one of its own. What belongs to
 * other incidents that live there stays: it may have been adopted meanwhile.
 */
async function takeFromChannel(
  context: EffectContext,
  incident: Incident,
  { channel, whole }: Extract<PlaceTold, { kind: 'channel' }>,
): Promise<void> {
  const messages = await ownMessages(context.client, context.self(), { channel });
  const others = whole ? await livingIn(context, channel, (id) => id !== incident.id) : [];
  for (const message of messages)
    if (isAbout(message, incident.id) || (whole && !others.some(({ id }) => isAbout(message, id))))
      await takeAway(context.client, channel, message);
  await takeBookmarks(context, incident, channel);
  if (whole) await clearTopic(context, channel);
}

async function takeMessages(
  { client, self }: EffectContext,
  place: ReadPlace,
  { id }: Incident,
): Promise<void> {
  for (const message of await ownMessages(client, self(), place))
    if (isAbout(message, id)) await takeAway(client, place.channel, message);
}

/** A private channel that the bot is not in has nothing of its own to take away by it. */
async function whereLetIn(
  { client }: Pick<EffectContext, 'client'>,
  channel: ChannelId,
  take: () => Promise<void>,
): Promise<void> {
  try {
    await joining(client, channel, take);
  } catch (error) {
    if (slackError(error) !== 'channel_not_found') throw error;
  }
}

const infoSchema = z.object({
  channel: z.object({ topic: z.object({ value: z.string(), creator: z.string() }).optional() }),
});

async function clearTopic({ client, self }: EffectContext, channel: ChannelId): Promise<void> {
  const { topic } = infoSchema.parse(await client.conversations.info({ channel })).channel;
  if (topic?.creator === self() && topic.value !== '')
    await client.conversations.setTopic({ channel, topic: '' });
}
