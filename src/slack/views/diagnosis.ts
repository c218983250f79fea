import type { Checkboxes, KnownBlock, SectionBlock } from '@slack/types';
import { drillWord } from '../../domain/drill/run.ts';
import type { IncidentId } from '../../domain/ids.ts';
import type { DiagnosisEntry, Incident, Tick } from '../../domain/incident.ts';
import type { Diagnosis, ProbeReport, Step } from '../../domain/triage/diagnosis.ts';
import { diagnosisLines, probeLine, trailLine } from '../../domain/triage/words.ts';
import { actionIds } from '../ids.ts';
import { date, escapeText, fitted, joined, Mrkdwn, mention, mrkdwn } from '../mrkdwn.ts';
import { inReadersTime } from '../readers-time.ts';
import { context, divider, type Message, message, option, section } from './blocks.ts';
import type { Shown } from './headline.ts';

/** Where a step's tick box stands: the incident, the diagnosis' seq, the step. */
export const stepBlockId = (incident: IncidentId, of: number, step: string): string =>
  `step:${incident}:${of}:${step}`;

/** Reads such a place back; null for any other block id. */
export function parseStepBlockId(blockId: string): { incident: number; of: number; step: string } | null {
  const match = /^step:(\d+):(\d+):(.+)$/.exec(blockId);
  return match?.[3] ? { incident: Number(match[1]), of: Number(match[2]), step: match[3] } : null;
}

/**
 * A recorded diagnosis in its incident's channel, its mitigation steps as a checklist. It reads as at its own time,
 * however late it is shown: but for the ticks it stays as it is. Times in `timeZone` where Slack has no reader's.
 */
export function diagnosisMessage(
  incident: Pick<Incident, 'id'> & Partial<Pick<Incident, 'drill'>>,
  entry: DiagnosisEntry,
  timeZone: string,
): Message {
  const shown = { now: entry.at, timeZone };
  const made = rendered(entry.diagnosis, recordedAt(entry, shown), (step, open) => {
    const tick = entry.ticks.get(step.id);
    const text = tick ? tickedText(step, tick, shown) : open;
    return tickable(text, Boolean(tick), stepBlockId(incident.id, entry.seq, step.id));
  });
  return incident.drill ? ofDrill(made) : made;
}

const simulated = mrkdwn`*${drillWord}: these checks are simulated.* Read the steps and tick what you would do; run none of them.`;

/** In the text it stands after the lines of the verdict, which come first in every diagnosis. */
const ofDrill = ({ text, blocks }: Message): Message =>
  message(text.replace('\n\n', `\n${simulated.value}\n\n`), [context(simulated), ...blocks]);

/** The same for one person outside an incident: nothing is recorded, so nothing can be ticked. */
export const privateDiagnosis = (diagnosis: Diagnosis, shown: Shown): Message =>
  rendered(diagnosis, checkedAt(shown.now, shown), (_, text) => section(text));

function rendered(
  diagnosis: Diagnosis,
  when: Mrkdwn,
  stepBlock: (step: Step, text: Mrkdwn) => SectionBlock,
): Message {
  const lines = diagnosisLines(diagnosis);
  const share = (total: number, among: readonly unknown[]): number =>
    Math.min(300, Math.floor(total / Math.max(1, among.length)));
  const probes = diagnosis.probes.map((probe) => fitted(probeLine(probe), share(2_000, diagnosis.probes)));
  const trail = diagnosis.trail.map((entry) => fitted(trailLine(entry), share(2_000, diagnosis.trail)));
  const blocks: KnownBlock[] = [
    section(joined(lines.map(verdictLine), '\n')),
    section(
      joined(
        [
          mrkdwn`*What each check saw*`,
          ...diagnosis.probes.map((probe, i) => mrkdwn`${mark(probe)} ${probes[i] ?? mrkdwn``}`),
        ],
        '\n',
      ),
    ),
    context(joined([mrkdwn`*Questions asked*`, ...trail], '\n')),
  ];
  if (diagnosis.steps.length > 0) {
    const texts = stepTexts(diagnosis.steps);
    const steps = diagnosis.steps.map((step, i) => stepBlock(step, texts[i] ?? mrkdwn``));
    blocks.push(divider, section(mrkdwn`*What to do, step by step*`), ...steps);
  }
  blocks.push(context(when));
  return message(
    [...lines.map(escapeText), '', ...[...probes, mrkdwn``, ...trail].map(({ value }) => value)].join('\n'),
    blocks,
  );
}

