import { describe, expect, test, vi } from 'vitest';
import { noMetrics } from '../../src/app/metrics.ts';
import { type TriageRun, TriageRunner } from '../../src/app/triage-runner.ts';
import { triageEffects } from '../../src/app/worker/triage-effects.ts';
import type { Observations } from '../../src/domain/triage/observation.ts';
import { opened } from '../domain/support/events.ts';
import { minute, second } from '../domain/support/fixtures.ts';
import { incidentOf } from '../domain/support/given.ts';
import { answer, seen } from '../domain/triage/support/observations.ts';
import { firstClaim } from '../slack/support/claim.ts';
import { overhear } from '../support/overhear.ts';
import { HandClock } from './support/hand-clock.ts';
import { listeningLog } from './support/listening-log.ts';
import { hasEnded, waitUntilIdle } from './support/wait-until-idle.ts';

/** A runner whose runs a test lets end one by one, with what they saw. */
function runner(timeoutMs = 5_000) {
  const clock = new HandClock(minute(0));
  const { log, lines } = listeningLog();
  const running: ((seen: Observations | Error) => void)[] = [];
  let begun = 0;
  let atOnce = 0;
  let most = 0;
  const observe = async (): Promise<Observations> => {
    begun += 1;
    atOnce += 1;
    most = Math.max(most, atOnce);
    const came = await new Promise<Observations | Error>((end) => running.push(end));
    atOnce -= 1;
    if (came instanceof Error) throw came;
    return came;
  };
  const triage = new TriageRunner({ observe, timeoutMs, clock, log, metrics: noMetrics });
  return {
    triage,
    clock,
    lines,
    /** Ends the run that goes on. */
    async end(came: Observations | Error = seen()): Promise<void> {
      await waitUntilIdle();
      running.shift()?.(came);
      await waitUntilIdle();
    },
    begun: () => begun,
    most: () => most,
  };
}

const kinds = async (runs: readonly Promise<TriageRun>[]) =>
  (await Promise.all(runs)).map(({ kind }) => kind);
const low = seen({ me: answer(429) });

describe('Those who ask for the checks', () => {
  test('share the run that begins after they asked', async () => {
    const { triage, end, begun } = runner();
    const asked = [triage.asked(), triage.asked(), triage.asked()];
    await end();

    expect(await kinds(asked)).toEqual(['seen', 'seen', 'seen']);
    expect(begun()).toBe(1);
  });

  test('never get what a run saw that had begun before, and share the next one', async () => {
    const { triage, end, begun } = runner();
    void triage.asked();
    await waitUntilIdle();
    const asked = [triage.asked(), triage.asked()];
    await end();
    expect(await hasEnded(Promise.all(asked))).toBe(false);
    const news = seen({ me: answer(503) });
    await end(news);

    expect(await Promise.all(asked)).toEqual([
      { kind: 'seen', observations: news },
      { kind: 'seen', observations: news },
    ]);
    expect(begun()).toBe(2);
  });

  test('wait for room when ten runs have begun in ten seconds', async () => {
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

describe('Checks that repeat', () => {
  test('share any run that began since they were due', async () => {
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
  ])('do not share one that %s', async (_what, now, due) => {
    const { triage, clock, end, begun } = runner();
    void triage.asked();
    await end();
    clock.moveTo(now);
    void triage.repeated(due);
    await waitUntilIdle();

    expect(begun()).toBe(2);
  });

  test('do not share one that ended an hour ahead, by a clock that was set back', async () => {
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

  test('do not share one that began later than now, by a clock that was set back', async () => {
    const { triage, clock, end, begun } = runner();
    void triage.asked();
    await end();
    clock.setBack(60_000);
    void triage.repeated(minute(-2));
    await waitUntilIdle();

    expect(begun()).toBe(2);
  });

  test('go on one at a time, so that other work has its turn between any two of them', async () => {
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

  test('that fail fail those who share them, in the log, and nobody after them', async () => {
    const { triage, end, lines } = runner();
    const failed = [triage.asked(), triage.repeated(minute(0))];
    await end(new Error('broken'));
    const next = triage.repeated(minute(0));
    await end();

    expect(await kinds([...failed, next])).toEqual(['failed', 'failed', 'seen']);
    expect(lines.filter((line) => line.includes("Couldn't run the checks"))).toHaveLength(1);
  });

  test('that fail are owed again, and say so where people are told of it', async () => {
    const { triage, end, clock } = runner();
    const incident = incidentOf(opened());
    const claim = firstClaim(minute(0));
    const run = triageEffects(triage, clock).run_triage({ claim, effect: { type: 'run_triage' }, incident });
    await end(new Error('broken'));

    expect(overhear(await run)).toMatchObject({ kind: 'retry', why: 'the checks could not be run' });
  });

  test('that hang are given up a little after their deadline, and the next one begins', async () => {
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

describe('A stop', () => {
  test('ends the wait for room: no run begins, and no timer is left', async () => {
    const { triage, clock, end, begun } = runner();
    for (let run = 0; run < 10; run += 1) {
      void triage.asked();
      await end();
    }
    const waiting = triage.asked();
    clock.moveTo(second(1));
    const repeated = triage.repeated(second(1));
    await waitUntilIdle();
    expect(clock.scheduled).toHaveLength(1);
    triage.stop();

    expect(await kinds([waiting, repeated, triage.asked()])).toEqual(['stopped', 'stopped', 'stopped']);
    expect(clock.scheduled).toEqual([]);
    expect(begun()).toBe(10);
  });

  test('lets a run that goes on come to its end, and begins none after it', async () => {
    const { triage, end, begun } = runner();
    const runs = [triage.asked()];
    await waitUntilIdle();
    runs.push(triage.asked());
    triage.stop();
    await end();

    expect(await kinds(runs)).toEqual(['seen', 'stopped']);
    expect(begun()).toBe(1);
  });
});

describe('While Intercom’s limit is nearly used up', () => {
  test('checks that repeat are left out for five minutes, and then run', async () => {
    const { triage, clock, end, begun } = runner();
    void triage.asked();
    await end(low);
    clock.moveTo(minute(2));
    expect(await triage.repeated(minute(2))).toEqual({ kind: 'spared', until: minute(5) });
    clock.moveTo(minute(5));
    void triage.repeated(minute(5));
    await waitUntilIdle();

    expect(begun()).toBe(2);
  });

  test('somebody who asks is served, and checks that are due share it', async () => {
    const { triage, clock, end } = runner();
    void triage.asked();
    await end(low);
    clock.moveTo(minute(2));
    const both = [triage.asked(), triage.repeated(minute(2))];
    await end();

    expect(await kinds(both)).toEqual(['seen', 'seen']);
  });

  test('a clock that is set back makes nobody wait longer', async () => {
    const { triage, clock, end, begun } = runner();
    void triage.asked();
    await end(low);
    clock.setBack(3_600_000);
    void triage.repeated(minute(-60));
    await waitUntilIdle();

    expect(begun()).toBe(2);
  });
});
