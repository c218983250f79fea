import { describe, expect, onTestFinished, test } from 'vitest';
import { startIntercom } from '../../packages/intercom-sandbox/start.ts';
import { jsonOf } from '../../src/resilience/json-of.ts';
import { type Load, StaleCache, type StaleCacheOptions } from '../../src/resilience/stale.ts';
import { CallFailed, noAnswer, verdictOfStatus } from '../../src/resilience/verdict.ts';
import { start, VirtualTime } from './virtual-time.ts';

const minute = 60_000;

function cacheAt(time: VirtualTime, options: Partial<StaleCacheOptions> = {}): StaleCache<string, unknown> {
  const { now, sleep } = time;
  return new StaleCache({ max: 10, freshMs: minute, maxStaleMs: 60 * minute, now, sleep, ...options });
}

/** A cache over the simulated Intercom's `/me` that holds a good answer which is no longer fresh. */
async function loadedThen(options: Partial<StaleCacheOptions> = {}) {
  const time = new VirtualTime();
  const intercom = await startIntercom({ now: time.now });
  onTestFinished(() => intercom.stop());
  const headers = { authorization: `Bearer ${intercom.token}` };
  const load: Load<string, unknown> = (path, signal) =>
    time.io(
      fetch(`${intercom.apiUrl}${path}`, { headers, signal }).then((answer) => jsonOf(answer, time.now)),
    );
  const cache = cacheAt(time, options);
  const get = () => time.run(cache.get('/me', load));
  await get();
  time.advance(2 * minute);
  return { time, intercom, cache, get };
}

describe('A cached value', () => {
  test("is served without a call while it's fresh", async () => {
    const { time, intercom, get } = await loadedThen();
    await get();
    time.advance(minute - 1);
    expect(await get()).toMatchObject({ stale: false, value: { type: 'admin' } });
    expect(intercom.requests).toHaveLength(2);
  });

  test("is loaded again once it isn't fresh", async () => {
    const { intercom, get } = await loadedThen();
    expect(await get()).toMatchObject({ stale: false });
    expect(intercom.requests).toHaveLength(2);
  });

  test('loaded before the clock was set back is loaded again', async () => {
    const { time, intercom, get } = await loadedThen();
    time.advance(-10 * minute);
    await get();
    expect(intercom.requests).toHaveLength(2);
  });

  test('loaded while the clock was too far ahead is never served in an outage', async () => {
    const { time, intercom, get } = await loadedThen();
    await intercom.set({ api: 'unavailable' });
    time.advance(-24 * 60 * minute);
    await expect(get()).rejects.toThrow('503');
  });
});

describe('While Intercom cannot answer', () => {
  test.each([
    ['rate_limited', 'Intercom answered 429, too many requests'],
    ['server_error', 'Intercom answered 500'],
    ['bad_gateway_as_json', 'Intercom answered 502'],
    ['unavailable', 'Intercom answered 503'],
    ['captive_portal', 'Intercom answered with something that is not JSON'],
    ['reset', "Intercom didn't respond (ECONNRESET)"],
    ['unreachable', "Intercom didn't respond (ECONNREFUSED)"],
  ] as const)('(%s), the cache serves the stale value and says so', async (api, because) => {
    const { intercom, get } = await loadedThen();
    await intercom.set({ api });
    expect(await get()).toMatchObject({ value: { type: 'admin' }, stale: true, since: start, because });
  });

  test("an unknown key throws the load's error", async () => {
    const { intercom, cache, get } = await loadedThen();
    await intercom.set({ api: 'unavailable' });
    cache.delete('/me');
    await expect(get()).rejects.toThrow('Intercom answered 503');
  });

  test("a value older than the longest time isn't served", async () => {
    const { time, intercom, get } = await loadedThen();
    await intercom.set({ api: 'unavailable' });
    time.advance(58 * minute);
    expect(await get()).toMatchObject({ stale: true });
    time.advance(1);
    await expect(get()).rejects.toThrow('Intercom answered 503');
  });

  test('a load that never ends is abandoned, and the stale value is served', async () => {
    const time = new VirtualTime();
    const cache = cacheAt(time, { timeoutMs: 3_000 });
    await cache.get('k', async () => 1);
    time.advance(2 * minute);
    const before = time.now();
    const served = await time.run(cache.get('k', () => new Promise<never>(() => {})));
    expect(served).toMatchObject({ value: 1, stale: true, because: 'Intercom did not answer in time' });
    expect(time.now() - before).toBe(3_000);
  });

  test("the same key isn't loaded again during the pause", async () => {
    const { time, intercom, get } = await loadedThen({ restMs: 5_000 });
    await intercom.set({ api: 'unavailable' });
    await get();
    time.advance(4_999);
    expect(await get()).toMatchObject({ stale: true, because: 'Intercom answered 503' });
    expect(intercom.requests).toHaveLength(2);
  });

  test('the same key is loaded again after the pause', async () => {
    const { time, intercom, get } = await loadedThen({ restMs: 5_000 });
    await intercom.set({ api: 'unavailable' });
    await get();
    await intercom.set({ api: 'healthy' });
    time.advance(5_000);
    expect(await get()).toMatchObject({ stale: false });
  });

  test('a 429 extends the pause until the reset', async () => {
    const { time, intercom, get } = await loadedThen({ restMs: 1_000 });
    await intercom.set({ api: { kind: 'rate_limit', resetInSeconds: 9 } });
    await get();
    time.advance(8_999);
    await get();
    expect(intercom.requests).toHaveLength(2);
    time.advance(1);
    await get();
    expect(intercom.requests).toHaveLength(3);
  });
});

