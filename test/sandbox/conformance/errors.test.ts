import { describe, expect, onTestFinished, test } from 'vitest';
import type { WorkspaceOptions } from '../../../packages/slack-sandbox/workspace.ts';
import { calledMethods } from '../../slack/support/source.ts';
import { type Bench, startBench } from './bench.ts';
import { commonErrors, listedErrors } from './listed-errors.ts';
import { commonProvocations, withoutOccasion } from './provoked/common.ts';
import { provocations } from './provoked/methods.ts';

const methods = await calledMethods();

async function benchFor(method: string, options: WorkspaceOptions = {}): Promise<Bench> {
  const bench = await startBench(method, options);
  onTestFinished(() => bench.workspace.stop());
  return bench;
}

/** What the workspace answered last. */
const lastAnswer = ({ workspace }: Bench) => {
  const { method, status, answer } = workspace.calls.at(-1) ?? {};
  return { method, status, ok: answer?.ok, error: answer?.error };
};

test('The error table lists every method that the bot calls, and no other', () => {
  expect(Object.keys(listedErrors).toSorted()).toEqual(methods);
});

test('The error table lists each error of a method once', () => {
  const twice = Object.entries(listedErrors).flatMap(([method, { provoked, ordered }]) => {
    const all = [...provoked, ...ordered, ...commonErrors.provoked, ...commonErrors.ordered];
    return all.length === new Set(all).size ? [] : [method];
  });
  expect(twice).toEqual([]);
});

test('Every listed error but unknown_method has a call that provokes it', () => {
  const provoked = commonErrors.provoked.filter((error) => error !== 'unknown_method');
  expect(Object.keys(commonProvocations)).toEqual(provoked);
});

describe.each(methods)('%s', (method) => {
  const listed = listedErrors[method] ?? { provoked: [], ordered: [] };
  const own = Object.entries(provocations[method] ?? {});
  const idle = Object.keys(withoutOccasion).filter((error) => withoutOccasion[error]?.includes(method));
  const common = Object.entries(commonProvocations).filter(([error]) => !idle.includes(error));

  test('has a provoking call for each error that the workspace itself can return', () => {
    expect(own.map(([error]) => error).toSorted()).toEqual([...listed.provoked].toSorted());
  });

  test.each([...own, ...common])('returns %s when provoked', async (error, how) => {
    const { options, by } = typeof how === 'function' ? { options: {}, by: how } : how;
    const bench = await benchFor(method, options);
    await by(bench);
    const status = error === 'ratelimited' ? 429 : 200;
    expect(lastAnswer(bench)).toEqual({ method, status, ok: false, error });
  });

  const ordered = [...listed.ordered, ...commonErrors.ordered, ...idle];
  test(`returns the ${ordered.length} errors that only an organization or an outage causes, when a test queues them`, async () => {
    const bench = await benchFor(method);
    const answered: unknown[] = [];
    for (const error of ordered) {
      bench.workspace.faults.add({ method, answer: { error } });
      await bench.ask();
      answered.push(lastAnswer(bench));
    }
    expect(answered).toEqual(ordered.map((error) => ({ method, status: 200, ok: false, error })));
  });
});
