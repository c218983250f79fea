import type { WebClient } from '@slack/web-api';
import type { Handler } from '../../app/attempt.ts';
import { done } from '../../app/outcome.ts';
import type { ChannelId } from '../../domain/ids.ts';
import type { Posted } from '../../domain/incident.ts';
import type { Claim } from '../../store/claims.ts';
import { edit, standOnce } from '../calls.ts';
import { CannotLook, lastingRefusal, slackError } from '../failures.ts';
import { announcement } from '../views/announcement.ts';
import type { Message } from '../views/blocks.ts';
import { diagnosisMessage } from '../views/diagnosis.ts';
import { headline } from '../views/headline.ts';
import { reminderMessage, replacedReminder } from '../views/notices.ts';
import { type EffectOf, inChannel, type Setting, shownNow, withSlack } from './setting.ts';

/** Messages that stand and are edited in place. */

/** Edits what was posted; posts where nothing was, or where it has been deleted. The new place, or null. */
async function stand(
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
  return { channel, ts: await standOnce(client, claim, channel, message) };
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
    const message = announcement(incident, shownNow(setting));
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

/** A diagnosis with its checklist. */
export const syncDiagnosis = (setting: Setting): Handler<EffectOf<'sync_diagnosis'>> =>
  withSlack(setting, ({ claim, effect, incident }) =>
    inChannel(incident, async (channel) => {
      const entry = incident.diagnoses.get(effect.of);
      if (!entry) return done();
      const before = entry.ts ? { channel, ts: entry.ts } : null;
      const message = diagnosisMessage(incident, entry, shownNow(setting));
      const posted = await stand(setting.client, claim, channel, before, message);
      return done(posted && { type: 'record_diagnosis_post', of: effect.of, ts: posted.ts });
    }),
  );

/** The reminder of the promise that runs now. */
export const syncReminder = (setting: Setting): Handler<EffectOf<'sync_reminder'>> =>
  withSlack(setting, ({ claim, effect, incident }) =>
    inChannel(incident, async (channel) => {
      const { reminder } = incident;
      if (!reminder) return done();
      const message = reminderMessage(incident, reminder, shownNow(setting));
      if (reminder.ts) {
        await editIfThere(setting.client, channel, reminder.ts, message);
        return done();
      }
      if (reminder.replaces) {
        // Answered before it could be posted: the one before it says so.
        if (reminder.answer !== null) {
          await editIfThere(setting.client, channel, reminder.replaces, message);
          return done();
        }
        const place = { channel, ts: reminder.replaces };
        await takeAway(setting.client, place, replacedReminder(reminder, shownNow(setting)));
      }
      const ts = await standOnce(setting.client, claim, channel, message);
      return done({ type: 'record_reminder_post', of: effect.of, ts });
    }),
  );

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
