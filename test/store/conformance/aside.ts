import { describe, expect, test } from 'vitest';
import { minute } from '../../domain/support/fixtures.ts';
import type { Engine } from '../support/bench.ts';
import { claim, claimOne, nextDue, owe, quietIncident } from '../support/orders.ts';

const announce = { type: 'announce' } as const;
const failing = { tries: 3, since: minute(0) };
const aside = (at: number, againAt: number | null) =>
  ({ kind: 'dead', at: minute(at), why: 'x', todo: 'y', againAt: againAt && minute(againAt) }) as const;

/** Effects that were put aside, and how their tries are counted before and after. */
export const asides = (engine: Engine): void => {
  describe('an effect that was put aside', () => {
    test('comes back by itself at its time, knowing how often it has', async () => {
      const { store } = await engine.bench();
      await owe(store, await quietIncident(store), minute(0), announce);
      await store.settle({ claim: await claimOne(store, minute(0)), as: aside(1, 16) });
      expect(await nextDue(store)).toBe(minute(16));
      expect(await claim(store, minute(15))).toEqual([]);
      const again = await claimOne(store, minute(16));
      expect(again).toMatchObject({ effect: announce, asides: 1 });
      expect(await store.dead()).toEqual([]);
      await store.settle({ claim: again, as: aside(16, 76) });
      expect((await claimOne(store, minute(76))).asides).toBe(2);
    });

    test('for good does not', async () => {
      const { store } = await engine.bench();
      await owe(store, await quietIncident(store), minute(0), announce);
      await store.settle({ claim: await claimOne(store, minute(0)), as: aside(1, null) });
      expect(await nextDue(store)).toBeNull();
      expect(await claim(store, minute(99_999))).toEqual([]);
    });

    test('and is wanted by a person starts anew', async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      const wanted = [() => store.revive(minute(2)), () => owe(store, id, minute(2), announce)];
      for (const want of wanted) {
        await owe(store, id, minute(0), announce);
        await store.settle({ claim: await claimOne(store, minute(2)), as: aside(1, 16) });
        await want();
        const claimed = await claimOne(store, minute(2));
        expect(claimed).toMatchObject({ asides: 0, failing: null });
        await store.settle({ claim: claimed, as: { kind: 'done' } });
      }
    });
  });

  describe('failed tries', () => {
    test('are counted as the worker says, and go on as they were where it does not', async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(0), announce);
      const later = { kind: 'retry', at: minute(1), why: 'x' } as const;
      await store.settle({ claim: await claimOne(store, minute(0)), as: { ...later, failing } });
      await store.settle({ claim: await claimOne(store, minute(1)), as: { ...later, untried: true } });
      await owe(store, id, minute(1), announce);
      const claimed = await claimOne(store, minute(1));
      expect(claimed.failing).toEqual(failing);
      await store.settle({ claim: claimed, as: { ...later, failing: null } });
      expect((await claimOne(store, minute(1))).failing).toBeNull();
    });
  });
};
