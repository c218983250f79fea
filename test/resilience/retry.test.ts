import { setImmediate } from 'node:timers/promises';
import { request } from 'undici';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../packages/intercom-sandbox/start.ts';
import { type Retrying, type RetryOptions, retry } from '../../src/resilience/retry.ts';
import { intercomIn } from './intercom.ts';

type Api = NonNullable<Change['api']>;

/** Asks `/me` with fetch while the API is in these states, one after the other, the last one staying. */
async function ask(states: readonly [Api, ...Api[]], options: Partial<RetryOptions> = {}) {
  const { intercom, time, url, headers } = await intercomIn(states[0]);
  const retries: Retrying[] = [];
  let calls = 0;
  const call = async (signal: AbortSignal): Promise<Response> => {
    const state = states[calls];
    calls += 1;
    if (state !== undefined) await intercom.set({ api: state });
    return time.io(fetch(url, { headers, signal }));
  };
  const onRetry = (retrying: Retrying) => retries.push(retrying);
  const { now, sleep } = time;
  const plan = { idempotent: true, now, sleep, random: () => 0.5, onRetry, ...options };
  const outcome = await time.run(retry(call, plan).catch((error: unknown) => error));
  return { outcome, retries, intercom, time, calls: () => calls };
}

const status = (outcome: unknown) => (outcome instanceof Response ? outcome.status : outcome);

describe('A 429', () => {
  test('is retried after the reset', async () => {
    const { outcome, retries } = await ask([{ kind: 'rate_limit', resetInSeconds: 4 }, 'healthy']);
    expect(status(outcome)).toBe(200);
    expect(retries.map(({ waitMs }) => waitMs)).toEqual([4_500]);
  });

  test('whose reset has passed waits the shortest time, never a negative one', async () => {
    const { retries } = await ask([{ kind: 'rate_limit', resetInSeconds: -600 }, 'healthy']);
    expect(retries.map(({ waitMs }) => waitMs)).toEqual([1_000]);
  });

  test('whose reset is beyond the longest wait is returned at once', async () => {
    const far: Api = { kind: 'rate_limit', resetInSeconds: 120 };
    const { outcome, calls } = await ask([far, 'healthy'], { deadlineMs: 300_000 });
    expect([status(outcome), calls()]).toEqual([429, 1]);
  });

  test('whose reset is far away is waited for in full if the longest wait allows it', async () => {
    const far: Api = { kind: 'rate_limit', resetInSeconds: 120 };
    const { retries } = await ask([far, 'healthy'], { deadlineMs: 300_000, maxWaitMs: 200_000 });
    expect(retries.map(({ waitMs }) => waitMs)).toEqual([120_500]);
  });

  test('without a reset header backs off', async () => {
    const { retries } = await ask(['overloaded', 'overloaded', 'healthy']);
    expect(retries.map(({ waitMs }) => waitMs)).toEqual([1_500, 2_500]);
  });

  test('is returned after two retries', async () => {
    const { outcome, calls } = await ask(['rate_limited']);
    expect(status(outcome)).toBe(429);
    expect(calls()).toBe(3);
  });

  test("is retried even if the call must not be made twice, because it wasn't carried out", async () => {
    const { outcome, calls } = await ask(['rate_limited', 'healthy'], { idempotent: false });
    expect([status(outcome), calls()]).toEqual([200, 2]);
  });

  test('whose reset is beyond the deadline is returned at once', async () => {
    const { outcome, time, calls } = await ask([{ kind: 'rate_limit', resetInSeconds: 30 }]);
    expect([status(outcome), calls(), time.sleeping]).toEqual([429, 1, 0]);
  });
});

describe('A server failure', () => {
  test.each(['server_error', 'bad_gateway', 'unavailable', 'gateway_timeout', 'reset', 'hang_up'] as const)(
    '%s is retried once',
    async (api) => {
      expect((await ask([api])).calls()).toBe(2);
    },
  );

  test("isn't retried if the call must not be made twice", async () => {
    const { outcome, calls } = await ask(['unavailable'], { idempotent: false });
    expect([status(outcome), calls()]).toEqual([503, 1]);
  });

  test('that never reached the server is retried even if the call must not be made twice', async () => {
    const { calls } = await ask(['unreachable'], { idempotent: false });
    expect(calls()).toBe(2);
  });

  test("ends with the last attempt's error", async () => {
    const { outcome } = await ask(['unavailable', 'reset']);
    expect(outcome).toMatchObject({ message: 'fetch failed' });
  });
});

