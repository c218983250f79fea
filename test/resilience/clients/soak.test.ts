import { describe, expect, onTestFinished, test } from 'vitest';
import { startServer } from '../../../packages/intercom-sandbox/server.ts';
import { RateLimit } from '../../../src/resilience/rate-limit.ts';
import { readFailure } from '../../../src/resilience/read-failure.ts';
import { retry } from '../../../src/resilience/retry.ts';
import { type Served, StaleCache } from '../../../src/resilience/stale.ts';
import { VirtualTime } from '../virtual-time.ts';
import { clients, type TriedClient } from './clients.ts';

const windowMs = 10_000;
const perWindow = 20;
const latencyMs = 300;
const lastsMs = 60_000;
const windows = lastsMs / windowMs;

/** A server that counts as Intercom does: `perWindow` requests in each window of ten seconds, by the virtual clock. */
async function startLimited(time: VirtualTime) {
  const counts = new Map<number, number>();
  const requests = { served: 0, limited: 0 };
  const door = await startServer((request, response) => {
    const window = Math.floor(time.now() / windowMs);
    const count = (counts.get(window) ?? 0) + 1;
    counts.set(window, count);
    response.setHeader('date', new Date(time.now()).toUTCString());
    response.setHeader('x-ratelimit-limit', perWindow);
    response.setHeader('x-ratelimit-remaining', Math.max(0, perWindow - count));
    response.setHeader('x-ratelimit-reset', ((window + 1) * windowMs) / 1_000);
    response.setHeader('content-type', 'application/json');
    const over = count > perWindow;
    requests[over ? 'limited' : 'served'] += 1;
    response.statusCode = over ? 429 : 200;
    const errors = [{ code: 'rate_limit_exceeded', message: 'Exceeded rate limit of 20 in 10_seconds' }];
    const id = request.url?.split('/').at(-1);
    response.end(JSON.stringify(over ? { type: 'error.list', errors } : { type: 'contact', id }));
  }, 0);
  onTestFinished(() => door.stop());
  return { url: door.url, requests };
}

/** Five reads a second of 61 contacts in turn, two and a half times what the limit allows. `load` gives one contact. */
async function readForAMinute(time: VirtualTime, get: (id: string) => Promise<Served<unknown>>) {
  const outcomes = { current: 0, stale: 0, wrong: 0, failures: new Set<unknown>() };
  const read = async (at: number, id: string) => {
    await time.sleep(at);
    try {
      const { value, stale } = await get(id);
      outcomes[stale ? 'stale' : 'current'] += 1;
      if (Reflect.get(Object(value), 'id') !== id) outcomes.wrong += 1;
    } catch (error) {
      outcomes.failures.add(readFailure(error, time.now()).kind);
    }
  };
  const reads = Array.from({ length: lastsMs / 200 }, (_, index) =>
    read(index * 200, `${(index * 37) % 61}`),
  );
  await time.run(Promise.all(reads));
  return outcomes;
}

/** A call of the client through `retry`, each taking `latencyMs`. */
function loader(client: TriedClient, url: string, time: VirtualTime, shared: { limit?: RateLimit }) {
  const { now, sleep } = time;
  return (id: string) =>
    retry(
      async (signal) => {
        await sleep(latencyMs);
        return time.io(client.read(url, signal, id));
      },
      { idempotent: true, now, sleep, random: () => 0.5, ...shared },
    );
}

describe("A minute above Intercom's rate limit", { timeout: 60_000 }, () => {
  test.each(Object.entries(clients))(
    'with %s and a shared limit costs one or two 429s per window',
    async (_, client) => {
      const time = new VirtualTime();
      const { now, sleep } = time;
      const { url, requests } = await startLimited(time);
      const limit = new RateLimit();
      const cache = new StaleCache<string, unknown>({
        ...{ max: 100, freshMs: 5_000, maxStaleMs: 3_600_000, limit, now, sleep },
      });
      const load = loader(client, url, time, { limit });
      const outcomes = await readForAMinute(time, (id) => cache.get(id, load));
      expect(requests.limited).toBeLessThanOrEqual(2 * windows);
      expect(requests.served).toBeGreaterThanOrEqual(windows * perWindow);
      expect(outcomes).toMatchObject({ wrong: 0, failures: new Set(['limited']) });
      expect(outcomes.stale).toBeGreaterThan(60);
    },
  );

  test('without a shared limit costs a 429 for nearly every call', async () => {
    const time = new VirtualTime();
    const { url, requests } = await startLimited(time);
    const load = loader(clients.fetch ?? expect.unreachable(), url, time, {});
    await readForAMinute(time, async (id) => ({ value: await load(id), stale: false }));
    expect(requests.limited).toBeGreaterThan(300);
  });
});
