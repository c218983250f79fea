import type { WebClient } from '@slack/web-api';
import type { Handler } from '../../app/worker/attempt.ts';
import { done, type Outcome } from '../../app/worker/outcome.ts';
import { formerReminder } from '../../domain/effects/former-reminder.ts';
import type { ChannelId } from '../../domain/incident/ids.ts';
import type { Incident, Posted } from '../../domain/incident/incident.ts';
import { waits } from '../../domain/effects/deadline-effects.ts';
import type { Claim } from '../../store/claims.ts';
import { edit, editEarlier, postedEarlier, standOnce } from '../api/messages.ts';
import { CannotLook, lastingRefusal, slackError } from '../api/failures.ts';
import { postmortemLink } from '../text/permalink.ts';
import { announcement } from '../views/announcement.ts';
import type { Message } from '../views/blocks.ts';
import { checksCard } from '../views/checks.ts';
import { headline } from '../views/headline.ts';
import { reminderMessage, replacedReminder } from '../views/notices.ts';
import { type EffectOf, inChannel, type Setting, shownNow, withSlack } from './effect-context.ts';

/** Messages that stand and are edited in place. */

/** Edits what was posted; posts where nothing was, or where it has been deleted. The new place, or null. */
export async function stand(
  client: WebClient,
  claim: Claim,
  channel: ChannelId,
  before: Posted | null,
  message: Message,
): Promise<Posted | null> {
  if (before?.channel === channel) {
    try {
      await edit(client, channel, before.ts, message);
      return null;
    } catch (error) {
      if (
        !['message_not_found', 'cant_update_message', 'edit_window_closed'].includes(slackError(error) ?? '')
      )
        throw error;
    }
  }
  return { channel, ts: await standOnce(client, claim, { channel }, message) };
}

/** The headline of the incident's channel. */
export const syncHeadline = (setting: Setting): Handler<EffectOf<'sync_headline'>> =>
  withSlack(setting, ({ claim, incident }) =>
    inChannel(incident, async (channel) => {
      const message = headline(incident, shownNow(setting));
      const posted = await stand(setting.client, claim, channel, incident.headline, message);
      return done(posted && { type: 'record_headline', ...posted });
    }),
  );

/** Pins the headline; one that is pinned already is fine. */
export const pinHeadline = (setting: Setting): Handler<EffectOf<'pin_headline'>> =>
  withSlack(setting, async ({ incident: { headline: posted } }) => {
    if (!posted) return done();
    try {
      await setting.client.pins.add({ channel: posted.channel, timestamp: posted.ts });
    } catch (error) {
      if (slackError(error) !== 'already_pinned') throw error;
    }
    return done();
  });

/** The announcement, where one is configured. A public channel that the bot is not in is joined first. */
export const announce = (setting: Setting): Handler<EffectOf<'announce'>> =>
  withSlack(setting, async ({ claim, incident }) => {
    const { announceChannel, client } = setting;
    if (!announceChannel) return done();
    const postmortem = postmortemLink(setting.workspaceUrl(), setting.self(), incident);
    const message = announcement(incident, shownNow(setting), postmortem);
    const posted = await joining(client, announceChannel, () =>
      stand(client, claim, announceChannel, incident.announcement, message),
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
export const syncChecks = (setting: Setting): Handler<EffectOf<'sync_checks'>> =>
  withSlack(setting, ({ claim, incident }) =>
    inChannel(incident, async (channel) => {
      const message = checksCard(incident, shownNow(setting));
      if (!message) return done();
      const posted = await stand(setting.client, claim, channel, incident.checksCard, message);
      return done(posted && { type: 'record_checks_post', ...posted });
    }),
  );

/**
 * The reminder of the promise that runs now. One that was answered before the bot heard of it only says so where it
 * stands.
 */
export const syncReminder = (setting: Setting): Handler<EffectOf<'sync_reminder'>> =>
  withSlack(setting, ({ claim, effect: { of }, incident }) =>
    inChannel(incident, async (channel) => {
      const { client } = setting;
      const { reminder } = incident;
      if (reminder?.seq !== of) return formerly(setting, { claim, of, incident }, channel);
      const message = reminderMessage(incident, reminder, shownNow(setting));
      if (reminder.ts) {
        await editIfThere(client, channel, reminder.ts, message);
        return done();
      }
      const { answer, replaces } = reminder;
      if (answer === null && replaces)
        await takeAway(client, { channel, ts: replaces }, replacedReminder(reminder, shownNow(setting)));
      const ts =
        answer === null
          ? await standOnce(client, claim, { channel }, message)
          : await editEarlier(client, claim, { channel }, message);
      if (ts) return done({ type: 'record_reminder_post', of, ts });
      // Answered before it could be posted: the one before it says so.
      if (replaces) await editIfThere(client, channel, replaces, message);
      return done();
    }),
  );

/** One whose place another has taken, or none: it says how it was answered, or goes. */
async function formerly(
  setting: Setting,
  { claim, of, incident }: { claim: Claim; of: number; incident: Incident },
  channel: ChannelId,
): Promise<Outcome> {
  const { client, store } = setting;
  const reminder = formerReminder(await store.events(incident.id), of, channel);
  const ts = reminder && (reminder.ts ?? (await postedEarlier(client, claim, { channel })));
  // The one in its place takes it away.
  if (!ts || incident.reminder?.replaces === ts) return done();
  if (waits(reminder)) await takeAway(client, { channel, ts }, replacedReminder(reminder, shownNow(setting)));
  else await editIfThere(client, channel, ts, reminderMessage(incident, reminder, shownNow(setting)));
  return done();
}

/** Deletes what stands; where Slack refuses that, it says something else instead. */
async function takeAway(client: WebClient, { channel, ts }: Posted, instead: Message): Promise<void> {
  try {
    await client.chat.delete({ channel, ts });
  } catch (error) {
    if (slackError(error) === 'message_not_found') return;
    if (lastingRefusal(error) === null) throw error;
    await editIfThere(client, channel, ts, instead);
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
