import type { KnownBlock } from '@slack/types';
import { drillMark } from '../../domain/drill/run.ts';
import type { AnyEffect } from '../../domain/effects/effects.ts';
import type { UserId } from '../../domain/incident/ids.ts';
import {
  type Incident,
  markedName,
  type Reminder,
  responsiblePeople,
} from '../../domain/incident/incident.ts';
import type { Setback } from '../../domain/incident/setback.ts';
import { actionIds } from '../ids.ts';
import { date, joined, type Mrkdwn, mention, mrkdwn } from '../text/mrkdwn.ts';
import { actions, button, type Message, message, section } from './blocks.ts';
import type { DisplayTime } from './headline.ts';

const notice = (text: Mrkdwn, ...more: KnownBlock[]): Message =>
  message(text.value, [section(text), ...more]);

/** Who is asked when something waits: the commander, else whoever declared the incident. */
export function responsible(incident: Incident): Mrkdwn {
  if (incident.commander) return mention(incident.commander);
  const opener =
    incident.openedBy.kind === 'person' ? mrkdwn`${mention(incident.openedBy.user)}, ` : mrkdwn``;
  return mrkdwn`${opener}nobody has command`;
}

/** Whom a reminder is for: from the second one also whoever declared the incident. */
function reminded(incident: Incident, { times }: Reminder): Mrkdwn {
  if (!incident.commander || times < 2) return responsible(incident);
  return joined(responsiblePeople(incident).map(mention), ', ');
}

/** The reminder of a promised update; once it is answered it says how and loses its buttons. */
export function reminderMessage(incident: Incident, reminder: Reminder, time: DisplayTime): Message {
  const due = date(reminder.promised, time.now, time.timeZone);
  switch (reminder.answer) {
    case 'updated':
      return notice(mrkdwn`:white_check_mark: The update promised for ${due} was posted.`);
    case 'snoozed':
      return notice(
        mrkdwn`:zzz: The update promised for ${due} is still due; the reminder comes again later.`,
      );
    case 'ended':
      return notice(mrkdwn`:white_check_mark: The update promised for ${due} is not needed any more.`);
    case null: {
      const text = mrkdwn`:alarm_clock: ${drillMark(incident)}${reminded(incident, reminder)}: the update promised for ${due} is ${reminder.times > 1 ? 'overdue' : 'due'}.`;
      const value = `${incident.id}:${reminder.seq}`;
      return notice(
        text,
        actions(
          button('Post update', actionIds.postUpdate, String(incident.id), 'primary'),
          button('Snooze 15 min', actionIds.snooze, value),
        ),
      );
    }
  }
}

/** What a reminder says that another one follows and that could not be deleted. */
export const replacedReminder = (
  { promised }: Pick<Reminder, 'promised'>,
  { now, timeZone }: DisplayTime,
): Message =>
  notice(
    mrkdwn`:zzz: The update promised for ${date(promised, now, timeZone)} is still due; a later reminder asks for it.`,
  );

/** What could not be done, why, and what to do; with a button to try again after that. */
export function setbackMessage(incident: Pick<Incident, 'id' | 'drill'>, setback: Setback): Message {
  const name = markedName(incident);
  const text = mrkdwn`:warning: ${name}: could not ${failedWords(setback)}: ${setback.why}. The record is safe. ${setback.todo}`;
  return notice(text, actions(button('Try again', actionIds.tryAgain, String(incident.id))));
}

const words: Readonly<Record<AnyEffect['type'], string>> = {
  ensure_channel: 'open the incident channel',
  invite: 'invite a person to the incident channel',
  set_topic: 'set the channel topic',
  sync_headline: 'post or edit the headline',
  pin_headline: 'pin the headline',
  sync_bookmarks: 'set the bookmarks of the channel',
  announce: 'post or edit the announcement',
  tell_end: 'say in the announcement channel that it is over or open again',
  tell_original: 'tell the channel of the other incident about this duplicate',
  run_triage: 'run the triage checks',
  check_again: 'repeat the triage checks',
  offer_resolve: 'post or edit the offer to resolve',
  learn_names: 'look up the names of the people involved',
  sync_diagnosis: 'post or edit the diagnosis',
  sync_details: 'post or edit the steps in the thread of the diagnosis',
  sync_checks: 'show what the checks say now',
  tell_flapping: 'post or edit that the checks go back and forth',
  sync_reminder: 'post the reminder of the promised update',
  wake: 'remember the promised update',
  check_response: 'watch the response target',
  check_comms_lead: 'watch for a comms lead',
  brief_role: 'tell somebody what their role does next',
  tell_setback: 'tell somebody what could not be done',
  call_out: 'post or edit the call for a commander',
  post_change: 'post a change in the headline thread',
  capture_message: 'read the message that was marked for the timeline',
  publish_postmortem: 'post the postmortem file',
  tell_story: 'go on with the story of the drill',
  post_review: 'post the review of the drill',
  take_up: 'take up what was marked or posted while the incident could not be read',
  sync_proposal: 'post or edit the proposal to open an incident',
};

/** What a person can call an effect: `pin the headline`. */
export const effectWords = (effect: string): string =>
  Object.entries(words).find(([type]) => type === effect)?.[1] ?? effect;

/** The same as markup that names the person whom it was for: `invite <@U1> to the incident channel`. */
export const failedWords = ({
  effect,
  user,
}: {
  effect: string;
  user?: UserId | null | undefined;
}): Mrkdwn =>
  effect === 'invite' && user
    ? mrkdwn`invite ${mention(user)} to the incident channel`
    : mrkdwn`${effectWords(effect)}`;