const checkedAt = (at: number, { now, timeZone }: Shown): Mrkdwn =>
  mrkdwn`Checked ${date(at, now, timeZone)}`;

/** When a verdict was made, and how long the checks had agreed on it where they had not before. */
function recordedAt({ at, calmed }: DiagnosisEntry, shown: Shown): Mrkdwn {
  const when = checkedAt(at, shown);
  if (!calmed) return when;
  return mrkdwn`The checks agree again: ${calmed.runs} in a row since ${date(calmed.since, shown.now, shown.timeZone)}. ${when}`;
}

/** `Cause: …` with its label in bold. */
function verdictLine(line: string): Mrkdwn {
  const colon = line.indexOf(':');
  return mrkdwn`*${line.slice(0, colon)}:*${inReadersTime(line.slice(colon + 1), 500)}`;
}

const marks: Readonly<Record<ProbeReport['outcome'], string>> = {
  ok: ':white_check_mark:',
  bad: ':x:',
  unknown: ':grey_question:',
  not_run: ':heavy_minus_sign:',
};
const mark = (probe: ProbeReport): Mrkdwn => new Mrkdwn(marks[probe.outcome]);

/** What all steps of a message may take together, in characters, and how much of it their commands. */
const stepsMax = 3_600;
const commandsMax = 2_800;

/** The steps as texts. Commands come first, whole: what is cut cannot be pasted. Titles and other ways share the rest. */
function stepTexts(steps: readonly Step[]): Mrkdwn[] {
  const whole = steps.map((step) => commandBox(step, commandsMax));
  const fits = lengthOf(whole) <= commandsMax;
  const boxes = fits ? whole : steps.map((step) => commandBox(step, commandsMax / steps.length));
  const max = Math.min(1_200, Math.floor((stepsMax - lengthOf(boxes)) / steps.length));
  return steps.map(({ title, otherwise }, i) => {
    const what = fitted(title, max / 2);
    const other = otherwise
      ? mrkdwn`\n_If you cannot:_ ${fitted(otherwise, max - what.value.length)}`
      : mrkdwn``;
    return mrkdwn`*${what}*${boxes[i] ?? mrkdwn``}${other}`;
  });
}

function commandBox({ commands, undo }: Step, max: number): Mrkdwn {
  if (commands.length === 0) return mrkdwn``;
  const box = mrkdwn`\n\`\`\`${fitted(commands.join('\n'), max)}\`\`\``;
  const back = undo ? mrkdwn`\nUndo: \`\`\`${fitted(undo, max)}\`\`\`` : mrkdwn``;
  return box.value.length + back.value.length <= max ? mrkdwn`${box}${back}` : box;
}

const lengthOf = (texts: readonly Mrkdwn[]): number =>
  texts.reduce((length, { value }) => length + value.length, 0);

const tickedText = ({ title }: Step, { by, at }: Tick, { now, timeZone }: Shown): Mrkdwn =>
  mrkdwn`:white_check_mark: *${fitted(title, 200)}*\nDone by ${by.kind === 'person' ? mention(by.user) : mrkdwn`the bot`}, ${date(at, now, timeZone)}`;

function tickable(text: Mrkdwn, ticked: boolean, blockId: string): SectionBlock {
  const box = option('Done', 'done');
  const checkbox: Checkboxes = {
    type: 'checkboxes',
    action_id: actionIds.tickStep,
    options: [box],
    ...(ticked && { initial_options: [box] }),
  };
  return { ...section(text, checkbox), block_id: blockId };
}
