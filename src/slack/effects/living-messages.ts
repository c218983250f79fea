import type { WebClient } from '@slack/web-api';
import { originalIncident } from '../../app/duplicates.ts';
import type { Handler } from '../../app/worker/attempt.ts';
import { done } from '../../app/worker/outcome.ts';
import type { ChannelId } from '../../domain/incident/ids.ts';
import type { PostedMessage } from '../../domain/incident/incident.ts';
import type { Claim } from '../../store/claims.ts';
import { CannotLook, slackError } from '../api/failures.ts';
import { edit, postOrUpdate } from '../api/messages.ts';
import { postmortemLink } from '../text/permalink.ts';
import { announcement } from '../views/announcement.ts';
import type { Message } from '../views/blocks.ts';
import { checksCard } from '../views/diagnosis/checks.ts';
import { headline } from '../views/headline.ts';
import {
  displayTimeNow,
  type EffectContext,
  type EffectOf,
  inIncidentChannel,
  withSlack,
} from './effect-context.ts';

/** Messages that stand and are edited in place. */

/** How Slack refuses an edit of a message that stands, for good. */
export const uneditable: readonly string[] = ['cant_update_message', 'edit_window_closed'];

/** Edits what was posted; posts where nothing was, or where it has been deleted. The new place, or null. */
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
      if (!['message_not_found', ...uneditable].includes(slackError(error) ?? '')) throw error;
    }
  }
  return { channel, ts: await postOrUpdate(client, claim, { channel }, message) };
}

/** The headline of the incident's channel. */
export const syncHeadline = (context: EffectContext): Handler<EffectOf<'sync_headline'>> =>
  inIncidentChannel(context, async ({ claim, incident, channel }) => {
    const message = headline(incident, displayTimeNow(context), context.callLink(incident.id));
    const posted = await upsertMessage(context.client, claim, channel, incident.headline, message);
    return done(posted && { type: 'record_headline', ...posted });
  });

/** Pins the headline; one that is pinned already is fine. */
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

/** The announcement, where one is configured. A public channel that the bot is not in is joined first. */
export const announce = (context: EffectContext): Handler<EffectOf<'announce'>> =>
  withSlack(context, async ({ claim, incident }) => {
    const { announceChannel, client } = context;
    if (!announceChannel) return done();
    const postmortem = postmortemLink(context.workspaceUrl(), context.self(), incident);
    const original = await originalIncident(context.store, incident);
    const message = announcement(incident, displayTimeNow(context), postmortem, original);
    const posted = await joining(client, announceChannel, () =>
      upsertMessage(client, claim, announceChannel, incident.announcement, message),
    );
    return done(posted && { type: 'record_announcement', ...posted });
  });

/** Acts in a channel that the bot need not be in; where Slack wants it to be, it joins and acts again. */
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

/** The card that shows what the checks say now. */
export const syncChecks = (context: EffectContext): Handler<EffectOf<'sync_checks'>> =>
  inIncidentChannel(context, async ({ claim, incident, channel }) => {
    const message = checksCard(incident, displayTimeNow(context));
    if (!message) return done();
    const posted = await upsertMessage(context.client, claim, channel, incident.checksCard, message);
    return done(posted && { type: 'record_checks_post', ...posted });
  });

/** Edits what stands, and takes it away where Slack allows no edit of it any more: it would go on saying what is not so. */
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

/** Deletes a message of the bot's own; one that is gone already is fine. */
export async function deleteIfThere(client: WebClient, place: PostedMessage): Promise<void> {
  try {
    await client.chat.delete(place);
  } catch (error) {
    if (slackError(error) !== 'message_not_found') throw error;
  }
}

/** Edits what stands; what somebody has deleted is not posted again, for it has done its work. */
export async function editIfThere(...args: Parameters<typeof edit>): Promise<void> {
  try {
    await edit(...args);
  } catch (error) {
    if (slackError(error) !== 'message_not_found') throw error;
  }
}
