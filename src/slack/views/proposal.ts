import { diagnosisLines, probeLine } from '../../domain/triage/words.ts';
import type { Proposal } from '../../domain/watch.ts';
import { actionIds } from '../ids.ts';
import { date, fitted, joined, type Mrkdwn, mention, mrkdwn } from '../mrkdwn.ts';
import { actions, button, type Message, message, section } from './blocks.ts';
import type { Shown } from './headline.ts';

/** The watch's proposal to open an incident; once it is answered it says how and loses its buttons. */
export function proposalMessage(proposal: Proposal, shown: Shown): Message {
  const { diagnosis, firstBadAt, answer } = proposal;
  const since = date(firstBadAt, shown.now, shown.timeZone);
  const share = Math.min(300, Math.floor(1_500 / Math.max(1, diagnosis.probes.length)));
  const lines = [
    mrkdwn`${answer ? ':white_circle:' : ':rotating_light:'} *Two checks in a row were bad, the first ${since}.*`,
    ...diagnosisLines(diagnosis).map((line) => fitted(line, 400)),
    ...diagnosis.probes
      .filter(({ outcome }) => outcome === 'bad')
      .map((probe) => mrkdwn`:x: ${fitted(probeLine(probe), share)}`),
    ...(answer ? [answerLine(answer, shown)] : []),
  ];
  const text = joined(lines, '\n');
  const value = String(firstBadAt);
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

function answerLine(answer: NonNullable<Proposal['answer']>, { now, timeZone }: Shown): Mrkdwn {
  switch (answer.kind) {
    case 'opened':
      return mrkdwn`*An incident was opened* by ${mention(answer.by)}.`;
    case 'dismissed':
      return mrkdwn`*Not an incident*, says ${mention(answer.by)}.`;
    case 'recovered':
      return mrkdwn`*It recovered by itself* ${date(answer.at, now, timeZone)}; nobody had opened an incident.`;
  }
}
