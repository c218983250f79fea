import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import {
  type ChannelId,
  channelIdSchema,
  type MessageTs,
  messageTsSchema,
  type UserId,
} from '../../domain/incident/ids.ts';
import type { Claim } from '../../store/claims.ts';
import { effectMetadata } from '../ids.ts';
import type { Message } from '../views/blocks.ts';
import { CannotLook, lastingRefusal, slackError } from './failures.ts';

const posted = z.object({ channel: channelIdSchema, ts: messageTsSchema });
const opened = z.object({ channel: z.object({ id: channelIdSchema }) });
const history = z.object({
  messages: z
    .array(
      z.object({
        ts: messageTsSchema,
        metadata: z
          .object({ event_payload: z.object({ effect: z.string() }) })
          .optional()
          .catch(undefined),
        files: z
          .array(z.object({ id: z.string(), name: z.string().nullish(), title: z.string().nullish() }))
          .optional()
          .catch(undefined),
      }),
    )
    .default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});
type SeenMessage = z.infer<typeof history>['messages'][number];
/** A file as a message shows it. */
export type SeenFile = NonNullable<SeenMessage['files']>[number];

/** Where a message goes. `broadcast`: a thread reply that is also shown in the channel. */
export type Destination = {
  readonly channel: ChannelId;
  readonly thread?: MessageTs;
  readonly broadcast?: boolean;
};

/** Text from people never pings, links, or unfurls by itself. */
const inert = { parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false } as const;

/** How much earlier than its own clock says Slack may have dated a message, ms. */
const marginMs = 60_000;
/** Pages of a channel to search for an earlier attempt's message, and messages per page (Slack: at most 999). */
const searchPages = 20;
const pageSize = 500;

/**
 * How to find a message again, whether an earlier attempt may have arrived, and since when (UTC ms by Slack's clock).
 */
export type PostIdentity = Pick<Claim, 'key' | 'id' | 'owedAt' | 'maybeSent' | 'triedFrom'> & {
  /** A message with the same ID that isn't meant. */
  readonly not?: MessageTs;
};

const effectId = (claim: PostIdentity): string => `${claim.key}#${claim.id}@${claim.owedAt}`;

/**
 * Posts a message once: it carries its effect's ID, and after an attempt that may have arrived, the bot looks for it
 * first. Slack has no idempotency key. A reply to a deleted message is posted in the channel. Throws CannotLook if
 * searching isn't possible.
 */
export async function postOnce(
  client: WebClient,
  claim: PostIdentity,
  place: Destination,
  message: Message,
): Promise<MessageTs> {
  try {
    return (await postedEarlier(client, claim, place)) ?? (await post(client, claim, place, message));
  } catch (error) {
    if (!place.thread || !isReplyToNothing(error)) throw error;
    return postOnce(client, claim, { channel: place.channel }, message);
  }
}

/** Whether Slack refused a reply because its parent no longer exists. */
export const isReplyToNothing = (error: unknown): boolean => slackError(error) === 'cannot_reply_to_message';

/**
 * Like `postOnce`, for a message that is edited in place: one that an earlier attempt posted is edited, because it
 * says what was true then.
 */
export async function postOrUpdate(
  client: WebClient,
  claim: PostIdentity,
  place: Destination,
  message: Message,
): Promise<MessageTs> {
  return (await editEarlier(client, claim, place, message)) ?? post(client, claim, place, message);
}

/** Edits the message that an earlier attempt posted, and posts none: its ts, or null if none can have arrived. */
export async function editEarlier(
  client: WebClient,
  claim: PostIdentity,
  place: Destination,
  message: Message,
): Promise<MessageTs | null> {
  const earlier = await postedEarlier(client, claim, place);
  if (earlier) await edit(client, place.channel, earlier, message);
  return earlier;
}

/**
 * The message that an earlier attempt posted; null if none can have arrived. Throws CannotLook if searching isn't
 * possible.
 */
export async function postedEarlier(
  client: WebClient,
  claim: PostIdentity,
  place: Destination,
): Promise<MessageTs | null> {
  if (!claim.maybeSent) return null;
  const effect = effectId(claim);
  const found = await findMessage(
    client,
    claim,
    place,
    ({ metadata, ts }) => ts !== claim.not && metadata?.event_payload.effect === effect,
  );
  return found?.ts ?? null;
}

