import { type IncidentId, incidentName } from '../../../domain/incident/ids.ts';
import { diagnosisLines, probeLine } from '../../../domain/triage/format.ts';
import type { Episode } from '../../../domain/watch/episode.ts';
import { actionIds } from '../../ids.ts';
import { date, fitted, joined, type Mrkdwn, mention, mrkdwn } from '../../text/mrkdwn.ts';
import { actions, button, type Message, message, section } from '../blocks.ts';
import type { DisplayTime } from '../headline.ts';

/** Monitoring's suggestion to declare an incident; once it has ended, it says how and loses its buttons. */
export function proposalMessage(episode: Episode, time: DisplayTime): Message {
  const { id, diagnosis, answer } = episode;
  const share = Math.min(300, Math.floor(1_500 / Math.max(1, diagnosis.probes.length)));
  const lines = [
    ...beginning(episode, time),
    ...diagnosisLines(diagnosis).map((line) => fitted(line, 400)),
    ...diagnosis.probes
      .filter(({ outcome }) => outcome === 'bad')
      .map((probe) => mrkdwn`:x: ${fitted(probeLine(probe), share)}`),
    ...(answer ? [answerLine(answer, time)] : []),
  ];
  const text = joined(lines, '\n');
  const value = String(id);
  const buttons = answer
    ? []
    : [
        actions(
          button('Open incident', actionIds.openProposed, value, 'primary'),
          button('Not an incident', actionIds.notAnIncident, value),
        ),
      ];
  return message(text.value, [section(text), ...buttons]);
}

function beginning(
  { firstBadAt, unclearBetween, cameBackAt, worseThan, answer }: Episode,
  time: DisplayTime,
): Mrkdwn[] {
  const when = (ms: number): Mrkdwn => date(ms, time.now, time.timeZone);
  const sign = answer ? ':white_circle:' : ':rotating_light:';
  return [
    unclearBetween === 0
      ? mrkdwn`${sign} *Two checks in a row found a problem*, first seen ${when(firstBadAt)}.`
      : mrkdwn`${sign} *Two checks found a problem*, first seen ${when(firstBadAt)}; ${between(unclearBetween)} couldn't tell.`,
    ...(worseThan ? [mrkdwn`*It got worse*: it was ${worseThan} before.`] : []),
    ...(cameBackAt
      ? [mrkdwn`After a healthy check, two found the problem again, most recently ${when(cameBackAt)}.`]
      : []),
  ];
}

const between = (checks: number): string => (checks === 1 ? 'one in between' : `${checks} in between`);

/** How a suggestion ended, in a sentence that stays true. */
export function answerLine(answer: NonNullable<Episode['answer']>, { now, timeZone }: DisplayTime): Mrkdwn {
  switch (answer.kind) {
    case 'opened':
      return mrkdwn`*Incident declared* by ${mention(answer.by)}${named(answer.incident)}.`;
    case 'dismissed':
      return mrkdwn`*Dismissed as not an incident* by ${mention(answer.by)}.`;
    case 'recovered':
      return mrkdwn`*A check was healthy again* ${date(answer.at, now, timeZone)}. No incident was declared from this.`;
    case 'overtaken':
      return mrkdwn`*People were already working on ${incidentName(answer.incident)}*, so this suggestion ended.`;
    case 'replaced':
      return mrkdwn`*Later checks found something new.* A later suggestion replaced this one.`;
  }
}

const named = (incident: IncidentId | null): Mrkdwn =>
  incident === null ? mrkdwn`` : mrkdwn`: ${incidentName(incident)}`;
