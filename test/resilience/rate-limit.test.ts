import { describe, expect, test } from 'vitest';
import { RateLimit } from '../../src/resilience/rate-limit.ts';
import { type Retrying, type RetryOptions, retry } from '../../src/resilience/retry.ts';
import { StaleCache, type StaleCacheOptions } from '../../src/resilience/stale.ts';
import { CallFailed, noAnswer, verdictOfStatus } from '../../src/resilience/verdict.ts';
import { start, VirtualTime } from './virtual-time.ts';

const limited = (waitMs: number | null) => verdictOfStatus(429, waitMs);

describe('A rate limit', () => {
  test('holds from the 429 until its reset', () => {
    const limit = new RateLimit();
    limit.note(limited(4_000), start);
    expect(limit.reached(start + 1_000)).toMatchObject({ kind: 'limited', status: 429, waitMs: 3_000 });
    expect(limit.reached(start + 4_000)).toBeNull();
  });

  test('holds for a second if the 429 names no time', () => {
    const limit = new RateLimit();
    limit.note(limited(null), start);
    expect([limit.reached(start + 999), limit.reached(start + 1_000)]).toMatchObject([{ waitMs: 1 }, null]);
  });

  test("isn't shortened by a later 429 with an earlier time", () => {
    const limit = new RateLimit();
    limit.note(limited(9_000), start);
    limit.note(limited(2_000), start + 1_000);
    expect(limit.reached(start + 8_999)).not.toBeNull();
  });

  test('holds for an hour at most, however absurd the header', () => {
    const limit = new RateLimit();
    limit.note(limited(1e12), start);
    expect([limit.reached(start + 3_599_999), limit.reached(start + 3_600_000)]).toMatchObject([{}, null]);
  });

  test('ends if the clock is set back', () => {
    const limit = new RateLimit();
    limit.note(limited(9_000), start);
    expect(limit.reached(start - 1)).toBeNull();
  });

  test.each([503, 404])("doesn't follow from a %i", (status) => {
    const limit = new RateLimit();
    limit.note(verdictOfStatus(status, 9_000), start);
    expect(limit.reached(start)).toBeNull();
  });
});

function setting(limit?: RateLimit) {
  const time = new VirtualTime();
  const { now, sleep } = time;
  let calls = 0;
  const failing = (waitMs: number | null) => async () => {
    calls += 1;
    throw new CallFailed(limited(waitMs));
  };
  const shared = limit === undefined ? {} : { limit };
  const cacheOf = (options: Partial<StaleCacheOptions> = {}) =>
    new StaleCache<string, number>({
      ...{ max: 100, freshMs: 0, maxStaleMs: 3_600_000, now, sleep },
      ...shared,
      ...options,
    });
  const plan = { idempotent: true, now, sleep, random: () => 0, ...shared };
  const call = <T>(work: () => Promise<T>, options: Partial<RetryOptions> = {}) =>
    time.run(retry(work, { ...plan, ...options }));
  return { time, cacheOf, call, failing, calls: () => calls };
}

describe('A 429 for one cache key', () => {
  test('spares every other key its own 429', async () => {
    const { cacheOf, failing, calls } = setting();
    const cache = cacheOf();
    for (const key of ['a', 'b', 'c']) await cache.get(key, async () => 1);
    const served = await Promise.all([cache.get('a', failing(9_000))]);
    for (const key of ['b', 'c']) served.push(await cache.get(key, failing(9_000)));
    expect(served).toMatchObject(Array(3).fill({ stale: true, because: /429/ }));
    expect(calls()).toBe(1);
  });

  test('holds off unknown keys until the reset', async () => {
    const { time, cacheOf, failing, calls } = setting();
    const cache = cacheOf();
    const outcomes: unknown[] = [];
    for (const after of [0, 4_000, 4_999]) {
      time.advance(after);
      outcomes.push(await cache.get('k', failing(9_000)).catch((error: unknown) => error));
    }
    expect(calls()).toBe(1);
    expect(outcomes[1]).toMatchObject({ name: 'CallFailed', verdict: { kind: 'limited', waitMs: 5_000 } });
    time.advance(1);
    expect(await cache.get('k', async () => 2)).toEqual({ value: 2, stale: false });
  });

  test("doesn't stop fresh values from being served as fresh", async () => {
    const { cacheOf, failing } = setting();
    const cache = cacheOf({ freshMs: 60_000 });
    await cache.get('a', async () => 1);
    await cache.get('b', failing(9_000)).catch(() => {});
    expect(await cache.get('a', async () => 2)).toEqual({ value: 1, stale: false });
  });

  test('stops pre-warming before the next call', async () => {
    const { time, cacheOf, failing } = setting();
    const cache = cacheOf();
    await cache.get('a', failing(9_000)).catch(() => {});
    const warmed = await time.run(cache.warm(['b', 'c'], async () => 1));
    expect(warmed).toMatchObject({ loaded: 0, stopped: 'Intercom answered 429, too many requests' });
  });

  test('is waited out by a retry around the cache', async () => {
    const { time, cacheOf, call, failing } = setting();
    const cache = cacheOf();
    await cache.get('a', failing(9_000)).catch(() => {});
    expect(await call(() => cache.get('b', async () => 2))).toEqual({ value: 2, stale: false });
    expect(time.now() - start).toBe(9_000);
  });
});

describe('A shared rate limit', () => {
  test("holds back a call that hasn't been made, and says why", async () => {
    const limit = new RateLimit();
    const { time, call } = setting(limit);
    limit.note(limited(5_000), start);
    const retries: Retrying[] = [];
    const at = await call(async () => time.now() - start, { onRetry: (retrying) => retries.push(retrying) });
    expect([at, retries]).toMatchObject([
      5_000,
      [{ attempt: 0, waitMs: 5_000, verdict: { kind: 'limited' } }],
    ]);
  });

  test('holds back a write too, which is then made once', async () => {
    const limit = new RateLimit();
    const { call } = setting(limit);
    limit.note(limited(5_000), start);
    let calls = 0;
    const write = async () => {
      calls += 1;
      throw new CallFailed(noAnswer('cut off'));
    };
    await expect(call(write, { idempotent: false })).rejects.toThrow('cut off');
    expect(calls).toBe(1);
  });

  test('uses up no retries of a call that it held back', async () => {
    const limit = new RateLimit();
    const { call, failing, calls } = setting(limit);
    limit.note(limited(5_000), start);
    await expect(call(failing(1_000))).rejects.toThrow('429');
    expect(calls()).toBe(3);
  });

  test('fails a call at once if its deadline ends before the reset', async () => {
    const limit = new RateLimit();
    const { time, call, calls } = setting(limit);
    limit.note(limited(30_000), start);
    await expect(call(async () => 1)).rejects.toMatchObject({ verdict: { kind: 'limited', waitMs: 30_000 } });
    expect([calls(), time.now()]).toEqual([0, start]);
  });

  test('lets the caller cancel a call that is held back', async () => {
    const limit = new RateLimit();
    const { call } = setting(limit);
    limit.note(limited(5_000), start);
    const stop = new AbortController();
    const onRetry = () => stop.abort(new Error('the user left'));
    await expect(call(async () => 1, { signal: stop.signal, onRetry })).rejects.toThrow('the user left');
  });

  test('is shared between the cache and its retries in both directions', async () => {
    const { call, cacheOf, failing, calls } = setting(new RateLimit());
    await call(failing(30_000)).catch(() => {});
    await expect(cacheOf().get('a', failing(30_000))).rejects.toThrow('429');
    await expect(call(failing(30_000))).rejects.toThrow('429');
    expect(calls()).toBe(1);
  });
});