describe('A refusal by Intercom', () => {
  test.each(['token_revoked', 'missing_scope', 'not_found', 'parameter_invalid'] as const)(
    '(%s) is thrown although there is a stale value',
    async (api) => {
      const { intercom, get } = await loadedThen();
      await intercom.set({ api });
      await expect(get()).rejects.toMatchObject({ verdict: { kind: 'refused' } });
    },
  );

  test.each(['missing_scope', 'not_found', 'contact_merged'] as const)(
    '(%s) removes the value from later outages',
    async (api) => {
      const { intercom, get } = await loadedThen();
      await intercom.set({ api });
      await get().catch(() => {});
      await intercom.set({ api: 'unavailable' });
      await expect(get()).rejects.toThrow('Intercom answered 503');
    },
  );

  test('of the token alone keeps the value', async () => {
    const { intercom, get } = await loadedThen();
    await intercom.set({ api: 'token_revoked' });
    await get().catch(() => {});
    await intercom.set({ api: 'unavailable' });
    expect(await get()).toMatchObject({ stale: true });
  });
});

test('A bug in the load is thrown, not covered by a stale value', async () => {
  const time = new VirtualTime();
  const cache = cacheAt(time);
  await cache.get('k', async () => 1);
  time.advance(2 * minute);
  const bug = () => Promise.reject(new TypeError('x is undefined'));
  await expect(cache.get('k', bug)).rejects.toThrow('x is undefined');
});

test("A failed response that isn't kept releases its connection", async () => {
  const answer = new Response('down', { status: 503 });
  await expect(cacheAt(new VirtualTime()).get('k', async () => answer)).rejects.toThrow(
    'Intercom answered 503',
  );
  expect(answer.bodyUsed).toBe(true);
});

describe('A load in progress', () => {
  test('serves everyone who asks for its key', async () => {
    const { time, intercom, cache } = await loadedThen();
    const load: Load<string, unknown> = () =>
      time.io(fetch(`${intercom.apiUrl}/me`).then(() => 'loaded once'));
    const served = await time.run(Promise.all([1, 2, 3].map(() => cache.get('other', load))));
    expect(served).toEqual(Array(3).fill({ value: 'loaded once', stale: false }));
    expect(intercom.requests).toHaveLength(2);
  });

  test('throws its failure to everyone who waits', async () => {
    const time = new VirtualTime();
    const cache = cacheAt(time);
    const load = async () => {
      throw new CallFailed(verdictOfStatus(404));
    };
    const outcomes = await Promise.allSettled([cache.get('k', load), cache.get('k', load)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  test("isn't kept if the key was deleted meanwhile", async () => {
    const time = new VirtualTime();
    const cache = cacheAt(time);
    const loading = cache.get('k', async () => {
      await time.sleep(100);
      return 'before the change';
    });
    cache.delete('k');
    await time.run(loading);
    expect(await cache.get('k', async () => 'after the change')).toMatchObject({ value: 'after the change' });
  });

  test("doesn't hold up others once it was abandoned", async () => {
    const time = new VirtualTime();
    const cache = cacheAt(time, { timeoutMs: 1_000, restMs: 0 });
    await time.run(cache.get('k', () => new Promise<never>(() => {}))).catch(() => {});
    expect(await cache.get('k', async () => 'well again')).toMatchObject({ value: 'well again' });
  });
});

test('The cache keeps no more than its largest number of entries', async () => {
  const time = new VirtualTime();
  const cache = cacheAt(time, { max: 2 });
  for (const key of ['a', 'b', 'c']) await cache.get(key, async () => key);
  const down = () => Promise.reject(new CallFailed(noAnswer('down')));
  await expect(cache.get('a', down)).rejects.toThrow('down');
  expect(await cache.get('c', down)).toEqual({ value: 'c', stale: false });
});

test.each([
  { max: 0 },
  { freshMs: -1 },
  { freshMs: 10, maxStaleMs: 5 },
  { maxStaleMs: Number.NaN },
  { timeoutMs: 0 },
  { timeoutMs: 2 ** 31 },
  { restMs: -1 },
])('Invalid cache options (%o) are refused', (options) => {
  expect(() => cacheAt(new VirtualTime(), options)).toThrow();
});
