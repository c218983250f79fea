import type { WebClient } from '@slack/web-api';
import type { Handler } from '../../app/worker/attempt.ts';
import { done, type Outcome } from '../../app/worker/outcome.ts';
import { formerReminder } from '../../domain/effects/former-reminder.ts';
import { isReminderOwed } from '../../domain/incident/deadlines.ts';
import type { ChannelId } from '../../domain/incident/ids.ts';
import type { Incident, PostedMessage } from '../../domain/incident/incident.ts';
import type { Claim } from '../../store/claims.ts';
import { CannotLook, lastingRefusal, slackError } from '../api/failures.ts';
import { edit, editEarlier, postedEarlier, postOrUpdate } from '../api/messages.ts';
import { postmortemLink } from '../text/permalink.ts';
import { announcement } from '../views/announcement.ts';
import type { Message } from '../views/blocks.ts';
import { checksCard } from '../views/checks.ts';
import { headline } from '../views/headline.ts';
import { reminderMessage, replacedReminder } from '../views/notices.ts';
import {
  displayTimeNow,
  type EffectContext,
  type EffectOf,
  inIncidentChannel,
  withSlack,
} from './effect-context.ts';

/** Messages that stand and are edited in place. */

/** How Slack refuses an edit of a message that stands, for good. */
const uneditable: readonly string[] = ['cant_update_message', 'edit_window_closed'];

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
    const message = announcement(incident, displayTimeNow(context), postmortem);
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

/**
 * The reminder of the promise that runs now; one that cannot be edited any more gives way, to a new message while it is
 * due. One that was answered before the bot heard of it only says so where it stands.
 */
export const syncReminder = (context: EffectContext): Handler<EffectOf<'sync_reminder'>> =>
  inIncidentChannel(context, async ({ claim, effect: { of }, incident, channel }) => {
    const { client } = context;
    const { reminder } = incident;
    if (reminder?.seq !== of) return formerly(context, { claim, of, incident }, channel);
    const message = reminderMessage(incident, reminder, displayTimeNow(context));
    const { ts: stands, answer, replaces } = reminder;
    if (stands && (await editOrTakeAway(client, { channel, ts: stands }, message))) return done();
    if (answer === null && replaces)
      await takeAway(client, { channel, ts: replaces }, replacedReminder(reminder, displayTimeNow(context)));
    const ts =
      answer === null
        ? await postOrUpdate(client, claim, { channel }, message)
        : await editEarlier(client, claim, { channel }, message);
    if (ts) return done({ type: 'record_reminder_post', of, ts });
    // Answered before it could be posted: the one before it says so.
    if (replaces) await editOrTakeAway(client, { channel, ts: replaces }, message);
    return done();
  });

/** One whose place another has taken, or none: it says how it was answered, or goes. */
async function formerly(
  context: EffectContext,
  { claim, of, incident }: { claim: Claim; of: number; incident: Incident },
  channel: ChannelId,
): Promise<Outcome> {
  const { client, store } = context;
  const reminder = formerReminder(await store.events(incident.id), of, channel);
  const ts = reminder && (reminder.ts ?? (await postedEarlier(client, claim, { channel })));
  // The one in its place takes it away.
  if (!ts || incident.reminder?.replaces === ts) return done();
  const time = displayTimeNow(context);
  if (isReminderOwed(reminder)) await takeAway(client, { channel, ts }, replacedReminder(reminder, time));
  else await editOrTakeAway(client, { channel, ts }, reminderMessage(incident, reminder, time));
  return done();
}

/** Deletes what stands; where Slack refuses that, it says something else instead. */
async function takeAway(client: WebClient, place: PostedMessage, instead: Message): Promise<void> {
  try {
    await deleteIfThere(client, place);
  } catch (error) {
    if (lastingRefusal(error) === null) throw error;
    await editIfThere(client, place.channel, place.ts, instead);
  }
}

/**
 * Edits what stands, and takes it away where Slack allows no edit of it any more: it would go on saying what is not so.
 * Whether anything stands there after that.
 */
export async function editOrTakeAway(
  client: WebClient,
  place: PostedMessage,
  message: Message,
): Promise<boolean> {
  try {
    await editIfThere(client, place.channel, place.ts, message);
    return true;
  } catch (error) {
    if (!uneditable.includes(slackError(error) ?? '')) throw error;
  }
  await deleteIfThere(client, place);
  return false;
}

async function deleteIfThere(client: WebClient, place: PostedMessage): Promise<void> {
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
