import type { KnownBlock, SectionBlock } from '@slack/types';
import { drillWord } from '../../../domain/drill/run.ts';
import { repeatsPosted } from '../../../domain/effects/still-wanted.ts';
import { type DiagnosisEntry, suggestsAnother } from '../../../domain/incident/diagnoses.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { isFinal } from '../../../domain/incident/status.ts';
import type { Diagnosis, Step } from '../../../domain/triage/diagnosis.ts';
import { diagnosisLines } from '../../../domain/triage/format.ts';
import { actionIds, commandName } from '../../ids.ts';
import { date, fitted, joined, type Mrkdwn, mrkdwn } from '../../text/mrkdwn.ts';
import { inReadersTime } from '../../text/readers-time.ts';
import { button, context, type Message, message, section } from '../blocks.ts';
import type { DisplayTime } from '../headline.ts';
import { tickableStep } from './steps.ts';

/** How many steps the channel shows; all of them are in the thread. */
const stepsShown = 3;
/** The longest that a line of the verdict or a step can be there, in characters. */
const lineMax = 240;

/**
 * A recorded diagnosis in the incident channel: the verdict, the first steps to check off, and a button for the
 * suggested severity if it's the latest diagnosis and the incident has another severity. Steps of the diagnosis
 * before it are left out: each step has one checkbox in the channel. It reads as of its own time, however late it's
 * shown: except for ticks and button it stays as it is. Times in `timeZone` where Slack can't show the reader's own.
 */
export function diagnosisMessage(
  incident: Pick<Incident, 'id' | 'severity' | 'status' | 'drill' | 'diagnoses' | 'degraded'>,
  entry: DiagnosisEntry,
  timeZone: string,
): Message {
  const { diagnosis, at, calmed } = entry;
  const shown = { now: at, timeZone };
  const agree = calmed
    ? [mrkdwn`The checks agree again: ${calmed.runs} in a row since ${date(calmed.since, at, timeZone)}.`]
    : [];
  const { steps } = diagnosis;
  const fresh = freshSteps(incident, entry);
  const made = short(diagnosis, fresh, [...(incident.drill ? [simulated] : []), ...agree], (step, text) =>
    tickableStep(incident, entry, step, text, shown),
  );
  const all = steps.length > fresh.length ? `all ${steps.length} steps` : 'the commands';
  const more = mrkdwn`${steps.length > 0 ? `${all}, check results, and` : 'check results and'} reasoning are in the thread`;
  const [verdict, ...rest] = made.blocks;
  return message(made.text, [
    ...(verdict ? [{ ...verdict, ...severityButton(incident, entry) }] : []),
    ...rest,
    context(mrkdwn`${whenMade(at, shown)}; ${more}.`),
  ]);
}

/** The same for one person outside of an incident: nothing is recorded, so nothing can be checked off. */
export function privateDiagnosis(diagnosis: Diagnosis, time: DisplayTime): Message {
  const made = short(diagnosis, diagnosis.steps.slice(0, stepsShown), [], (_, text) => section(text));
  const more = mrkdwn`\`${commandName} details\` shows all steps and check results`;
  return message(made.text, [...made.blocks, context(mrkdwn`${whenMade(time.now, time)}; ${more}.`)]);
}

/** What that person is told if the checks couldn't be run. */
export function noDiagnosis(): Message {
  const text = mrkdwn`The checks couldn't run, so there's no diagnosis. Try again in a minute.`;
  return message(text.value, [section(text)]);
}

/** What a drill says about its checks. */
export const simulated = mrkdwn`*${drillWord}: these checks are simulated.* Don't run the commands. Check off the steps you would take.`;

/**
 * Those of the first steps that the diagnosis posted before it doesn't have. If nothing is wrong any more, the line
 * about what to do says so; its steps are in the thread.
 */
function freshSteps(
  { diagnoses }: Pick<Incident, 'diagnoses'>,
  { seq, diagnosis }: DiagnosisEntry,
): readonly Step[] {
  const first = diagnosis.steps.slice(0, stepsShown);
  const before = [...diagnoses.values()].findLast((one) => one.seq < seq && one.ts !== null);
  if (!before) return first;
  if (diagnosis.owner === 'nobody') return [];
  const known = new Set(before.diagnosis.steps.slice(0, stepsShown).map(({ id }) => id));
  return first.filter(({ id }) => !known.has(id));
}

/** The verdict and these steps; `remarks` are shown above it, and in the text after its five lines. */
function short(
  diagnosis: Diagnosis,
  steps: readonly Step[],
  remarks: readonly Mrkdwn[],
  stepBlock: (step: Step, text: Mrkdwn) => SectionBlock,
): Message {
  const lines = diagnosisLines(diagnosis);
  const [whose, cause, action, ...rated] = lines.map((line) => verdictLine(line, lineMax));
  const rating = joined(
    [whose, ...rated].filter((line) => line !== undefined),
    '  ·  ',
  );
  const verdict = [rating, cause, ...(steps.length > 0 && !diagnosis.warns ? [] : [action])];
  const blocks: KnownBlock[] = [
    section(joined([...remarks, ...verdict.filter((line) => line !== undefined)], '\n')),
    ...steps.map((step) => stepBlock(step, fitted(step.short ?? step.title, lineMax))),
  ];
  return message(joined([...lines.map((line) => mrkdwn`${line}`), ...remarks], '\n').value, blocks);
}

/** The suggestion belongs to the latest verdict: an earlier one loses the button. */
function severityButton(
  incident: Pick<Incident, 'id' | 'severity' | 'status' | 'diagnoses' | 'degraded'>,
  entry: DiagnosisEntry,
): Pick<SectionBlock, 'accessory'> {
  const { id, status, diagnoses } = incident;
  const { severity } = entry.diagnosis;
  const later = [...diagnoses.values()].filter((one) => one.seq > entry.seq);
  const latest = later.at(-1);
  const isOvertaken = later.some(({ ts }) => ts !== null) || (latest && !repeatsPosted(incident, latest));
  if (isOvertaken || isFinal(status) || !suggestsAnother(incident, entry)) return {};
  return { accessory: button(`Set severity ${severity}`, actionIds.applySeverity, `${id}:${severity}`) };
}

/** When the checks ran, UTC ms. */
export const whenMade = (at: number, { now, timeZone }: DisplayTime): Mrkdwn =>
  mrkdwn`Checked ${date(at, now, timeZone)}`;

/** `Cause: …` with its label in bold, in at most `max` characters. */
export function verdictLine(line: string, max: number): Mrkdwn {
  const colon = line.indexOf(':');
  return mrkdwn`*${line.slice(0, colon)}:*${inReadersTime(line.slice(colon + 1), max)}`;
}
