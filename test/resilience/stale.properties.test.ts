import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Served, StaleCache } from '../../src/resilience/stale.ts';
import { CallFailed, noAnswer, verdictOfStatus } from '../../src/resilience/verdict.ts';
import { VirtualTime } from './virtual-time.ts';

const freshMs = 10_000;
const maxStaleMs = 60_000;

type Does = 'answers' | 'nothing' | 'hangs' | 'a bug' | 401 | 404 | 422 | 429 | 503;

/** What one load does, after taking its time. */
const load = fc.record({
  takes: fc.nat(4_000),
  does: fc.constantFrom<Does>('answers', 429, 503, 'nothing', 'hangs', 401, 404, 422, 'a bug'),
});
const step = fc.record({ key: fc.constantFrom('a', 'b', 'c'), after: fc.nat(30_000), load });
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type Value = { key: string; loadedAt: number };
type Read = { served: Served<Value> | null; error: unknown; now: number; step: Step; asked: boolean };

/** Plays the steps one after the other, and tells of each what came of it. */
async function play(steps: readonly Step[]): Promise<Read[]> {
  const time = new VirtualTime();
  const { now, sleep } = time;
  const cache = new StaleCache<string, Value>({ max: 2, freshMs, maxStaleMs, timeoutMs: 5_000, now, sleep });
  const read: Read[] = [];
  for (const step of steps) {
    time.advance(step.after);
    let asked = false;
    const load = async (key: string): Promise<Value> => {
      asked = true;
      const loadedAt = now();
      await sleep(step.load.takes);
      return answer(step.load.does, { key, loadedAt });
    };
    let served: Read['served'] = null;
    let error: unknown = null;
    try {
      served = await time.run(cache.get(step.key, load));
    } catch (thrown) {
      error = thrown;
    }
    read.push({ served, error, now: now(), step, asked });
  }
  return read;
}

function answer(does: Does, value: Value): Promise<Value> {
  if (does === 'answers') return Promise.resolve(value);
  if (does === 'hangs') return new Promise(() => {});
  if (does === 'nothing') return Promise.reject(new CallFailed(noAnswer('nothing')));
  if (typeof does === 'number') return Promise.reject(new CallFailed(verdictOfStatus(does)));
  return Promise.reject(new TypeError(does));
}

function always(holds: (read: Read, all: readonly Read[]) => void): Promise<void> {
  const steps = fc.array(step, { minLength: 1, maxLength: 25 });
  return fc.assert(
    fc.asyncProperty(steps, async (some) => {
      const all = await play(some);
      for (const read of all) holds(read, all);
    }),
  );
}

test('A stale value is never older than the longest time allowed', () =>
  always(({ served, now }) => {
    if (served?.stale) expect(now - served.since).toBeLessThanOrEqual(maxStaleMs);
  }));

test('A stale value is the one loaded for its key at the time it names', () =>
  always(({ served, step }) => {
    if (served?.stale) expect(served.value).toEqual({ key: step.key, loadedAt: served.since });
  }));

test('A value served as fresh is younger than the fresh time, or was just loaded', () =>
  always(({ served, now, asked }) => {
    if (served?.stale === false && !asked) expect(now - served.value.loadedAt).toBeLessThan(freshMs);
  }));

test('A refusal or a bug is always thrown by the cache', () =>
  always(({ served, step, asked }) => {
    if (asked && [401, 404, 422, 'a bug'].includes(step.load.does)) expect(served).toBeNull();
  }));

test('A successful load is always served', () =>
  always(({ served, step, asked }) => {
    if (asked && step.load.does === 'answers') expect(served).toMatchObject({ stale: false });
  }));

test("A value that Intercom says is gone isn't served again", () =>
  always(({ served, step }, all) => {
    if (!served) return;
    const gone = all.findIndex((one) => one.asked && one.step.key === step.key && one.step.load.does === 404);
    const at = all.findIndex((one) => one.served === served);
    if (gone !== -1 && gone < at) expect(served.value.loadedAt).toBeGreaterThanOrEqual(all[gone]?.now ?? 0);
  }));
