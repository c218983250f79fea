import { beforeAll, describe, expect, test } from 'vitest';
import { isLate, runAll } from '../../bench/diagnosis/all.ts';
import type { Verdict } from '../../bench/diagnosis/case.ts';
import type { Result } from '../../bench/diagnosis/run.ts';
import { type Marked, misses, ownerMark, tally } from '../../bench/diagnosis/score.ts';
import { tree } from '../../src/domain/triage/tree.ts';

/** The deadline of each diagnosis in the fast form of the bench, in ms. */
const timeoutMs = 1_000;

describe('Over all cases of the benchmark, triage', () => {
  let results: Result[] = [];

  beforeAll(async () => {
    ({ results } = await runAll(timeoutMs, 'bot'));
  }, 180_000);

  const named = (test: (one: Marked) => boolean) =>
    results.filter(({ bot }) => test(bot)).map(({ bot }) => `${bot.name}: ${misses(bot).join('; ')}`);

  test('answers at least 60 labeled cases', () => {
    expect(results.length).toBeGreaterThanOrEqual(60);
    expect(new Set(results.map(({ bot }) => bot.name)).size).toBe(results.length);
  });

  test('never names the wrong owner', () => {
    expect(named(({ right, answered }) => ownerMark(right.owner, answered.owner) === 'wrong')).toEqual([]);
  });

  test('says "cannot tell" only where a person could not tell either', () => {
    expect(named(({ right, answered }) => ownerMark(right.owner, answered.owner) === 'unsure')).toEqual([]);
  });

  test('gets every kind, severity, and first step right', () => {
    expect(named((one) => misses(one).length > 0)).toEqual([]);
  });

  test('reaches every verdict of the tree', () => {
    const reached = new Set(results.map(({ bot }) => bot.leaf));
    expect(Object.keys(tree.leaves).filter((leaf) => !reached.has(leaf))).toEqual([]);
  });

  test('ends each diagnosis within its deadline', () => {
    const late = results.filter(isLate);
    expect(late.map(({ bot }) => `${bot.name}: ${bot.ms} ms`)).toEqual([]);
  });
});

describe('The scoring of the diagnosis benchmark', () => {
  const right: Verdict = { owner: 'intercom', kind: 'API outage', severity: 'P1', action: 'serve_stale' };
  const marked = (more: Partial<Marked['answered']>): Marked => ({
    name: 'a case',
    because: 'it is',
    right,
    answered: { owner: 'intercom', kind: 'API outage', severity: 'P1', steps: ['serve_stale'], ...more },
    leaf: null,
    ms: 1,
  });

  test.each([
    ['naming the right side', 'right', 'intercom', 'intercom'],
    ['naming the other side', 'wrong', 'intercom', 'ours'],
    ['saying "healthy" during a fault', 'wrong', 'ours', 'nobody'],
    ['saying "cannot tell" where a person could', 'unsure', 'ours', 'unknown'],
    ['naming a side where nobody could tell', 'wrong', 'unknown', 'intercom'],
    ['saying "cannot tell" where nobody could', 'right', 'unknown', 'unknown'],
  ] as const)('counts %s as %s', (_name, mark, label, answer) => {
    expect(ownerMark(label, answer)).toBe(mark);
  });

  test('counts an action among the first two steps, and no later one', () => {
    expect(tally([marked({ steps: ['retry_backoff', 'serve_stale'] })]).action).toBe(1);
    expect(tally([marked({ steps: ['retry_backoff', 'watch', 'serve_stale'] })]).action).toBe(0);
  });

  test('counts owner, kind, and severity separately', () => {
    const marks = tally([
      marked({}),
      marked({ owner: 'ours' }),
      marked({ kind: 'other' }),
      marked({ severity: 'P2' }),
    ]);
    expect(marks).toMatchObject({ cases: 4, owner: 3, wrong: 1, unsure: 0, kind: 3, severity: 3, action: 4 });
  });
});
