import type { KnownBlock, SectionBlock } from '@slack/types';
import type { DiagnosisEntry } from '../../../domain/incident/diagnoses.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import type { Diagnosis, ProbeReport, Step } from '../../../domain/triage/diagnosis.ts';
import { diagnosisLines, probeLine, trailLine } from '../../../domain/triage/format.ts';
import { fitted, joined, Mrkdwn, mrkdwn } from '../../text/mrkdwn.ts';
import { context, divider, type Message, message, section } from '../blocks.ts';
import type { DisplayTime } from '../headline.ts';
import { checksLine } from './checks.ts';
import { simulated, verdictLine, whenMade } from './diagnosis.ts';
import { stepsInFull, tickableStep } from './steps.ts';

/**
 * The details of a recorded diagnosis, for its thread: all steps to check off, the check results, the reasoning.
 * Times in `timeZone` where Slack can't show the reader's own.
 */
export function diagnosisDetails(
  incident: Pick<Incident, 'id' | 'drill'>,
  entry: DiagnosisEntry,
  timeZone: string,
): Message {
  const { diagnosis } = entry;
  const shown = { now: entry.at, timeZone };
  const behind = behindIt(diagnosis, (step, text) => tickableStep(incident, entry, step, text, shown));
  const blocks = [...(incident.drill ? [context(simulated)] : []), ...behind];
  return message(textOf([mrkdwn`Details of this diagnosis:`], diagnosis), blocks);
}

/**
 * The same with its verdict, for one person, who can't check off anything there. It starts with when it was made
 * (`at`, UTC ms) and, for an incident's diagnosis, with what the checks say now.
 */
export function detailsAnswer(
  diagnosis: Diagnosis,
  at: number,
  time: DisplayTime,
  incident: Incident | null = null,
): Message {
  const lines = diagnosisLines(diagnosis);
  const first = [
    ...(incident?.drill ? [simulated] : []),
    whenMade(at, time),
    ...(incident ? checksLine(incident) : []),
  ];
  return message(textOf([...first, ...lines.map((line) => mrkdwn`${line}`)], diagnosis), [
    section(joined(first, '\n')),
    section(
      joined(
        lines.map((line) => verdictLine(line, 500)),
        '\n',
      ),
    ),
    ...behindIt(diagnosis, (_, text) => section(text)),
  ]);
}

/** How much of a list's room each of its lines gets, in characters. */
const share = (among: readonly unknown[]): number =>
  Math.min(300, Math.floor(2_000 / Math.max(1, among.length)));

const probeLines = ({ probes }: Diagnosis): Mrkdwn[] =>
  probes.map((probe) => fitted(probeLine(probe), share(probes)));
const trailLines = ({ trail }: Diagnosis): Mrkdwn[] =>
  trail.map((entry) => fitted(trailLine(entry), share(trail)));

const textOf = (first: readonly Mrkdwn[], diagnosis: Diagnosis): string =>
  joined([...first, mrkdwn``, ...probeLines(diagnosis), mrkdwn``, ...trailLines(diagnosis)], '\n').value;

function behindIt(diagnosis: Diagnosis, stepBlock: (step: Step, text: Mrkdwn) => SectionBlock): KnownBlock[] {
  const { steps, probes } = diagnosis;
  const texts = stepsInFull(steps);
  const probeTexts = probeLines(diagnosis).map((line, i) => mrkdwn`${mark(probes[i])} ${line}`);
  return [
    ...(steps.length > 0
      ? [
          section(mrkdwn`*Next steps*`),
          ...steps.map((step, i) => stepBlock(step, texts[i] ?? mrkdwn``)),
          divider,
        ]
      : []),
    section(joined([mrkdwn`*Check results*`, ...probeTexts], '\n')),
    context(joined([mrkdwn`*Reasoning*`, ...trailLines(diagnosis)], '\n')),
  ];
}

const marks: Readonly<Record<ProbeReport['outcome'], string>> = {
  ok: ':white_check_mark:',
  bad: ':x:',
  unknown: ':grey_question:',
  not_run: ':heavy_minus_sign:',
};
const mark = (probe: ProbeReport | undefined): Mrkdwn => new Mrkdwn(probe ? marks[probe.outcome] : '');
