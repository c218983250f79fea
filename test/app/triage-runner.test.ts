import { describe, expect, test, vi } from 'vitest';
import { triageEffects } from '../../src/app/worker/triage-effects.ts';
import { opened } from '../domain/support/events.ts';
import { minute, second } from '../domain/support/fixtures.ts';
import { incidentOf } from '../domain/support/given.ts';
import { answer, observed } from '../domain/triage/support/observations.ts';
import { firstClaim } from '../slack/support/claim.ts';
import { overhear } from '../support/overhear.ts';
import { kinds, runner } from './support/hand-runner.ts';
import { hasEnded, waitUntilIdle } from './support/wait-until-idle.ts';

describe('People who ask for the checks', () => {
  test('share the run that starts after they asked', async () => {
    const { triage, end, begun } = runner();
    const asked = [triage.asked(), triage.asked(), triage.asked()];
    await end();

    expect(await kinds(asked)).toEqual(['seen', 'seen', 'seen']);
    expect(begun()).toBe(1);
  });

  test('never get the result of a run that had started before, and share the next one', async () => {
    const { triage, end, begun } = runner();
    void triage.asked();
    await waitUntilIdle();
    const asked = [triage.asked(), triage.asked()];
    await end();
    expect(await hasEnded(Promise.all(asked))).toBe(false);
    const news = observed({ me: answer(503) });
    await end(news);

    expect(await Promise.all(asked)).toEqual([
      { kind: 'seen', observations: news },
      { kind: 'seen', observations: news },
    ]);
    expect(begun()).toBe(2);
  });

  test('wait for room when ten runs have started in ten seconds', async () => {
    const { triage, clock, end, begun } = runner();
    for (let run = 0; run < 10; run += 1) {
      clock.moveTo(second(run / 10));
      void triage.asked();
      await end();
    }
    void triage.asked();
    await waitUntilIdle();
    expect(begun()).toBe(10);
    clock.moveTo(second(10));
    await waitUntilIdle();

    expect(begun()).toBe(11);
  });
});

describe('Repeated checks', () => {
  test('share any run that started since they were due', async () => {
    const { triage, clock, end, begun } = runner();
    const first = triage.repeated(minute(0));
    await end();
    clock.moveTo(second(20));

    expect(await kinds([first, triage.repeated(minute(0)), triage.repeated(minute(-60))])).toEqual([
      'seen',
      'seen',
      'seen',
    ]);
    expect(begun()).toBe(1);
  });

  test.each([
    ['began before they were due', second(20), second(1)],
    ['ended more than half a minute ago', second(31), minute(0)],
  ])("don't share one that %s", async (_what, now, due) => {
    const { triage, clock, end, begun } = runner();
    void triage.asked();
    await end();
    clock.moveTo(now);
    void triage.repeated(due);
    await waitUntilIdle();

    expect(begun()).toBe(2);
  });

  test("don't share one that ended an hour ahead, by a clock that was set back", async () => {
    const { triage, clock, end, begun } = runner();
    void triage.asked();
    await waitUntilIdle();
    clock.moveTo(minute(60));
    await end();
    clock.setBack(59 * 60_000);
    void triage.repeated(minute(0));
    await waitUntilIdle();

    expect(begun()).toBe(2);
  });

  test("don't share one that started later than now, by a clock that was set back", async () => {
    const { triage, clock, end, begun } = runner();
    void triage.asked();
    await end();
    clock.setBack(60_000);
    void triage.repeated(minute(-2));
    await waitUntilIdle();

    expect(begun()).toBe(2);
  });

  test('continue one at a time, so that other work has its turn between any two of them', async () => {
    const { triage, end } = runner();
    let turn = 0;
    const count = () => {
      turn += 1;
      if (turn < 1_000) setImmediate(count);
    };
    const turns = Array.from({ length: 3 }, () => triage.repeated(minute(0)).then(() => turn));
    count();
    await end();

    expect(new Set(await Promise.all(turns)).size).toBe(3);
  });
});

describe('Runs', () => {
  test('never overlap, whoever wants them', async () => {
    const { triage, clock, end, most, begun } = runner();
    for (let n = 0; n < 5; n += 1) {
      void triage.asked();
      void triage.repeated(clock.now());
      await waitUntilIdle();
      clock.moveTo(second(n + 1));
    }
    for (let n = 0; n < 5; n += 1) await end();

    expect(most()).toBe(1);
    expect(begun()).toBe(2);
  });

  test('that fail are logged and fail for those who share them, but for nobody after them', async () => {
    const { triage, end, lines } = runner();
    const failed = [triage.asked(), triage.repeated(minute(0))];
    await end(new Error('broken'));
    const next = triage.repeated(minute(0));
    await end();

    expect(await kinds([...failed, next])).toEqual(['failed', 'failed', 'seen']);
    expect(lines.filter((line) => line.includes("Couldn't run the checks"))).toHaveLength(1);
  });

  test('that fail are queued again, and the report to people says so', async () => {
    const { triage, end, clock } = runner();
    const incident = incidentOf(opened());
    const claim = firstClaim(minute(0));
    const run = triageEffects(triage, clock).run_triage({ claim, effect: { type: 'run_triage' }, incident });
    await end(new Error('broken'));

    expect(overhear(await run)).toMatchObject({ kind: 'retry', why: "the checks couldn't run" });
  });

  test('that hang are abandoned shortly after their deadline, and the next one starts', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { triage, begun } = runner(1_000);
      const hanging = triage.asked();
      await waitUntilIdle();
      const next = triage.asked();
      await vi.advanceTimersByTimeAsync(3_000);
      await waitUntilIdle();

      expect(await hanging).toEqual({ kind: 'failed' });
      expect(await hasEnded(next)).toBe(false);
      expect(begun()).toBe(2);
    } finally {
      vi.useRealTimers();
    }
  });
});
