import type { WebClient } from '@slack/web-api';
import { originalIncident } from '../../app/duplicates.ts';
import type { Handler } from '../../app/worker/attempt.ts';
import { done, type Outcome } from '../../app/worker/outcome.ts';
import type { ChannelId } from '../../domain/incident/ids.ts';
import type { Incident, PostedMessage } from '../../domain/incident/incident.ts';
import type { Claim } from '../../store/claims.ts';
import { CannotLook, lastingRefusal, slackError } from '../api/failures.ts';
import { edit, postedEarlier, postOrUpdate } from '../api/messages.ts';
import { postmortemLink } from '../text/permalink.ts';
import { announcement, emptiedAnnouncement } from '../views/announcement.ts';
import type { Message } from '../views/blocks.ts';
import { checksCard } from '../views/diagnosis/checks.ts';
import { headline } from '../views/headline.ts';
import { deleteIfThere } from './deletions.ts';
import {
  displayTimeNow,
  type EffectContext,
  type EffectOf,
  inIncidentChannel,
  withSlack,
} from './effect-context.ts';

/** Messages that are edited in place as the state changes. */

/** Errors with which Slack refuses an edit permanently. */
export const uneditable: readonly string[] = ['cant_update_message', 'edit_window_closed'];

/**
 * Edits the message; posts one if there is none, or if it was deleted. One that Slack no longer lets the bot edit is deleted
 * first, because it would otherwise go on saying what is no longer true. Returns the new place, or null.
 */
export async function upsertMessage(
  client: WebClient,
  claim: Claim,
  channel: ChannelId,
  before: PostedMessage | null,
  message: Message,
): Promise<PostedMessage | null> {
  if (before?.channel === channel) {
    try {
      await edit(client, channel, before.ts, message);
      return null;
    } catch (error) {
      const refused = slackError(error) ?? '';
      if (uneditable.includes(refused)) await deleteIfAllowed(client, before);
      else if (refused !== 'message_not_found') throw error;
    }
  }
  return { channel, ts: await postOrUpdate(client, claim, { channel }, message) };
}

/** Deletes a message; one that Slack doesn't let the bot delete stays. */
async function deleteIfAllowed(client: WebClient, place: PostedMessage): Promise<void> {
  try {
    await deleteIfThere(client, place);
  } catch (error) {
    if (lastingRefusal(error) === null) throw error;
  }
}

/** Posts or edits the headline of the incident channel. */
export const syncHeadline = (context: EffectContext): Handler<EffectOf<'sync_headline'>> =>
  inIncidentChannel(context, async ({ claim, incident, channel }) => {
    const message = headline(incident, displayTimeNow(context), context.callLink(incident.id));
    const posted = await upsertMessage(context.client, claim, channel, incident.headline, message);
    return done(posted && { type: 'record_headline', ...posted });
  });

/** Pins the headline; does nothing if it's already pinned. */
export const pinHeadline = (context: EffectContext): Handler<EffectOf<'pin_headline'>> =>
  withSlack(context, async ({ incident: { headline: posted } }) => {
    if (!posted) return done();
    try {
      await context.client.pins.add({ channel: posted.channel, timestamp: posted.ts });
    } catch (error) {
      if (slackError(error) !== 'already_pinned') throw error;
    }
    return done();
  });

/**
 * Posts or edits the announcement, if one is configured; empties that of a private incident. Joins a public channel that
 * the bot isn't in first.
 */
export const announce = (context: EffectContext): Handler<EffectOf<'announce'>> =>
  withSlack(context, async ({ claim, incident }) => {
    const { announceChannel, client } = context;
    if (incident.privateTo) return emptyAnnouncement(context, claim, incident);
    if (!announceChannel) return done();
    const postmortem = postmortemLink(context.workspaceUrl(), context.self(), incident);
    const original = await originalIncident(context.store, incident);
    const message = announcement(incident, displayTimeNow(context), postmortem, original);
    const posted = await joining(client, announceChannel, () =>
      upsertMessage(client, claim, announceChannel, incident.announcement, message),
    );
    return done(posted && { type: 'record_announcement', ...posted });
  });

/** Looks for one whose answer got lost; posts none where none is. */
async function emptyAnnouncement(
  { announceChannel, client }: EffectContext,
  claim: Claim,
  { announcement: stands }: Incident,
): Promise<Outcome> {
  const channel = stands?.channel ?? announceChannel;
  if (!channel) return done();
  await joining(client, channel, async () => {
    const ts = stands?.ts ?? (await postedEarlier(client, claim, { channel }));
    if (ts) await editOrTakeAway(client, { channel, ts }, emptiedAnnouncement);
  });
  return done();
}

/** Acts in a channel that the bot may not be in; if Slack requires it, joins and acts again. */
export async function joining<T>(client: WebClient, channel: ChannelId, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const refused = slackError(error instanceof CannotLook ? error.cause : error);
    if (refused !== 'not_in_channel') throw error;
    await client.conversations.join({ channel });
    return act();
  }
}

/** Posts or edits the card that shows what the checks say now. */
export const syncChecks = (context: EffectContext): Handler<EffectOf<'sync_checks'>> =>
  inIncidentChannel(context, async ({ claim, incident, channel }) => {
    const message = checksCard(incident, displayTimeNow(context));
    if (!message) return done();
    const posted = await upsertMessage(context.client, claim, channel, incident.checksCard, message);
    return done(posted && { type: 'record_checks_post', ...posted });
  });

/**
 * Edits a message, or deletes it if Slack no longer allows the edit: it would otherwise say what is no longer true.
 */
export async function editOrTakeAway(
  client: WebClient,
  place: PostedMessage,
  message: Message,
): Promise<void> {
  try {
    await editIfThere(client, place.channel, place.ts, message);
  } catch (error) {
    if (!uneditable.includes(slackError(error) ?? '')) throw error;
    await deleteIfThere(client, place);
  }
}

/** Edits a message; one that someone deleted isn't posted again, because it has served its purpose. */
export async function editIfThere(...args: Parameters<typeof edit>): Promise<void> {
  try {
    await edit(...args);
  } catch (error) {
    if (slackError(error) !== 'message_not_found') throw error;
  }
}
