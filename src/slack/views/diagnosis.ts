import type { Checkboxes, KnownBlock, SectionBlock } from '@slack/types';
import type { IncidentId } from '../../domain/ids.ts';
import type { DiagnosisEntry, Tick } from '../../domain/incident.ts';
import { clip } from '../../domain/text.ts';
import type { Diagnosis, ProbeReport, Step } from '../../domain/triage/diagnosis.ts';
import { diagnosisLines, probeLine, trailLine } from '../../domain/triage/words.ts';
import { actionIds } from '../ids.ts';
import { date, escapeText, joined, Mrkdwn, mention, mrkdwn } from '../mrkdwn.ts';
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

/** A recorded diagnosis in its incident's channel, its mitigation steps as a checklist. */
export function diagnosisMessage(incident: IncidentId, entry: DiagnosisEntry, shown: Shown): Message {
  return rendered(entry.diagnosis, shown, entry.at, (step) =>
    stepSection(step, entry.ticks.get(step.id) ?? null, shown, stepBlockId(incident, entry.seq, step.id)),
  );
}

/** The same for one person outside an incident: nothing is recorded, so nothing can be ticked. */
export const privateDiagnosis = (diagnosis: Diagnosis, shown: Shown): Message =>
  rendered(diagnosis, shown, shown.now, (step) => section(stepText(step)));

function rendered(
  diagnosis: Diagnosis,
  { now, timeZone }: Shown,
  at: number,
  stepBlock: (step: Step) => SectionBlock,
): Message {
  const lines = diagnosisLines(diagnosis);
  const probes = diagnosis.probes.map((probe) => clip(probeLine(probe), 300));
  const trail = diagnosis.trail.map((entry) => clip(trailLine(entry), 300));
  const blocks: KnownBlock[] = [
    section(joined(lines.map(verdictLine), '\n')),
    section(
      joined(
        [
          mrkdwn`*What each check saw*`,
          ...diagnosis.probes.map((probe, i) => mrkdwn`${mark(probe)} ${probes[i] ?? ''}`),
        ],
        '\n',
      ),
    ),
    context(joined([mrkdwn`*Questions asked*`, ...trail.map((line) => mrkdwn`${line}`)], '\n')),
  ];
  if (diagnosis.steps.length > 0)
    blocks.push(divider, section(mrkdwn`*What to do, step by step*`), ...diagnosis.steps.map(stepBlock));
  blocks.push(context(mrkdwn`Checked ${date(at, now, timeZone)}`));
  return message([...lines, '', ...probes, '', ...trail].map(escapeText).join('\n'), blocks);
}

/** `Cause: …` with its label in bold. */
function verdictLine(line: string): Mrkdwn {
  const colon = line.indexOf(':');
  return mrkdwn`*${line.slice(0, colon)}:*${line.slice(colon + 1)}`;
}

const marks: Readonly<Record<ProbeReport['outcome'], string>> = {
  ok: ':white_check_mark:',
  bad: ':x:',
  unknown: ':grey_question:',
  not_run: ':heavy_minus_sign:',
};
const mark = (probe: ProbeReport): Mrkdwn => new Mrkdwn(marks[probe.outcome]);

function stepText({ title, commands, otherwise }: Step): Mrkdwn {
  const fence = commands.length > 0 ? mrkdwn`\n\`\`\`${clip(commands.join('\n'), 1_000)}\`\`\`` : mrkdwn``;
  const other = otherwise ? mrkdwn`\n_If you cannot:_ ${otherwise}` : mrkdwn``;
  return mrkdwn`*${title}*${fence}${other}`;
}

function stepSection(step: Step, tick: Tick | null, { now, timeZone }: Shown, blockId: string): SectionBlock {
  const box = option('Done', 'done');
  const checkbox: Checkboxes = {
    type: 'checkboxes',
    action_id: actionIds.tickStep,
    options: [box],
    ...(tick && { initial_options: [box] }),
  };
  const text = tick
    ? mrkdwn`:white_check_mark: *${step.title}*\nDone by ${tick.by.kind === 'person' ? mention(tick.by.user) : mrkdwn`the bot`}, ${date(tick.at, now, timeZone)}`
    : stepText(step);
  return { ...section(text, checkbox), block_id: blockId };
}
