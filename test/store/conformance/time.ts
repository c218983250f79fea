import { describe, expect, test } from 'vitest';
import type { Effect } from '../../../src/domain/effects/effects.ts';
import type { Millis } from '../../../src/domain/incident/ids.ts';
import type { Store } from '../../../src/store/store.ts';
import { alice, minute, second } from '../../domain/support/fixtures.ts';
import type { Engine } from '../support/bench.ts';
import { changed, claim, claimOne, open, owe, quietIncident, tell, term } from '../support/orders.ts';

const announce: Effect = { type: 'announce' };
const invite: Effect = { type: 'invite', user: alice };
const wake: Effect = { type: 'wake', due: minute(90) };
const ahead = minute(24 * 60);

/** The keys and minutes of what is pending. */
const pending = async (store: Store) =>
  (await store.pending()).map(({ key, dueAt }) => [key, (dueAt - minute(0)) / 60_000]);

/** What becomes of due times when the clock is not what it was. */
export const time = (engine: Engine): void => {
  describe('A clock that is set back', () => {
    test('moves effects that are due as soon as possible with it, and leaves a deadline at its time', async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(60), announce);
      await owe(store, id, minute(120), invite, { type: 'check_again' });
      await owe(store, id, minute(90), wake);
      await store.onClockSetBack(minute(60), minute(0), term);
      expect(await pending(store)).toEqual([
        [`announce:${id}`, 0],
        [`invite:${id}:${alice}`, 60],
        [`check_again:${id}`, 60],
        [`wake:${id}`, 90],
      ]);
    });

    test('behind a deadline that had come puts it back to its time', async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(90), wake);
      await store.settle({
        claim: await claimOne(store, minute(95)),
        as: { kind: 'retry', at: minute(96), why: 'x' },
      });
      await store.onClockSetBack(minute(95), minute(5), term);
      expect(await pending(store)).toEqual([[`wake:${id}`, 90]]);
    });

    test('by no more than a second counts as well kept', async () => {
      const { store } = await engine.bench();
      await owe(store, await quietIncident(store), minute(9), announce);
      expect(await store.onClockSetBack(second(1), second(0), term)).toBe(false);
      expect(await pending(store)).toEqual([['announce:1', 9]]);
      expect(await store.onClockSetBack(second(2), second(0), term)).toBe(true);
    });

    test('moves the return of dead effects with it', async () => {
      const { store } = await engine.bench();
      await owe(store, await quietIncident(store), minute(0), announce);
      const dead = { kind: 'dead', at: ahead, why: 'x', todo: 'y', againAt: ahead + 60_000 } as const;
      await store.settle({ claim: await claimOne(store, minute(0)), as: dead });
      await store.onClockSetBack(ahead, minute(0), term);
      expect(await claim(store, minute(1))).toHaveLength(1);
    });
  });

  describe('Startup', () => {
    test('after the clock was ahead once leaves deadlines alone, however often it happens', async () => {
      const bench = await engine.bench();
      changed(await tell(bench.store, open()));
      changed(await tell(bench.store, open('other'), { at: ahead, inboxId: 'command:2' }));
      for (const now of [2, 3]) {
        const store = await bench.restart();
        await store.reclaimLeases(minute(now), term);
        const promises = (await pending(store)).filter(([key]) => /^(wake|check_response)/.test(String(key)));
        expect(promises).toEqual([
          ['wake:1', 30],
          ['check_response:1', 15],
          ['wake:2', 24 * 60 + 30],
          ['check_response:2', 24 * 60 + 15],
        ]);
      }
    });

    test.each<[string, (store: Store, at: Millis) => Promise<unknown>]>([
      ['a command', (store, at) => tell(store, open('other'), { at, inboxId: 'command:2' })],
      ['a claim', (store, at) => claim(store, at)],
    ])(
      'after the clock was ahead at %s makes due right away what was queued then',
      async (_what, happens) => {
        const bench = await engine.bench();
        await owe(bench.store, await quietIncident(bench.store), minute(0), announce);
        await happens(bench.store, ahead);
        const store = await bench.restart();
        await store.reclaimLeases(minute(2), term);
        const due = (await store.pending()).filter(({ key }) => /^(announce|ensure_channel)/.test(key));
        expect(due.map(({ dueAt }) => dueAt <= minute(2))).not.toContain(false);
      },
    );

    test('hurries nothing that was queued by a correct clock', async () => {
      const bench = await engine.bench();
      await owe(bench.store, await quietIncident(bench.store), minute(9), announce);
      await claim(bench.store, minute(5));
      const store = await bench.restart();
      await store.reclaimLeases(minute(6), term);
      expect(await pending(store)).toEqual([['announce:1', 9]]);
    });
  });
};
