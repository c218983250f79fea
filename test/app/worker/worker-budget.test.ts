import { describe, expect, test } from 'vitest';
import type { Reach } from '../../../src/app/worker/attempt.ts';
import { done, type Outcome, retryLater, retryUnsure } from '../../../src/app/worker/outcome.ts';
import type { DeadEffect } from '../../../src/store/claims.ts';
import type { Store } from '../../../src/store/store.ts';
import { minute } from '../../domain/support/fixtures.ts';
import { overhear } from '../../support/overhear.ts';
import { failing, refused, slack, until } from '../support/failing.ts';
import { waitUntilIdle } from '../support/wait-until-idle.ts';

const setbacks = async (store: Store, id: Parameters<Store['events']>[0]): Promise<string[]> =>
  (await store.events(id)).flatMap(({ event }) => (event.type === 'setback' ? [event.why] : []));

describe('An effect that keeps failing while Slack accepts other calls', () => {
  test('fails permanently after minutes, and people are told', async () => {
    const { store, clock, id, tries } = await failing(refused, slack(true).reach);
    await until(clock, minute(10));
    expect(tries).toEqual([0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4]);
    expect(await setbacks(store, id)).toEqual(['Slack returned no, repeatedly']);
    expect(await store.dead(id)).toMatchObject([{ effect: 'announce', deadAt: minute(4) }]);
  });

  test("comes back on its own, with one attempt each time, and isn't reported again", async () => {
    const { store, clock, id, tries } = await failing(refused, slack(true).reach);
    await until(clock, minute(6 * 60));
    expect(tries.slice(9)).toEqual([19, 49, 109, 169, 229, 289, 349]);
    expect(await setbacks(store, id)).toHaveLength(1);
  });

  test('is done when Slack accepts it after all', async () => {
    let takes = false;
    const { store, clock } = await failing((now) => (takes ? done() : refused(now)), slack(true).reach);
    await until(clock, minute(10));
    takes = true;
    await until(clock, minute(20));
    expect(await store.dead()).toEqual([]);
    expect((await store.pending()).map(({ key }) => key)).not.toContain('announce:1');
  });

  test('reports that it may have arrived if nobody knows', async () => {
    const { store, clock, id } = await failing((now) => retryUnsure('lost', now + 30_000), slack(true).reach);
    await until(clock, minute(10));
    const [aside]: readonly (DeadEffect | undefined)[] = await store.dead(id);
    expect(aside?.todo).toMatch(/^It may have arrived anyway, so look first\. .*\.$/u);
  });

  test("doesn't fail permanently after a few quick failures", async () => {
    const { store, clock } = await failing(
      (now) => retryLater('Slack asked to wait', now + 1_000),
      slack(true).reach,
    );
    await until(clock, minute(3));
    expect(await store.dead()).toEqual([]);
  });

  test("isn't taken for one that has to wait long if the clock is set back during its attempt", async () => {
    let set = false;
    const reach: Reach = {
      ...slack(true).reach,
      since: async () => {
        if (!set) clock.setBack(3_600_000);
        set = true;
        return true;
      },
    };
    const { store, clock } = await failing((now) => retryLater('Slack asked to wait', now + 30_000), reach);
    await waitUntilIdle();
    expect(set).toBe(true);
    expect(await store.dead()).toEqual([]);
  });

  test('fails permanently right away if Slack asks for a longer wait than its budget, and comes back no sooner', async () => {
    const patience = (now: number): Outcome => retryLater('Slack asked to wait', now + 3_600_000);
    const { store, clock, tries } = await failing(patience, slack(true).reach);
    await until(clock, minute(1));
    expect(await store.dead()).toHaveLength(1);
    await until(clock, minute(60));
    expect(tries).toEqual([0, 60]);
  });

  test('comes back when Slack said, not by the schedule, and people are told that time', async () => {
    const patience = (now: number): Outcome => retryLater('Slack asked to wait', now + 300_000);
    const { store, clock, id, tries } = await failing(patience, slack(true).reach);
    await until(clock, minute(1));
    expect(overhear(await store.dead(id))).toMatchObject([
      {
        why: 'Slack asked to wait',
        todo: expect.stringMatching(/^The bot retries at \d{4}-\d\d-\d\d \d\d:\d\d UTC/u),
      },
    ]);
    await until(clock, minute(16));
    expect(tries).toEqual([0, 5, 10, 15]);
    expect(await setbacks(store, id)).toHaveLength(1);
  });

  test('gets its full budget again if a person wants it', async () => {
    const { store, clock, worker, id, tries } = await failing(refused, slack(true).reach);
    await until(clock, minute(20));
    await store.revive(clock.now(), id);
    worker.nudge();
    await until(clock, minute(23));
    expect(tries.filter((at) => at >= 20).length).toBeGreaterThan(3);
    expect(await store.dead()).toEqual([]);
  });
});

describe('An effect that failed permanently on a call that may work again', () => {
  /** Put aside at minute 4, with `words` for each further try in turn. */
  const failedIn = (words: readonly string[] = []) => {
    let tries = 0;
    return failing((now) => {
      tries += 1;
      const why = words[tries - 10] ?? 'Slack returned no';
      return { ...retryLater(why, now + 30_000), call: 'chat.postMessage C1' };
    }, slack(true).reach);
  };

  test('gets an extra attempt every two minutes, less often as hours pass', async () => {
    const { clock, tries } = await failedIn();
    await until(clock, minute(26));
    expect(tries.slice(9)).toEqual([6, 8, 10, 12, 14, 16, 18, 19, 21, 23, 25]);
    await until(clock, minute(5 * 60));
    const hours = [2, 4].map((at) => tries.filter((t) => t >= at * 60 && t < at * 60 + 60).length);
    expect(hours).toEqual([15, 8]);
  });

  test("isn't reported again for its extra attempts, whatever words they end with", async () => {
    const { store, clock, id } = await failedIn(['Slack did not answer', 'Slack returned HTTP 503']);
    await until(clock, minute(12));
    expect(await setbacks(store, id)).toHaveLength(1);
  });

  test('is done minutes after the call works again', async () => {
    let takes = false;
    const { store, clock } = await failing(
      (now) => (takes ? done() : { ...refused(now), call: 'chat.postMessage C1' }),
      slack(true).reach,
    );
    await until(clock, minute(5));
    takes = true;
    await until(clock, minute(6));
    expect(await store.dead()).toEqual([]);
  });
});
