import { describe, expect, test } from 'vitest';
import type { Handler } from '../../../src/app/worker/attempt.ts';
import { done, postponed, retryLater } from '../../../src/app/worker/outcome.ts';
import { DatabaseAway } from '../../../src/store/error-advice.ts';
import { minute, second } from '../../domain/support/fixtures.ts';
import { owe, quietIncident } from '../../store/support/orders.ts';
import { announce, written } from '../support/effects.ts';
import { startTestBot } from '../support/test-bot.ts';
import { waitUntilIdle } from '../support/wait-until-idle.ts';

describe("The worker's clock", () => {
  test("triggers a deadline when it's due, and not before", async () => {
    const { delivered, say } = written();
    const { worker, store, clock } = await startTestBot({ wake: say });
    await owe(store, await quietIncident(store), minute(30), { type: 'wake', due: minute(30) });
    await worker.start();
    await waitUntilIdle();
    clock.moveTo(minute(29));
    await waitUntilIdle();
    expect(delivered).toEqual([]);
    clock.moveTo(minute(30));
    await waitUntilIdle();
    expect(delivered).toEqual(['wake']);
  });

  test('triggers a retry at its time, with its attempts counted', async () => {
    const attempts: number[] = [];
    const { worker, store, clock } = await startTestBot({
      announce: async ({ claim: { attempts: tries } }) => {
        attempts.push(tries);
        return tries < 3 ? retryLater('rate limited', clock.now() + 120_000) : done();
      },
    });
    await owe(store, await quietIncident(store), minute(0), announce);
    await worker.start();
    for (const at of [0, 1, 2, 3, 4]) {
      clock.moveTo(minute(at));
      await waitUntilIdle();
    }
    expect(attempts).toEqual([1, 2, 3]);
    expect(await store.pending()).toEqual([]);
  });

  test("doesn't count a mere wait as an attempt", async () => {
    const attempts: number[] = [];
    const { worker, store, clock } = await startTestBot({
      announce: async ({ claim: { attempts: tries } }) => {
        attempts.push(tries);
        return attempts.length < 3 ? postponed('its turn has not come', clock.now() + 60_000) : done();
      },
    });
    await owe(store, await quietIncident(store), minute(0), announce);
    await worker.start();
    for (const at of [0, 1, 2]) {
      clock.moveTo(minute(at));
      await waitUntilIdle();
    }
    expect(attempts).toEqual([1, 1, 1]);
  });

  test('waits half a second for an effect that another session has locked in the database', async () => {
    const { delivered, say } = written();
    let looks = 0;
    const { worker, store, clock } = await startTestBot(
      { announce: say },
      {
        faults: (real) => ({
          claim: async (wanted) => {
            looks += 1;
            return looks < 3 ? [] : real.claim(wanted);
          },
        }),
      },
    );
    await owe(store, await quietIncident(store), minute(0), announce);
    await worker.start();
    for (const at of [0, 0.499, 0.5, 0.999]) {
      clock.moveTo(second(at));
      await waitUntilIdle();
    }
    expect({ looks, delivered }).toEqual({ looks: 2, delivered: [] });
    clock.moveTo(second(1));
    await waitUntilIdle();
    expect(delivered).toEqual(['announce']);
  });

  test("looks again after a second when the store can't say what comes next, and is then on time", async () => {
    const { delivered, say } = written();
    let answers = false;
    const { worker, store, clock } = await startTestBot(
      { wake: say },
      {
        faults: (real) => ({
          nextDue: async (room) => {
            if (answers) return real.nextDue(room);
            throw new DatabaseAway(null);
          },
        }),
      },
    );
    await owe(store, await quietIncident(store), second(2), { type: 'wake', due: second(2) });
    await worker.start();
    await waitUntilIdle();
    answers = true;
    for (const at of [1, 2]) {
      clock.moveTo(second(at));
      await waitUntilIdle();
    }
    expect(delivered).toEqual(['wake']);
  });

  test('lets a rate limit delay only its own lane', async () => {
    const delivered: string[] = [];
    const say: Handler = async ({ claim }) => {
      delivered.push(claim.key);
      return done();
    };
    const { worker, store, clock } = await startTestBot({
      post_change: async (job) =>
        job.effect.of === 1 && job.claim.attempts === 1 ? retryLater('rate limited', minute(1)) : say(job),
      announce: say,
    });
    const [one, other] = [await quietIncident(store), await quietIncident(store)];
    await owe(
      store,
      one,
      minute(0),
      { type: 'post_change', of: 1 },
      { type: 'post_change', of: 2 },
      announce,
    );
    await worker.start();
    await waitUntilIdle();
    await owe(store, other, minute(0), { type: 'post_change', of: 3 });
    worker.nudge();
    await waitUntilIdle();
    expect(delivered).toEqual([`announce:${one}`, `post_change:${other}:3`]);
    clock.moveTo(minute(1));
    await waitUntilIdle();
    expect(delivered.slice(2)).toEqual([`post_change:${one}:1`, `post_change:${one}:2`]);
  });

  test('polls the outbox every 5 seconds for what another process revived', async () => {
    const { delivered, say } = written();
    const { worker, store, clock } = await startTestBot({ announce: say });
    const id = await quietIncident(store);
    await owe(store, id, minute(30), { type: 'wake', due: minute(30) });
    await worker.start();
    await waitUntilIdle();
    await owe(store, id, minute(0), announce);
    await waitUntilIdle();
    expect(delivered).toEqual([]);
    clock.moveTo(second(5));
    await waitUntilIdle();
    expect(delivered).toEqual(['announce']);
  });
});
