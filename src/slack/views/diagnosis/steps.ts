import type { Checkboxes, SectionBlock } from '@slack/types';
import type { DiagnosisEntry, Tick } from '../../../domain/incident/diagnoses.ts';
import type { IncidentId } from '../../../domain/incident/ids.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import type { Step } from '../../../domain/triage/diagnosis.ts';
import { actionIds } from '../../ids.ts';
import { date, fitted, type Mrkdwn, mention, mrkdwn } from '../../text/mrkdwn.ts';
import { option, section } from '../blocks.ts';
import type { DisplayTime } from '../headline.ts';

/** Parts of the views that show mitigation steps. */

/** The block ID of a step's checkbox: the incident, the diagnosis's seq, the step. */
export const stepBlockId = (incident: IncidentId, of: number, step: string): string =>
  `step:${incident}:${of}:${step}`;

/** Parses such a block ID; null for any other. */
export function parseStepBlockId(blockId: string): { incident: number; of: number; step: string } | null {
  const match = /^step:(\d+):(\d+):(.+)$/.exec(blockId);
  return match?.[3] ? { incident: Number(match[1]), of: Number(match[2]), step: match[3] } : null;
}

/** A step with its checkbox, or with who has done it; `open`: the text while nobody has. */
export function tickableStep(
  { id }: Pick<Incident, 'id'>,
  { seq, ticks }: DiagnosisEntry,
  step: Step,
  open: Mrkdwn,
  time: DisplayTime,
): SectionBlock {
  const tick = ticks.get(step.id);
  return tickable(tick ? tickedText(step, tick, time) : open, Boolean(tick), stepBlockId(id, seq, step.id));
}

/** How long all steps of a message may be together, in characters, and how much of that is for their commands. */
const stepsMax = 3_600;
const commandsMax = 2_800;

/**
 * The steps as texts. Commands come first, uncut: a cut command can't be pasted. Titles come next, because they end
 * in their warning. Alternatives share the rest.
 */
export function stepsInFull(steps: readonly Step[]): Mrkdwn[] {
  const boxes = wholeOrShared(steps, commandsMax, commandBox);
  const room = stepsMax - lengthOf(boxes);
  const titles = wholeOrShared(steps, room, ({ title }, max) => fitted(title, max));
  const left = Math.min(1_200, Math.floor((room - lengthOf(titles)) / steps.length));
  return steps.map(({ otherwise }, i) => {
    const other = otherwise && left > 0 ? mrkdwn`\n_Can't do this?_ ${fitted(otherwise, left)}` : mrkdwn``;
    return mrkdwn`*${titles[i] ?? mrkdwn``}*${boxes[i] ?? mrkdwn``}${other}`;
  });
}

/** One text per step: uncut if all fit in `max` characters together, otherwise each cut to its share. */
function wholeOrShared(
  steps: readonly Step[],
  max: number,
  text: (step: Step, max: number) => Mrkdwn,
): Mrkdwn[] {
  const whole = steps.map((step) => text(step, max));
  return lengthOf(whole) <= max ? whole : steps.map((step) => text(step, Math.floor(max / steps.length)));
}

function commandBox({ commands, undo }: Step, max: number): Mrkdwn {
  if (commands.length === 0) return mrkdwn``;
  const box = mrkdwn`\n\`\`\`${fitted(commands.join('\n'), max)}\`\`\``;
  const back = undo ? mrkdwn`\nUndo: \`\`\`${fitted(undo, max)}\`\`\`` : mrkdwn``;
  return box.value.length + back.value.length <= max ? mrkdwn`${box}${back}` : box;
}

const lengthOf = (texts: readonly Mrkdwn[]): number =>
  texts.reduce((length, { value }) => length + value.length, 0);

const tickedText = ({ title }: Step, { by, at }: Tick, { now, timeZone }: DisplayTime): Mrkdwn =>
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
