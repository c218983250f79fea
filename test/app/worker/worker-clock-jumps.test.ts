import { describe, expect, test } from 'vitest';
import { done, retryLater } from '../../../src/app/worker/outcome.ts';
import { minute, second } from '../../domain/support/fixtures.ts';
import { owe, quietIncident } from '../../store/support/orders.ts';
import { announce, written } from '../support/effects.ts';
import { startTestBot } from '../support/test-bot.ts';
import { gate, waitUntilIdle } from '../support/wait-until-idle.ts';

describe('A clock that is set back an hour', () => {
  const hour = 3_600_000;

  test('delays nothing that was due, and is logged once', async () => {
    const { delivered, say } = written();
    const { worker, store, clock, lines } = await startTestBot({ announce: say });
    const id = await quietIncident(store);
    await worker.start();
    await waitUntilIdle();
    await owe(store, id, minute(0), announce);
    clock.setBack(hour);
    clock.moveTo(second(5 - 3600));
    await waitUntilIdle();
    clock.moveTo(second(10 - 3600));
    await waitUntilIdle();
    expect(delivered).toEqual(['announce']);
    expect(lines.filter((line) => line.includes('The clock moved backwards'))).toHaveLength(1);
  });

  test('delays no retry', async () => {
    const tries: number[] = [];
    const { worker, store, clock } = await startTestBot({
      announce: async ({ claim: { attempts } }) => {
        tries.push(attempts);
        return attempts === 1 ? retryLater('rate limited', clock.now() + 30_000) : done();
      },
    });
    await owe(store, await quietIncident(store), minute(0), announce);
    await worker.start();
    await waitUntilIdle();
    clock.setBack(hour);
    for (const s of [5, 29, 36]) {
      clock.moveTo(second(s - 3600));
      await waitUntilIdle();
    }
    expect(tries).toEqual([1, 2]);
  });

  test('leaves a deadline at the time that people were told', async () => {
    const { delivered, say } = written();
    const { worker, store, clock } = await startTestBot({ wake: say });
    await owe(store, await quietIncident(store), minute(30), { type: 'wake', due: minute(30) });
    await worker.start();
    await waitUntilIdle();
    clock.setBack(hour);
    for (const m of [-59, 29]) {
      clock.moveTo(minute(m));
      await waitUntilIdle();
    }
    expect(delivered).toEqual([]);
    clock.moveTo(minute(30));
    await waitUntilIdle();
    expect(delivered).toEqual(['wake']);
  });

  test('delays nothing if it is set back right after the bot took over', async () => {
    const { delivered, say } = written();
    const { worker, store, clock } = await startTestBot({ announce: say });
    await owe(store, await quietIncident(store), minute(0), announce);
    await worker.start();
    clock.setBack(hour);
    await waitUntilIdle();
    expect(delivered).toEqual(['announce']);
  });

  test('and once more while times are moved with it has the worker claim by the time that they go by', async () => {
    const claimedAt: number[] = [];
    let again = 0;
    const { worker, clock } = await startTestBot(
      {},
      {
        faults: (real) => ({
          async onClockSetBack(...given) {
            const moved = await real.onClockSetBack(...given);
            clock.setBack(again);
            again = 0;
            return moved;
          },
          claim(request) {
            claimedAt.push(request.now);
            return real.claim(request);
          },
        }),
      },
    );
    await worker.start();
    await waitUntilIdle();
    claimedAt.length = 0;
    clock.setBack(hour);
    again = hour;
    worker.nudge();
    await waitUntilIdle();
    worker.nudge();
    await waitUntilIdle();
    expect(claimedAt).toEqual([minute(-60), minute(-120)]);
  });

  test('delays nothing if it was set back while the bot was stopped', async () => {
    const { delivered, say } = written();
    const { worker, store, clock } = await startTestBot({ announce: say });
    await owe(store, await quietIncident(store), minute(0), announce);
    clock.setBack(hour);
    await worker.start();
    await waitUntilIdle();
    expect(delivered).toEqual(['announce']);
  });
});

type Jumping = Awaited<ReturnType<typeof startTestBot>>['clock'];

test.each<[jump: string, times: readonly number[], set: (clock: Jumping) => void]>([
  ['is set back an hour', [-59, -55], (clock) => clock.setBack(3_600_000)],
  ['jumps an hour ahead', [60], () => {}],
])('a clock that %s repeats nothing that is running', async (_, times, set) => {
  const running = gate();
  const tries: number[] = [];
  const { worker, store, clock } = await startTestBot({
    announce: async ({ claim: { attempts } }) => {
      tries.push(attempts);
      await running.passed;
      return done();
    },
  });
  await owe(store, await quietIncident(store), minute(0), announce);
  await worker.start();
  await waitUntilIdle();
  set(clock);
  for (const m of times) {
    clock.moveTo(minute(m));
    await waitUntilIdle();
  }
  running.open();
  await waitUntilIdle();
  expect(tries).toEqual([1]);
  expect(await store.pending()).toEqual([]);
});
