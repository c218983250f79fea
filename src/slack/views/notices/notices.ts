import type { KnownBlock } from '@slack/types';
import { drillMark } from '../../../domain/drill/run.ts';
import type { AnyEffect } from '../../../domain/effects/effects.ts';
import type { UserId } from '../../../domain/incident/ids.ts';
import { type Incident, markedName, responsiblePeople } from '../../../domain/incident/incident.ts';
import type { Reminder } from '../../../domain/incident/promises/reminder.ts';
import type { Setback } from '../../../domain/incident/setback.ts';
import { actionIds } from '../../ids.ts';
import { date, joined, type Mrkdwn, mention, mrkdwn } from '../../text/mrkdwn.ts';
import { actions, button, type Message, message, section } from '../blocks.ts';
import type { DisplayTime } from '../headline.ts';

const notice = (text: Mrkdwn, ...more: KnownBlock[]): Message =>
  message(text.value, [section(text), ...more]);

/** Who is asked when something is pending: the commander, otherwise whoever declared the incident. */
export function responsible(incident: Incident): Mrkdwn {
  if (incident.commander) return mention(incident.commander);
  const opener = incident.openedBy.kind === 'person' ? mrkdwn`${mention(incident.openedBy.user)} ` : mrkdwn``;
  return mrkdwn`${opener}(no commander yet)`;
}

/** Who a reminder mentions: from the second one on, also whoever declared the incident. */
function reminded(incident: Incident, { times }: Reminder): Mrkdwn {
  if (!incident.commander || times < 2) return responsible(incident);
  return joined(responsiblePeople(incident).map(mention), ', ');
}

/** The reminder of a due update; once it's answered, it says how and loses its buttons. */
export function reminderMessage(incident: Incident, reminder: Reminder, time: DisplayTime): Message {
  const due = date(reminder.promised, time.now, time.timeZone);
  switch (reminder.answer) {
    case 'updated':
      return notice(mrkdwn`:white_check_mark: Update posted (it was due ${due}).`);
    case 'snoozed':
      return notice(mrkdwn`:zzz: Reminder snoozed; the update was due ${due}.`);
    case 'ended':
      return notice(mrkdwn`:white_check_mark: Update no longer needed (it was due ${due}).`);
    case null: {
      const text = mrkdwn`:alarm_clock: ${drillMark(incident)}*Update ${reminder.times > 1 ? 'overdue since' : 'due'} ${due}.* ${reminded(incident, reminder)}`;
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

/** What a reminder says when another one has followed and it couldn't be deleted. */
export const replacedReminder = (
  { promised }: Pick<Reminder, 'promised'>,
  { now, timeZone }: DisplayTime,
): Message =>
  notice(mrkdwn`:zzz: Replaced by a later reminder; the update was due ${date(promised, now, timeZone)}.`);

/** What failed, why, and what to do, followed by a button to try again. */
export function setbackMessage(incident: Pick<Incident, 'id' | 'drill'>, setback: Setback): Message {
  const name = markedName(incident);
  const text = mrkdwn`:warning: ${name}: couldn't ${failedWords(setback)} (${setback.why}). Nothing recorded was lost. ${setback.todo}`;
  return notice(text, actions(button('Try again', actionIds.tryAgain, String(incident.id))));
}

const words: Readonly<Record<AnyEffect['type'], string>> = {
  ensure_channel: 'create the incident channel',
  invite: 'invite someone to the incident channel',
  set_topic: 'set the channel topic',
  sync_headline: 'update the headline',
  pin_headline: 'pin the headline',
  sync_bookmarks: 'update the channel bookmarks',
  announce: 'update the announcement',
  tell_end: 'report in the announcement channel that the incident ended or reopened',
  tell_duplicates: "update the records of this incident's duplicates",
  hide_original: 'edit what named an incident that is private now',
  tell_original: 'post about this duplicate in the other incident channel',
  tell_source: 'link the incident in the thread it was declared from',
  take_back: "delete the bot's posts that people outside the private channel can read",
  run_triage: 'run the triage checks',
  check_again: 'repeat the triage checks',
  offer_resolve: 'post or edit the offer to resolve',
  learn_names: 'look up the names of the people involved',
  sync_diagnosis: 'update the diagnosis',
  sync_details: 'update the steps in the diagnosis thread',
  sync_checks: 'update the checks message',
  tell_flapping: 'post or edit that the checks go back and forth',
  sync_reminder: 'post the update reminder',
  wake: 'send the update reminder',
  check_response: 'check the response target',
  check_comms_lead: 'check for a comms lead',
  call_oncall: 'bring the on-call group into the channel',
  mention_oncall: 'mention the on-call group',
  remind_items: 'remind someone of their action items',
  summarize_items: 'post the weekly summary of action items',
  tell_left_out: "tell the commander who wasn't called",
  send_brief: 'brief someone who joined the channel',
  brief_role: 'tell someone what their role does next',
  tell_setback: 'report an earlier failure',
  call_out: 'post or edit the call for a commander',
  post_change: 'post a change in the headline thread',
  capture_message: 'read the message added to the timeline',
  follow_message: 'check a timeline message for changes',
  erase_deleted: 'delete postmortems that show a deleted message',
  publish_postmortem: 'post the postmortem file',
  sync_postmortem: 'update the message with the postmortem',
  sync_canvas: "update the postmortem's canvas",
  send_copy: 'send the postmortem in a direct message',
  follow_duplicate: 'update the record of the incident this one is a duplicate of',
  tell_story: 'post the next drill event',
  post_review: 'post the drill review',
  take_up: 'catch up on what was marked or posted while it was unreadable',
  sync_proposal: 'update the suggested incident',
};

/** What people call an effect: `pin the headline`. */
export const effectWords = (effect: string): string =>
  Object.entries(words).find(([type]) => type === effect)?.[1] ?? effect;

/** The same as markup that names the person it was for: `invite <@U1> to the incident channel`. */
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
