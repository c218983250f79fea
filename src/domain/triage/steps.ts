import type { Step } from './diagnosis.ts';
import { accessSteps } from './steps/access.ts';
import { networkSteps } from './steps/network.ts';
import { outageSteps } from './steps/outage.ts';
import type { StepText } from './steps/step.ts';
import { type Facts, fill } from './template.ts';

/** All mitigation steps, by ID. IDs are stored in events: don't rename any. */
export const stepTexts = { ...accessSteps, ...outageSteps, ...networkSteps } as const;
export type StepId = keyof typeof stepTexts;

/** The steps with these IDs, ready to paste: URLs are the real ones, tokens stay shell variables. */
export function stepsFor(ids: readonly StepId[], facts: Facts): Step[] {
  return ids.map((id) => {
    const text: StepText = stepTexts[id];
    return {
      id,
      title: fill(warned(text.title, text), facts),
      ...(text.short !== undefined && { short: fill(warned(text.short, text), facts) }),
      commands: (text.commands ?? []).map((command) => fill(command, facts)),
      ...(text.undo !== undefined && { undo: fill(text.undo, facts) }),
      otherwise: text.otherwise === undefined ? null : fill(text.otherwise, facts),
    };
  });
}

const warned = (what: string, { warning }: StepText): string =>
  warning === undefined ? what : `${what}; ${warning}`;