async function post(
  client: WebClient,
  claim: PostIdentity,
  place: Destination,
  message: Message,
): Promise<MessageTs> {
  const reply = place.thread
    ? place.broadcast
      ? { thread_ts: place.thread, reply_broadcast: true as const }
      : { thread_ts: place.thread }
    : {};
  const answer = await client.chat.postMessage({
    channel: place.channel,
    ...message,
    ...inert,
    ...reply,
    metadata: { event_type: effectMetadata, event_payload: { effect: effectId(claim) } },
  });
  return posted.parse(answer).ts;
}

/**
 * The message that the effect of a key posted, at any time, among the replies in `place.thread`; null if none is
 * found, or if Slack doesn't let the bot search.
 */
export async function postedBy(
  client: WebClient,
  key: string,
  place: Destination & { thread: MessageTs },
): Promise<MessageTs | null> {
  const ofKey = ({ metadata }: SeenMessage) => metadata?.event_payload.effect.startsWith(`${key}#`) ?? false;
  try {
    return (await findMessage(client, { triedFrom: null }, place, ofKey))?.ts ?? null;
  } catch (error) {
    if (error instanceof CannotLook) return null;
    throw error;
  }
}

/** Edits one of the bot's own messages. */
export async function edit(
  client: WebClient,
  channel: ChannelId,
  ts: MessageTs,
  message: Message,
): Promise<void> {
  await client.chat.update({ channel, ts, ...message, parse: 'none', link_names: false });
}

/**
 * Shows a message to one person in a channel; a reply, which may be lost. Returns false if Slack doesn't let the bot
 * do that there. Throws if it may still be shown: telling the person elsewhere could then tell them twice.
 */
export async function postEphemeral(
  client: WebClient,
  to: { channel: ChannelId; user: UserId },
  message: Message,
): Promise<boolean> {
  try {
    await client.chat.postEphemeral({ ...to, ...message, parse: 'none', link_names: false });
    return true;
  } catch (error) {
    if (lastingRefusal(error) === null) throw error;
    return false;
  }
}

/** Tells one person something in a direct message; a reply, which may be lost. */
export async function sendDirectMessage(client: WebClient, user: UserId, message: Message): Promise<void> {
  await client.chat.postMessage({ channel: await directChannel(client, user), ...message, ...inert });
}

/** Opens the direct message with a person. */
export async function directChannel(client: WebClient, user: UserId): Promise<ChannelId> {
  const answer = await client.conversations.open({ users: user });
  return opened.parse(answer).channel.id;
}

/**
 * Returns the first matching message since the effect's first attempt; null if there is none. If the thread is younger than
 * that attempt, the channel is searched too. Throws CannotLook if the bot can't read there, or too much was written since.
 */
export async function findMessage(
  client: WebClient,
  { triedFrom }: Pick<PostIdentity, 'triedFrom'>,
  place: Destination,
  fits: (message: SeenMessage) => boolean,
): Promise<SeenMessage | null> {
  const where = place.thread ? 'in the thread' : 'in the channel';
  const oldest = triedFrom === null ? '0' : String(Math.max(0, triedFrom - marginMs) / 1000);
  let cursor: string | undefined;
  for (let page = 0; page < searchPages; page += 1) {
    const range = { oldest, limit: pageSize, include_all_metadata: true, ...(cursor && { cursor }) };
    const answer = await readPage(client, place, range).catch((error: unknown) => {
      throw lastingRefusal(error) ? new CannotLook(where, error) : error;
    });
    const found = answer.messages.find(fits);
    if (found) return found;
    cursor = answer.response_metadata?.next_cursor;
    if (cursor) continue;
    const isYoung = triedFrom !== null && Number(place.thread ?? 0) * 1000 > triedFrom - marginMs;
    return isYoung ? findMessage(client, { triedFrom }, { channel: place.channel }, fits) : null;
  }
  throw new CannotLook(where);
}

async function readPage(client: WebClient, { channel, thread }: Destination, range: object) {
  try {
    return history.parse(
      thread
        ? await client.conversations.replies({ channel, ts: thread, ...range })
        : await client.conversations.history({ channel, ...range }),
    );
  } catch (error) {
    // A thread that no longer exists has no replies.
    if (slackError(error) === 'thread_not_found') return history.parse({});
    throw error;
  }
}
