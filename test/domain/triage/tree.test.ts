import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/domain/triage/diagnose.ts';
import type { StepText } from '../../../src/domain/triage/steps/step.ts';
import { stepTexts } from '../../../src/domain/triage/steps.ts';
import { placeholders } from '../../../src/domain/triage/template.ts';
import { tree } from '../../../src/domain/triage/tree.ts';
import { cases } from './cases/cases.ts';
import { everythingUnknown } from './support/world.ts';

const questions = Object.entries(tree.questions);
const leaves = Object.entries(tree.leaves);
const answers = ['yes', 'no', 'unknown'] as const;

describe('The triage tree', () => {
  test('has unique IDs', () => {
    const ids = [...questions, ...leaves].map(([id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('has an existing target for every answer', () => {
    const ids = new Set([...questions, ...leaves].map(([id]) => id));
    const missing = questions.flatMap(([id, question]) =>
      answers.filter((answer) => !ids.has(question[answer])).map((answer) => `${id} ${answer}`),
    );
    expect(missing).toEqual([]);
  });

  test('asks no question twice on one path', () => {
    const circles = (id: string, way: readonly string[]): string[] => {
      const question = tree.questions[id];
      if (question === undefined) return [];
      if (way.includes(id)) return [id];
      return [...new Set(answers.map((answer) => question[answer]))].flatMap((next) =>
        circles(next, [...way, id]),
      );
    };
    expect(circles(tree.root, [])).toEqual([]);
  });

  test('asks every question and reaches every leaf for some labeled case', () => {
    const reached = new Set(
      cases.flatMap(({ world }) => {
        const { leaf, trail } = diagnose(world);
        return [leaf, ...trail.map(({ id }) => id)];
      }),
    );
    expect([...questions, ...leaves].map(([id]) => id).filter((id) => !reached.has(id))).toEqual([]);
  });

  test('says "cannot tell" without data', () => {
    expect(diagnose(everythingUnknown).leaf).toBe('cannot_tell');
  });

  test('suggests no severity only if all is healthy or nothing could be observed', () => {
    const unrated = leaves.filter(([, leaf]) => leaf.owner !== 'nobody' && leaf.severity === null);
    expect(leaves.filter(([, leaf]) => leaf.owner === 'nobody' && leaf.severity !== null)).toEqual([]);
    expect(unrated.map(([id]) => id)).toEqual([
      'service_unclear',
      'service_unchecked',
      'token_missing',
      'token_malformed',
      'cannot_tell',
    ]);
  });

  test('suggests no P4 if it cannot tell, which would talk down a declared severity', () => {
    const mild = leaves.filter(([, leaf]) => leaf.owner === 'unknown' && leaf.severity === 'P4');
    expect(mild.map(([id]) => id)).toEqual([]);
  });

  test("suggests a mild severity if only this bot's token is refused, and says so", () => {
    const alone = leaves.filter(([id]) => /^bot_(?:token|app)_/.test(id));
    expect(alone.map(([, leaf]) => leaf.severity)).toEqual(['P4', 'P4', 'P4', 'P4']);
    expect(alone.filter(([, leaf]) => !leaf.cause.endsWith('no user is affected'))).toEqual([]);
  });

  test('leads from no unknown answer straight to "healthy"', () => {
    const led = questions.filter(([, { unknown }]) => tree.leaves[unknown]?.owner === 'nobody');
    expect(led).toEqual([]);
  });

  test.each(leaves)('has short headline sentences and 3 to 6 steps for %s', (_id, leaf) => {
    for (const text of [leaf.cause, leaf.action]) {
      expect(text.length).toBeLessThanOrEqual(130);
      expect(text).not.toMatch(/[.\n]$/);
    }
    expect(leaf.steps.length).toBeGreaterThanOrEqual(3);
    expect(leaf.steps.length).toBeLessThanOrEqual(6);
    expect(new Set(leaf.steps).size).toBe(leaf.steps.length);
  });

  test('uses known placeholders only', () => {
    const steps: StepText[] = Object.values(stepTexts);
    const texts = [
      ...leaves.flatMap(([, leaf]) => [leaf.cause, leaf.action]),
      ...steps.flatMap(({ title, commands = [], otherwise = '' }) => [title, otherwise, ...commands]),
    ];
    const used = texts.flatMap((text) => [...text.matchAll(/(?<!%)\{(\w+)\}/g)].map(([, name = '']) => name));
    const known: readonly string[] = placeholders;
    expect(used.filter((name) => !known.includes(name))).toEqual([]);
  });
});
