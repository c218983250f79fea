import { drillMark } from '../../../domain/drill/run.ts';
import { originalName } from '../../../domain/incident/ending/cancellation.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { markedName, noticeHolds } from '../../../domain/incident/incident.ts';
import type { Notice, NoticeEnd } from '../../../domain/incident/notice.ts';
import { nonMemberWords } from '../../../domain/incident/people/account-problem.ts';
import { targetWords } from '../../../domain/incident/promises/response-target.ts';
import { actionIds } from '../../ids.ts';
import { date, type Mrkdwn, mention, mrkdwn } from '../../text/mrkdwn.ts';
import { actions, button, type Message, message, section } from '../blocks.ts';
import { flappingMessage, verdictWords } from '../diagnosis/checks.ts';
import type { DisplayTime } from '../headline.ts';
import { failedWords, responsible, setbackMessage } from './notices.ts';

/** A notice as it is now. Once its state has ended, it says how, without a button and in words that stay true. */
export function noticeMessage(incident: Incident, notice: Notice, time: DisplayTime): Message {
  if (notice.end) return plainly(endWords(incident, notice, notice.end, time));
  switch (notice.kind) {
    case 'call':
      return callOutMessage(incident, notice);
    case 'offer':
      return noticeHolds(incident, notice) ? offerMessage(incident, time) : plainly(resting);
    case 'flapping':
      return flappingMessage(incident, notice.flapping, time);
    case 'setback':
      return setbackMessage(incident, notice.setback);
  }
}

const plainly = (text: Mrkdwn): Message => message(text.value, [section(text)]);

/**
 * Asks someone to take command: after the response target has passed, or when the commander is no longer eligible.
 */
function callOutMessage(incident: Incident, { target, lost }: Extract<Notice, { kind: 'call' }>): Message {
  const { severity, openedBy } = incident;
  const opener = openedBy.kind === 'person' ? mrkdwn` ${mention(openedBy.user)}` : mrkdwn``;
  const why = lost
    ? mrkdwn`*No commander.* ${mention(lost.user)} ${nonMemberWords[lost.why]}. This ${severity} needs a new one.`
    : mrkdwn`*No commander yet.* This ${severity} needs one: the response target has passed${target ? ` (${targetWords(target)})` : ''}.`;
  const text = mrkdwn`:rotating_light: ${drillMark(incident)}${why}${opener}`;
  return message(text.value, [
    section(text),
    actions(button('Take command', actionIds.takeCommand, String(incident.id), 'primary')),
  ]);
}

/** Offers to resolve, because the checks are healthy again. */
function offerMessage(incident: Incident, { now, timeZone }: DisplayTime): Message {
  const since = incident.healthy
    ? mrkdwn`, first seen ${date(incident.healthy.since, now, timeZone)}`
    : mrkdwn``;
  const text = mrkdwn`:large_green_circle: ${drillMark(incident)}*Checks are healthy again*${since}. ${responsible(incident)}: if customers confirm, resolve the incident.`;
  return message(text.value, [
    section(text, button('Resolve', actionIds.resolve, String(incident.id), 'primary')),
  ]);
}

const resting = mrkdwn`:white_circle: The checks are no longer steadily healthy. The offer to resolve will return once they are.`;

function endWords(
  incident: Pick<Incident, 'id' | 'drill' | 'privateOriginals'>,
  notice: Notice,
  end: NoticeEnd,
  { now, timeZone }: DisplayTime,
): Mrkdwn {
  const when = (ms: number): Mrkdwn => date(ms, now, timeZone);
  const failed =
    notice.kind === 'setback'
      ? mrkdwn`${markedName(incident)}: couldn't ${failedWords(notice.setback)} at first`
      : mrkdwn``;
  switch (end.how) {
    case 'done':
      return mrkdwn`:white_check_mark: ${failed}; done on a later try, ${when(end.at)}.`;
    case 'unneeded':
      return mrkdwn`:white_check_mark: ${failed}; no longer needed, ${when(end.at)}.`;
    case 'taken': {
      const { user, by, at } = end;
      const took = by.kind === 'person' && by.user === user ? 'took' : 'was given';
      return mrkdwn`:white_check_mark: ${mention(user)} ${took} command, ${when(at)}.`;
    }
    case 'failing':
      return mrkdwn`:red_circle: The checks failed again ${when(end.at)}. The offer to resolve was withdrawn.`;
    case 'calm':
      return mrkdwn`:left_right_arrow: The checks kept changing their verdict until ${when(end.since)}. Then they agreed: ${verdictWords(end, 200)}`;
    case 'cancelled': {
      const who = end.by.kind === 'person' ? mention(end.by.user) : mrkdwn`the bot`;
      return mrkdwn`:no_entry_sign: This is over: ${who} cancelled the incident, ${when(end.at)}.`;
    }
    case 'duplicate': {
      const who = end.by.kind === 'person' ? mention(end.by.user) : mrkdwn`the bot`;
      return mrkdwn`:no_entry_sign: This is over: ${who} marked it as a duplicate of ${originalName(incident, end.original)}, ${when(end.at)}.`;
    }
    case 'over': {
      const who = end.by.kind === 'person' ? mention(end.by.user) : mrkdwn`the bot`;
      return mrkdwn`:white_check_mark: This is over: ${who} resolved the incident, ${when(end.at)}.`;
    }
  }
}
