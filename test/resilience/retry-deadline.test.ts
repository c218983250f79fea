import { describe, expect, test } from 'vitest';
import { retry } from '../../src/resilience/retry.ts';
import type { Sleep } from '../../src/resilience/timing.ts';
import { CallFailed, verdictOfStatus } from '../../src/resilience/verdict.ts';
import { intercomIn } from './intercom.ts';
import { start, VirtualTime } from './virtual-time.ts';

describe("A call's deadline", () => {
  test('ends a call that never responds and ignores its signal', async () => {
    const { time } = await intercomIn('healthy');
    const never = () => new Promise<never>(() => {});
    const { now, sleep } = time;
    const outcome = await time.run(
      retry(never, { idempotent: true, deadlineMs: 5_000, now, sleep }).catch((error: unknown) => error),
    );
    expect(outcome).toMatchObject({ name: 'CallFailed', message: 'Intercom did not answer in time' });
  });

  test('leaves time for another attempt if each attempt has its own timeout', async () => {
    const time = new VirtualTime();
    const at: number[] = [];
    const never = () => {
      at.push(time.now() - start);
      return new Promise<never>(() => {});
    };
    const { now, sleep } = time;
    const plan = { idempotent: true, timeoutMs: 5_000, now, sleep, random: () => 0 };
    await expect(time.run(retry(never, plan))).rejects.toThrow('Intercom did not answer in time');
    expect(at).toEqual([0, 6_000]);
  });

  test('that passes while the machine sleeps ends the call without another attempt', async () => {
    const { time } = await intercomIn('healthy');
    const sleep: Sleep = (ms, signal) => time.sleep(signal === undefined ? ms + 3_600_000 : ms, signal);
    let calls = 0;
    const call = async () => {
      calls += 1;
      throw new CallFailed(verdictOfStatus(503));
    };
    const running = retry(call, { idempotent: true, now: time.now, sleep });
    await expect(time.run(running)).rejects.toThrow('Intercom did not answer in time');
    expect(calls).toBe(1);
  });

  test('aborts the request itself', async () => {
    const { time, url, headers } = await intercomIn('hang');
    let reason: unknown;
    const call = (signal: AbortSignal) => {
      signal.addEventListener('abort', () => {
        reason = signal.reason;
      });
      return fetch(url, { headers, signal });
    };
    const { now, sleep } = time;
    await time.run(retry(call, { idempotent: true, now, sleep }).catch(() => {}));
    expect(reason).toMatchObject({ name: 'CallFailed' });
  });

  test("doesn't touch a response that came in time", async () => {
    const { time, url, headers } = await intercomIn('healthy');
    const { now, sleep } = time;
    const call = (signal: AbortSignal) => time.io(fetch(url, { headers, signal }));
    const answer = await time.run(retry(call, { idempotent: true, now, sleep }));
    time.advance(60_000);
    expect([await answer.json(), time.sleeping]).toMatchObject([{ type: 'admin' }, 0]);
  });
});
