import { describe, expect, test } from 'vitest';
import { minute, second } from '../domain/support/fixtures.ts';
import { answer, observed } from '../domain/triage/support/observations.ts';
import { kinds, runner } from './support/hand-runner.ts';
import { waitUntilIdle } from './support/wait-until-idle.ts';

const low = observed({ me: answer(429) });

describe('Shutdown', () => {
  test('ends the wait for room: no run starts, and no timer is left', async () => {
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

  test('lets a running check finish, and starts none after it', async () => {
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

describe("While Intercom's limit is nearly used up", () => {
  test('repeated checks pause for five minutes, then run', async () => {
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

  test('someone who asks gets a run, and due checks share it', async () => {
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
