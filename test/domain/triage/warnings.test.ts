import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/domain/triage/diagnose.ts';
import type { StepText } from '../../../src/domain/triage/steps/step.ts';
import { stepsFor, stepTexts } from '../../../src/domain/triage/steps.ts';
import { factsOf } from '../../../src/domain/triage/template.ts';
import { tree } from '../../../src/domain/triage/tree.ts';
import { privateDiagnosis } from '../../../src/slack/views/diagnosis/diagnosis.ts';
import { time } from '../../slack/support/incidents.ts';
import { blockText } from '../../slack/support/reading.ts';
import { cases } from './cases/cases.ts';
import { observed } from './support/observations.ts';

const worlds = cases.map(({ leaf, world }) => ({ leaf, verdict: diagnose(world) }));
const texts: Readonly<Record<string, StepText>> = stepTexts;
const forbids = /\b(don't|never)\b/i;

describe('a warning', () => {
  test.each(worlds)('is shown with every step that the short verdict of $leaf shows', ({ verdict }) => {
    const read = blockText(privateDiagnosis(verdict, time));
    const warnings = verdict.steps.slice(0, 3).flatMap(({ id }) => texts[id]?.warning ?? []);
    expect(warnings.filter((warning) => !read.includes(warning))).toEqual([]);
  });

  test.each(Object.entries(texts))('comes with the step %s in both its lengths, whole', (id, text) => {
    const steps = stepsFor([id as keyof typeof stepTexts], factsOf(observed()));
    const forms = steps.flatMap(({ title, short }) => [title, short ?? title]);
    expect(forms.filter((form) => !form.includes(text.warning ?? ''))).toEqual([]);
    expect(forms[1]?.length).toBeLessThanOrEqual(110);
  });

  test("in a leaf's action is shown above the steps", () => {
    const unmarked = Object.entries(tree.leaves).filter(
      ([, { action, warns }]) => forbids.test(action) !== (warns ?? false),
    );
    expect(unmarked.map(([id]) => id)).toEqual([]);
    const warned = worlds.filter(({ verdict }) => verdict.warns);
    expect(warned.length).toBeGreaterThan(3);
    for (const { verdict } of warned)
      expect(blockText(privateDiagnosis(verdict, time))).toContain('*Do now:*');
  });

  test('against a new token keeps that step out of the first three', () => {
    const against = Object.entries(tree.leaves).filter(([, { action }]) =>
      /don't (?:regenerate|rotate|touch the service's)/i.test(action),
    );
    expect(against.map(([id]) => id)).toEqual(
      expect.arrayContaining(['bot_token_refused', 'auth_posted', 'bot_token_blocked', 'bot_app_removed']),
    );
    const offered = against.flatMap(([id, { steps }]) =>
      steps
        .slice(0, 3)
        .filter((step) => step === 'generate_token')
        .map(() => id),
    );
    expect(offered).toEqual([]);
  });
});
