import { describe, expect, test } from 'vitest';
import { StaleCache, type StaleCacheOptions } from '../../src/resilience/stale.ts';
import { CallFailed, noAnswer, verdictOfStatus } from '../../src/resilience/verdict.ts';
import { VirtualTime } from './virtual-time.ts';

const minute = 60_000;

function cacheAt(time: VirtualTime, options: Partial<StaleCacheOptions> = {}): StaleCache<string, unknown> {
  const { now, sleep } = time;
  return new StaleCache({ max: 10, freshMs: minute, maxStaleMs: 60 * minute, now, sleep, ...options });
}

describe('An outage', () => {
  const down = () => Promise.reject(new CallFailed(noAnswer('down')));

  test('costs an unknown key one call, however many readers it has', async () => {
    const time = new VirtualTime();
    const cache = cacheAt(time, { restMs: 5_000 });
    await expect(cache.get('k', down)).rejects.toThrow('down');
    const asked = () => expect.unreachable('Intercom was asked again');
    await expect(cache.get('k', asked)).rejects.toMatchObject({ verdict: { waitMs: 5_000 } });
    time.advance(5_000);
    expect(await cache.get('k', async () => 1)).toEqual({ value: 1, stale: false });
  });

  test("of one key doesn't stop the others from being loaded", async () => {
    const cache = cacheAt(new VirtualTime());
    await cache.get('a', down).catch(() => {});
    expect(await cache.get('b', async () => 1)).toEqual({ value: 1, stale: false });
  });

  test('is forgotten with the key', async () => {
    const cache = cacheAt(new VirtualTime());
    await cache.get('a', down).catch(() => {});
    cache.delete('a');
    expect(await cache.get('a', async () => 1)).toEqual({ value: 1, stale: false });
  });

  test('that asks for a longer pause than usual gets it in full', async () => {
    const time = new VirtualTime();
    const cache = cacheAt(time, { restMs: 5_000 });
    await cache.get('k', () => Promise.reject(new CallFailed(verdictOfStatus(503, 120_000)))).catch(() => {});
    time.advance(119_999);
    await expect(cache.get('k', async () => 1)).rejects.toThrow('Intercom answered 503');
    time.advance(1);
    expect(await cache.get('k', async () => 1)).toMatchObject({ stale: false });
  });
});

describe("A good cached value isn't replaced by", () => {
  const page = '<html><body>Bad Gateway</body></html>';

  test.each([
    ['a web page that intercom-client wraps', { ok: false, error: { reason: 'non-json' } }],
    ['a web page as text', page],
    ['an answer of axios that holds a web page', { status: 200, headers: {}, data: page }],
    ['an empty body, as intercom-client 6 gives it', undefined],
    ['an empty body, as axios gives it', ''],
    ['an answer of got without a body', { statusCode: 200, headers: {}, body: '' }],
    ['a list of errors', { type: 'error.list', errors: [{ code: 'server_error' }] }],
  ])('%s', async (_, answer) => {
    const time = new VirtualTime();
    const cache = cacheAt(time);
    await cache.get('k', async () => 'contact');
    time.advance(2 * minute);
    expect(await cache.get('k', async () => answer)).toMatchObject({ value: 'contact', stale: true });
  });

  test('a value that your own validation rejects', async () => {
    const time = new VirtualTime();
    const named = (answer: unknown) => (Object(answer).name ? null : noAnswer('it came without its name'));
    const cache = cacheAt(time, { readAnswer: named });
    await cache.get('k', async () => ({ name: 'Ada' }));
    time.advance(2 * minute);
    const served = await cache.get('k', async () => ({}));
    expect(served).toMatchObject({
      value: { name: 'Ada' },
      stale: true,
      because: 'it came without its name',
    });
  });
});

test("undefined isn't a cached value, and null is one", async () => {
  const cache = cacheAt(new VirtualTime());
  await expect(cache.get('a', async () => undefined)).rejects.toThrow('Intercom answered with nothing');
  expect(await cache.get('b', async () => null)).toEqual({ value: null, stale: false });
});
