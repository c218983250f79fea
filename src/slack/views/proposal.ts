import type { Episode } from '../../domain/episode.ts';
import { type IncidentId, incidentName } from '../../domain/ids.ts';
import { diagnosisLines, probeLine } from '../../domain/triage/words.ts';
import { actionIds } from '../ids.ts';
import { date, fitted, joined, type Mrkdwn, mention, mrkdwn } from '../mrkdwn.ts';
import { actions, button, type Message, message, section } from './blocks.ts';
import type { Shown } from './headline.ts';

/** The watch's proposal to open an incident; once it has ended it says how and loses its buttons. */
export function proposalMessage(episode: Episode, shown: Shown): Message {
  const { id, diagnosis, answer } = episode;
  const share = Math.min(300, Math.floor(1_500 / Math.max(1, diagnosis.probes.length)));
  const lines = [
    ...beginning(episode, shown),
    ...diagnosisLines(diagnosis).map((line) => fitted(line, 400)),
    ...diagnosis.probes
      .filter(({ outcome }) => outcome === 'bad')
      .map((probe) => mrkdwn`:x: ${fitted(probeLine(probe), share)}`),
    ...(answer ? [answerLine(answer, shown)] : []),
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

function beginning({ firstBadAt, cameBackAt, worseThan, answer }: Episode, shown: Shown): Mrkdwn[] {
  const when = (ms: number): Mrkdwn => date(ms, shown.now, shown.timeZone);
  const sign = answer ? ':white_circle:' : ':rotating_light:';
  return [
    mrkdwn`${sign} *Two checks in a row were bad, the first ${when(firstBadAt)}.*`,
    ...(worseThan ? [mrkdwn`*It got worse*: it was ${worseThan} before.`] : []),
    ...(cameBackAt ? [mrkdwn`It was well for a moment, and was back ${when(cameBackAt)}.`] : []),
  ];
}

function answerLine(answer: NonNullable<Episode['answer']>, { now, timeZone }: Shown): Mrkdwn {
  switch (answer.kind) {
    case 'opened':
      return mrkdwn`*An incident was opened* by ${mention(answer.by)}${named(answer.incident)}.`;
    case 'dismissed':
      return mrkdwn`*Not an incident*, says ${mention(answer.by)}.`;
    case 'recovered':
      return mrkdwn`*It recovered by itself* ${date(answer.at, now, timeZone)}; nobody had opened an incident.`;
    case 'overtaken':
      return mrkdwn`*${incidentName(answer.incident)} is being worked on*, so this proposal is over.`;
    case 'replaced':
      return mrkdwn`*The checks say something else by now*: a later proposal has taken the place of this one.`;
  }
}

const named = (incident: IncidentId | null): Mrkdwn =>
  incident === null ? mrkdwn`` : mrkdwn`: ${incidentName(incident)}`;
