import { measurements, truthLines } from '../../domain/drill/format-review.ts';
import type { DrillReview } from '../../domain/drill/review.ts';
import type { DrillRun } from '../../domain/drill/run.ts';
import { drillWord } from '../../domain/drill/run.ts';
import type { Script, ScriptLine } from '../../domain/drill/script.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { markedName } from '../../domain/incident/incident.ts';
import { actionIds, commandName } from '../ids.ts';
import { fitted, joined, type Mrkdwn, mrkdwn } from '../text/mrkdwn.ts';
import { actions, button, context, header, type Message, message, section, sections } from './blocks.ts';

/** A quotation in a drill event. */
const quoted = ({ who, text }: ScriptLine): Mrkdwn =>
  mrkdwn`:speech_balloon: *${who}:* ${fitted(text, 2_000)}`;

/** The start of a drill, for the person who starts it alone. */
export function drillStarted({ name, symptom }: Script, run: DrillRun): Message {
  const text = mrkdwn`*${drillWord}: ${name}.* None of this is real, and only you can see it. The clock is running.`;
  const how = mrkdwn`Declare when you think it's an incident. Its channel is marked ${drillWord}, its checks are simulated, and nothing is announced. You get a review when you close it.`;
  return message(`${text.value}\n${quoted(symptom).value}\n${how.value}`, [
    section(text),
    section(quoted(symptom)),
    context(how),
    actions(button('Declare', actionIds.declareDrill, JSON.stringify(run), 'primary')),
  ]);
}

/** The drills by name, without spoilers. */
export function drillsMessage(drills: readonly { name: string; about: string }[]): Message {
  const lines = [
    mrkdwn`\`${commandName} drill\` starts a random drill. Add a name to choose one:`,
    ...drills.map(({ name, about }) => mrkdwn`• *${name}*: ${about}`),
  ];
  return message(joined(lines, '\n').value, sections(lines));
}

/** A drill event, posted in the drill's channel. */
export const storyMessage = (line: ScriptLine): Message => {
  const text = quoted(line);
  return message(mrkdwn`${drillWord}. ${line.who}: ${line.text}`.value, [
    section(text),
    context(mrkdwn`${drillWord}: posted by the bot`),
  ]);
};

/** The review that is posted along with the postmortem. */
export function reviewMessage(incident: Incident, review: DrillReview): Message {
  const title = `Review of ${markedName(incident)}: ${review.script.name}`;
  const measured = measurements(review);
  const lines = measured.map(
    ({ what, went, good, well }) =>
      mrkdwn`${well ? ':white_check_mark:' : ':small_orange_diamond:'} *${what}:* ${went}.\n_Good:_ ${good}.`,
  );
  const truth = joined([mrkdwn`*What it was*`, ...truthLines(review).map((line) => mrkdwn`${line}`)], '\n');
  const summary = mrkdwn`*How it went:* ${measured.filter(({ well }) => well).length} of ${measured.length} on target.`;
  const thanks = mrkdwn`Debrief for ten minutes while it's fresh. What did you miss? What would you do again?`;
  return message(
    [title, truth.value, summary.value, ...lines.map(({ value }) => value), thanks.value].join('\n'),
    [header(title), section(truth), ...sections([summary, ...lines]), context(thanks)],
  );
}