test.each(['token_revoked', 'missing_scope', 'not_found', 'conflict', 'parameter_invalid'] as const)(
  'A refusal (%s) is returned without a retry',
  async (api) => {
    expect((await ask([api])).calls()).toBe(1);
  },
);

test('An unread undici body is released before the next attempt', async () => {
  const { intercom, time, url, headers } = await intercomIn('unavailable');
  const responses: { bodyUsed: boolean }[] = [];
  const call = async () => {
    const answer = await time.io(request(url, { headers }));
    responses.push(answer.body);
    if (responses.length === 1) await intercom.set({ api: 'healthy' });
    return answer;
  };
  const answer = await time.run(retry(call, { idempotent: true, now: time.now, sleep: time.sleep }));
  await answer.body.dump();
  expect([answer.statusCode, responses[0]?.bodyUsed]).toEqual([200, true]);
});

describe('The caller of a retried call', () => {
  test('can cancel it during a wait', async () => {
    const stop = new AbortController();
    const onRetry = () => stop.abort(new Error('the user left'));
    const { outcome, calls, time } = await ask(['unavailable'], { signal: stop.signal, onRetry });
    expect(outcome).toMatchObject({ message: 'the user left' });
    expect([calls(), time.sleeping]).toEqual([1, 0]);
  });

  test('can cancel it during an attempt', async () => {
    const stop = new AbortController();
    const { time } = await intercomIn('healthy');
    const { now, sleep } = time;
    const never = () => new Promise<never>(() => {});
    const running = retry(never, { idempotent: true, signal: stop.signal, now, sleep });
    stop.abort(new Error('the user left'));
    await expect(running).rejects.toThrow('the user left');
  });

  test("whose own time is up isn't told that Intercom was silent", async () => {
    const stop = new AbortController();
    const onRetry = () => expect.unreachable('it waited for another try');
    const hang = () => {
      stop.abort(new DOMException('my time is up', 'TimeoutError'));
      return new Promise<never>(() => {});
    };
    const running = retry(hang, { idempotent: true, signal: stop.signal, onRetry });
    await expect(running).rejects.toThrow('my time is up');
  });

  test('can share one signal among many calls without a warning', async () => {
    const warnings: Error[] = [];
    const listen = (warning: Error) => warnings.push(warning);
    process.on('warning', listen);
    const { signal } = new AbortController();
    await Promise.all(
      Array.from({ length: 20 }, () => retry(() => setImmediate(), { idempotent: true, signal })),
    );
    await setImmediate();
    process.off('warning', listen);
    expect(warnings).toEqual([]);
  });

  test('who has already cancelled causes no attempt', async () => {
    const { outcome, calls } = await ask(['healthy'], { signal: AbortSignal.abort(new Error('too late')) });
    expect(outcome).toMatchObject({ message: 'too late' });
    expect(calls()).toBe(0);
  });

  test('is told before each wait what happened', async () => {
    const { retries } = await ask(['unavailable', 'healthy']);
    expect(retries).toMatchObject([{ attempt: 1, verdict: { because: 'Intercom answered 503' } }]);
  });

  test("can describe another client's failures", async () => {
    const readFailure = () => ({ kind: 'other', because: 'not worth it' }) as const;
    expect((await ask(['reset'], { readFailure })).calls()).toBe(1);
  });
});

test.each([
  { deadlineMs: 0 },
  { deadlineMs: Number.NaN },
  { timeoutMs: 0 },
  { deadlineMs: 2 ** 31 },
  { minWaitMs: -1 },
  { minWaitMs: 5_000, maxWaitMs: 1_000 },
  { maxWaitMs: Number.POSITIVE_INFINITY },
  { retries: { limited: -1 } },
])('Invalid retry options (%o) are refused', async (options) => {
  await expect(retry(async () => 1, { idempotent: true, ...options })).rejects.toThrow(RangeError);
});
