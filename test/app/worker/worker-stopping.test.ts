import { describe, expect, test } from 'vitest';
import { minute } from '../../domain/support/fixtures.ts';
import { claim, owe, quietIncident } from '../../store/support/orders.ts';
import { announce, headline, topic, written } from '../support/effects.ts';
import { startTestBot } from '../support/test-bot.ts';
import { gate, hasEnded, waitUntilIdle } from '../support/wait-until-idle.ts';

describe('A starting worker', () => {
  test('takes over what a killed bot had claimed', async () => {
    const { delivered, say } = written();
    const { worker, store } = await startTestBot({ announce: say });
    await owe(store, await quietIncident(store), minute(0), announce);
    await claim(store, minute(0));
    await worker.start();
    await waitUntilIdle();
    expect(delivered).toEqual(['announce']);
  });

  test('claims nothing before it has taken over, so it delivers only once what a nudge was about', async () => {
    const { delivered, say } = written();
    const slow = gate();
    const { worker, store } = await startTestBot(
      { announce: say },
      {
        faults: (real) => ({
          reclaimLeases: async (...given) => {
            await slow.passed;
            return real.reclaimLeases(...given);
          },
        }),
      },
    );
    await owe(store, await quietIncident(store), minute(0), announce);
    const starting = worker.start();
    worker.nudge();
    await waitUntilIdle();
    expect(delivered).toEqual([]);
    slow.open();
    await starting;
    await waitUntilIdle();
    expect(delivered).toEqual(['announce']);
  });
});

describe('A stopping worker', () => {
  test('waits for running effects and starts no more', async () => {
    const { delivered, say } = written();
    const held = gate();
    const { worker, store, clock } = await startTestBot({
      sync_headline: async (job) => {
        await held.passed;
        return say(job);
      },
      set_topic: say,
    });
    const id = await quietIncident(store);
    await owe(store, id, minute(0), headline);
    await worker.start();
    await waitUntilIdle();
    const stopped = worker.stop();
    expect(await hasEnded(stopped)).toBe(false);
    held.open();
    await stopped;
    await owe(store, id, minute(0), topic);
    worker.nudge();
    await waitUntilIdle();
    expect(delivered).toEqual(['sync_headline']);
    expect((await store.pending()).map(({ key }) => key)).toEqual([`set_topic:${id}`]);
    expect(clock.scheduled).toEqual([]);
  });

  test('leaves nothing running behind if it stops while claiming', async () => {
    const { delivered, say } = written();
    const slow = gate();
    const { worker, store, clock } = await startTestBot(
      { announce: say },
      {
        faults: (real) => ({
          claim: async (request) => {
            const claims = await real.claim(request);
            await slow.passed;
            return claims;
          },
        }),
      },
    );
    await owe(store, await quietIncident(store), minute(0), announce);
    await worker.start();
    await waitUntilIdle();
    const stopped = worker.stop();
    slow.open();
    await stopped;
    const before = [...delivered];
    await waitUntilIdle();
    expect(delivered).toEqual(before);
    expect(clock.scheduled).toEqual([]);
  });

  test('leaves no timer behind if it stops while looking for what comes next', async () => {
    const asked = gate();
    const slow = gate();
    const { worker, clock } = await startTestBot(
      {},
      {
        faults: (real) => ({
          nextDue: async (room) => {
            asked.open();
            await slow.passed;
            return real.nextDue(room);
          },
        }),
      },
    );
    await worker.start();
    await asked.passed;
    await worker.stop();
    slow.open();
    await waitUntilIdle();
    expect(clock.scheduled).toEqual([]);
  });
});
