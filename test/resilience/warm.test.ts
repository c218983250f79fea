import { describe, expect, test } from 'vitest';
import { jsonOf } from '../../src/resilience/json-of.ts';
import { StaleCache } from '../../src/resilience/stale.ts';
import { CallFailed, type Verdict, verdictOfStatus } from '../../src/resilience/verdict.ts';
import type { WarmOptions } from '../../src/resilience/warm.ts';
import { intercomIn } from './intercom.ts';
import { start, VirtualTime } from './virtual-time.ts';

const keys = Array.from({ length: 20 }, (_, index) => `contact ${index}`);

function warmable(max = 1_000) {
  const time = new VirtualTime();
  const { now, sleep } = time;
  const cache = new StaleCache<string, string>({ max, freshMs: 60_000, maxStaleMs: 3_600_000, now, sleep });
  const loaded: string[] = [];
  let atOnce = 0;
  let most = 0;
  const load = async (key: string): Promise<string> => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    await sleep(50);
    atOnce -= 1;
    loaded.push(key);
    return key;
  };
  const warm = (options: WarmOptions<string> = {}, loading = load) =>
    time.run(cache.warm(keys, loading, options));
  return { time, cache, load, loaded, most: () => most, warm };
}

/** A load that fails with `status` for one key. */
function failing(load: (key: string) => Promise<string>, at: string, status: number) {
  return async (key: string) => {
    if (key === at) throw new CallFailed(verdictOfStatus(status));
    return load(key);
  };
}

describe('warm()', () => {
  test('loads every key, which is then served without a call', async () => {
    const { cache, load, loaded, warm } = warmable();
    expect(await warm()).toEqual({ loaded: 20, fresh: 0, failed: 0, stopped: null });
    await cache.get('contact 7', load);
    expect(loaded).toHaveLength(20);
  });

  test('loads no more keys at once than allowed', async () => {
    const { warm, most } = warmable();
    await warm({ concurrency: 3 });
    expect(most()).toBe(3);
  });

  test('pauses after each load', async () => {
    const { time, warm } = warmable();
    await warm({ concurrency: 1, pauseMs: 200 });
    expect(time.now() - start).toBe(20 * 250);
  });

  test('leaves fresh keys alone', async () => {
    const { warm } = warmable();
    await warm();
    expect(await warm()).toEqual({ loaded: 0, fresh: 20, failed: 0, stopped: null });
  });

  test("stops when the cache is full, so the last don't push out the first", async () => {
    const { warm } = warmable(5);
    expect(await warm({ concurrency: 1 })).toEqual({
      loaded: 5,
      fresh: 0,
      failed: 0,
      stopped: 'the cache is full',
    });
  });

  test('stops when told to', async () => {
    const { load, warm } = warmable();
    const stop = new AbortController();
    const stopping = async (key: string) => {
      if (key === 'contact 3') stop.abort();
      return load(key);
    };
    const warmed = await warm({ concurrency: 1, signal: stop.signal }, stopping);
    expect(warmed).toMatchObject({ loaded: 4, stopped: 'the caller stopped it' });
  });

  test.each([
    [429, 'Intercom answered 429, too many requests'],
    [401, 'Intercom answered 401'],
  ])('stops at a %i', async (status, stopped) => {
    const { load, loaded, warm } = warmable();
    const warmed = await warm({ concurrency: 1 }, failing(load, 'contact 3', status));
    expect(warmed).toEqual({ loaded: 3, fresh: 0, failed: 1, stopped });
    expect(loaded).toHaveLength(3);
  });

  test.each([404, 503])('goes on after a %i, and reports it', async (status) => {
    const { load, warm } = warmable();
    const failures: { key: string; verdict: Verdict }[] = [];
    const onFailure: NonNullable<WarmOptions<string>['onFailure']> = (failure) => failures.push(failure);
    const warmed = await warm({ onFailure }, failing(load, 'contact 3', status));
    expect(warmed).toEqual({ loaded: 19, fresh: 0, failed: 1, stopped: null });
    expect(failures).toMatchObject([{ key: 'contact 3', verdict: { status } }]);
  });

  test('sends Intercom no request after a 429', async () => {
    const { intercom, time, url, headers } = await intercomIn('rate_limited');
    const { now, sleep } = time;
    const cache = new StaleCache<string, unknown>({ max: 9, freshMs: 1, maxStaleMs: 1, now, sleep });
    const load = (_: string, signal: AbortSignal) =>
      time.io(fetch(url, { headers, signal }).then((answer) => jsonOf(answer)));
    await time.run(cache.warm(keys, load, { concurrency: 1 }));
    expect(intercom.requests).toHaveLength(1);
  });

  test('rejects a concurrency of 0', async () => {
    await expect(warmable().warm({ concurrency: 0 })).rejects.toThrow(RangeError);
  });
});
