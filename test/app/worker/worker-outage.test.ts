import { describe, expect, test, vi } from 'vitest';
import { dead, type Outcome } from '../../../src/app/worker/outcome.ts';
import { DatabaseAway, OutcomeUnknown } from '../../../src/store/error-advice.ts';
import { minute, second } from '../../domain/support/fixtures.ts';
import { owe, quietIncident } from '../../store/support/orders.ts';
import { overhear } from '../../support/overhear.ts';
import { announce } from '../support/effects.ts';
import { failing, refused, slack, until } from '../support/failing.ts';
import { startTestBot } from '../support/test-bot.ts';
import { waitUntilIdle } from '../support/wait-until-idle.ts';

describe('While Slack accepts nothing at all', () => {
  test('a refusal records the call that the effect failed with', async () => {
    const outcomes: ((now: number) => Outcome)[] = [];
    const says = slack(true);
    const failed = (now: number): Outcome => ({
      kind: 'retry',
      why: 'Slack returned no',
      at: now + 30_000,
      call: 'chat.postMessage C1',
    });
    const { store, clock } = await failing((now) => (outcomes.shift() ?? failed)(now), says.reach);
    await until(clock, minute(5));
    says.set(false);
    outcomes.push((now) => ({
      ...dead('Slack returned token_revoked', 'Put it right.'),
      elseAt: now + 600_000,
    }));
    await until(clock, minute(7));
    expect(outcomes).toEqual([]);
    const [claim] = await store.claim({
      now: minute(60),
      leaseMs: 60_000,
      slackNow: null,
      term: 0,
      people: 1,
      background: 0,
      busyLanes: [],
      held: [],
    });
    expect(claim?.failedWith).toBe('chat.postMessage C1');
  });

  test('no budget runs, for hours', async () => {
    const { store, clock, tries } = await failing(refused, slack(false).reach);
    await until(clock, minute(180));
    expect(await store.dead()).toEqual([]);
    expect(tries).toHaveLength(361);
  });

  test('earlier failures no longer count', async () => {
    const { reach, set } = slack(true);
    const { store, clock } = await failing(refused, reach);
    await until(clock, minute(3));
    set(false);
    await until(clock, minute(60));
    set(true);
    await until(clock, minute(63));
    expect(await store.dead()).toEqual([]);
    await until(clock, minute(66));
    expect(await store.dead()).toHaveLength(1);
  });

  test("an effect that came back doesn't fail permanently again", async () => {
    const { reach, set } = slack(true);
    const { store, clock } = await failing(refused, reach);
    await until(clock, minute(10));
    set(false);
    await until(clock, minute(60));
    expect(await store.dead()).toEqual([]);
  });
});

describe('An effect', () => {
  test.each([new DatabaseAway(null), new OutcomeUnknown(null)])(
    'that meets %s is retried every second while that lasts, and none of it counts',
    async (loss) => {
      const at: number[] = [];
      const { worker, store, clock } = await startTestBot({
        announce: async () => {
          at.push((clock.now() - minute(0)) / 1000);
          throw loss;
        },
      });
      const settle = vi.spyOn(store, 'settle');
      await owe(store, await quietIncident(store), minute(0), announce);
      await worker.start();
      await waitUntilIdle();
      for (let passed = 1; passed <= 250; passed += 1) {
        clock.moveTo(second(passed));
        await waitUntilIdle();
      }
      expect(at).toEqual(Array.from({ length: 251 }, (_, s) => s));
      expect(overhear(settle.mock.lastCall)).toMatchObject([
        { as: { kind: 'retry', why: "the database didn't answer" } },
      ]);
      expect(await store.dead()).toEqual([]);
    },
  );
});
