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

test('the errors are listed for every method that the bot calls, and for no other', () => {
  expect(Object.keys(listedErrors).toSorted()).toEqual(methods);
});

test('each error of a method is listed once', () => {
  const twice = Object.entries(listedErrors).flatMap(([method, { provoked, ordered }]) => {
    const all = [...provoked, ...ordered, ...commonErrors.provoked, ...commonErrors.ordered];
    return all.length === new Set(all).size ? [] : [method];
  });
  expect(twice).toEqual([]);
});

test('has a provocation for each error of all methods, but that of a method that is not there', () => {
  const provoked = commonErrors.provoked.filter((error) => error !== 'unknown_method');
  expect(Object.keys(commonProvocations)).toEqual(provoked);
});

describe.each(methods)('%s', (method) => {
  const listed = listedErrors[method] ?? { provoked: [], ordered: [] };
  const own = Object.entries(provocations[method] ?? {});
  const idle = Object.keys(withoutOccasion).filter((error) => withoutOccasion[error]?.includes(method));
  const common = Object.entries(commonProvocations).filter(([error]) => !idle.includes(error));

  test('has a provocation for each error that the workspace can bring about', () => {
    expect(own.map(([error]) => error).toSorted()).toEqual([...listed.provoked].toSorted());
  });

  test.each([...own, ...common])('is brought to answer %s', async (error, how) => {
    const { options, by } = typeof how === 'function' ? { options: {}, by: how } : how;
    const bench = await benchFor(method, options);
    await by(bench);
    const status = error === 'ratelimited' ? 429 : 200;
    expect(lastAnswer(bench)).toEqual({ method, status, ok: false, error });
  });

  const ordered = [...listed.ordered, ...commonErrors.ordered, ...idle];
  test(`answers ${ordered.length} errors that only an organisation or an outage brings when they are ordered`, async () => {
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
