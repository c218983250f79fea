import type { WebClient } from '@slack/web-api';
import type { Handler } from '../../../app/worker/attempt.ts';
import { done, type Learned, type Outcome } from '../../../app/worker/outcome.ts';
import { formerReminder } from '../../../domain/effects/former-reminder.ts';
import type { ChannelId, MessageTs } from '../../../domain/incident/ids.ts';
import type { Incident, PostedMessage } from '../../../domain/incident/incident.ts';
import { isReminderOwed } from '../../../domain/incident/promises/deadlines.ts';
import type { Claim } from '../../../store/claims.ts';
import { lastingRefusal } from '../../api/failures.ts';
import { editEarlier, postedEarlier, postOrUpdate } from '../../api/messages.ts';
import type { Message } from '../../views/blocks.ts';
import { reminderMessage, replacedReminder } from '../../views/notices/notices.ts';
import { deleteIfThere } from '../deletions.ts';
import { displayTimeNow, type EffectContext, type EffectOf, inIncidentChannel } from '../effect-context.ts';
import { editIfThere, editOrTakeAway } from '../living-messages.ts';
import { keepTrue } from './standing-message.ts';

/**
 * Posts the reminder of the current deadline. If it can no longer be edited, it's deleted, and replaced while it's
 * due. If it was answered before its response arrived, it's only corrected where it was posted.
 */
export const syncReminder = (context: EffectContext): Handler<EffectOf<'sync_reminder'>> =>
  inIncidentChannel(context, async ({ claim, effect: { of }, incident, channel }) => {
    const { client } = context;
    const { reminder } = incident;
    if (reminder?.seq !== of) return formerly(context, { claim, of, incident }, channel);
    const message = reminderMessage(incident, reminder, displayTimeNow(context));
    const { ts: stands, answer, replaces } = reminder;
    const record = (ts: MessageTs): Learned => ({ type: 'record_reminder_post', of, ts });
    if (stands)
      return keepTrue(context, claim, {
        stands: { channel, ts: stands },
        message,
        holds: answer === null,
        identity: claim,
        record,
      });
    if (answer === null && replaces)
      await takeAway(client, { channel, ts: replaces }, replacedReminder(reminder, displayTimeNow(context)));
    const ts =
      answer === null
        ? await postOrUpdate(client, claim, { channel }, message)
        : await editEarlier(client, claim, { channel }, message);
    if (ts) return done(record(ts));
    // Answered before it could be posted: the previous reminder says so.
    if (replaces) await editOrTakeAway(client, { channel, ts: replaces }, message);
    return done();
  });

/** A reminder that was replaced, or is no longer needed: says how it was answered, or is deleted. */
async function formerly(
  context: EffectContext,
  { claim, of, incident }: { claim: Claim; of: number; incident: Incident },
  channel: ChannelId,
): Promise<Outcome> {
  const { client, store } = context;
  const reminder = formerReminder(await store.events(incident.id), of, channel);
  const ts = reminder && (reminder.ts ?? (await postedEarlier(client, claim, { channel })));
  // The reminder that replaces it deletes it.
  if (!ts || incident.reminder?.replaces === ts) return done();
  const time = displayTimeNow(context);
  if (isReminderOwed(reminder)) await takeAway(client, { channel, ts }, replacedReminder(reminder, time));
  else await editOrTakeAway(client, { channel, ts }, reminderMessage(incident, reminder, time));
  return done();
}

/** Deletes a message; if Slack refuses that, edits it instead. */
async function takeAway(client: WebClient, place: PostedMessage, instead: Message): Promise<void> {
  try {
    await deleteIfThere(client, place);
  } catch (error) {
    if (lastingRefusal(error) === null) throw error;
    await editIfThere(client, place.channel, place.ts, instead);
  }
}
