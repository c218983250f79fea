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

describe('the triage tree', () => {
  test('has one namespace of ids', () => {
    const ids = [...questions, ...leaves].map(([id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('leads from every answer to something that exists', () => {
    const ids = new Set([...questions, ...leaves].map(([id]) => id));
    const missing = questions.flatMap(([id, question]) =>
      answers.filter((answer) => !ids.has(question[answer])).map((answer) => `${id} ${answer}`),
    );
    expect(missing).toEqual([]);
  });

  test('asks no question twice on one way', () => {
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

  test('asks every question and reaches every leaf in some labeled world', () => {
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

  test('rates what is healthy with no severity, and else only what nobody could see', () => {
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

  test('suggests no P4 where it cannot tell, which would talk a declared severity down', () => {
    const mild = leaves.filter(([, leaf]) => leaf.owner === 'unknown' && leaf.severity === 'P4');
    expect(mild.map(([id]) => id)).toEqual([]);
  });

  test('calls it mild and says so where only the token of this bot is refused', () => {
    const alone = leaves.filter(([id]) => /^bot_(?:token|app)_/.test(id));
    expect(alone.map(([, leaf]) => leaf.severity)).toEqual(['P4', 'P4', 'P4', 'P4']);
    expect(alone.filter(([, leaf]) => !leaf.cause.endsWith('no user is affected'))).toEqual([]);
  });

  test('leads from no unknown answer straight to "healthy"', () => {
    const led = questions.filter(([, { unknown }]) => tree.leaves[unknown]?.owner === 'nobody');
    expect(led).toEqual([]);
  });

  test.each(leaves)('%s has short sentences for the headline and 3 to 6 steps', (_id, leaf) => {
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
