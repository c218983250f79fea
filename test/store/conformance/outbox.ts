import { describe, expect, test } from 'vitest';
import { minute } from '../../domain/support/fixtures.ts';
import type { Engine } from '../support/bench.ts';
import { claim, claimOne, drop, leaseMs, nextDue, owe, quietIncident, term } from '../support/orders.ts';

const announce = { type: 'announce' } as const;
const wake = (due: number) => ({ type: 'wake', due: minute(due) }) as const;

/** Owing and claiming. */
export const outbox = (engine: Engine): void => {
  describe('a queued effect', () => {
    test('can be claimed when it is due, and not before', async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(5), announce);
      expect(await nextDue(store)).toBe(minute(5));
      expect(await claim(store, minute(4))).toEqual([]);
      expect(await claim(store, minute(5))).toEqual([
        {
          id: expect.any(Number),
          term,
          version: expect.any(Number),
          subject: { kind: 'incident', id },
          key: `announce:${id}`,
          lane: `announce:${id}`,
          effect: announce,
          owedAt: minute(0),
          attempts: 1,
          background: false,
          maybeSent: false,
          triedFrom: minute(5),
          failing: null,
          asides: 0,
          extra: false,
          failedWith: null,
          reported: [],
          unnamed: false,
        },
      ]);
    });

    test('is claimed once until its lease ends, then again', async () => {
      const { store } = await engine.bench();
      await owe(store, await quietIncident(store), minute(0), announce);
      await claimOne(store, minute(0));
      expect(await claim(store, minute(0))).toEqual([]);
      expect(await nextDue(store)).toBe(minute(0) + leaseMs);
      expect(await claimOne(store, minute(1))).toMatchObject({ attempts: 2 });
    });

    test('queued again under its key moves to its new time, and is still one', async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(30), wake(30));
      await owe(store, id, minute(10), wake(10));
      expect(await store.pending(id)).toEqual([{ key: `wake:${id}`, dueAt: minute(10) }]);
      expect((await claimOne(store, minute(10))).effect).toEqual(wake(10));
    });

    test("keeps count of its attempts when it's queued again: one of them may have arrived", async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(0), announce);
      const first = await claimOne(store, minute(0));
      await store.settle({ claim: first, as: { kind: 'retry', at: minute(50), why: 'slow' } });
      await owe(store, id, minute(1), announce);
      expect((await claimOne(store, minute(50))).attempts).toBe(2);
    });

    test("keeps waiting after a failed attempt when it's queued again: Slack asked for that", async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(0), announce);
      const first = await claimOne(store, minute(0));
      await store.settle({ claim: first, as: { kind: 'retry', at: minute(9), why: 'rate limited' } });
      await owe(store, id, minute(1), announce);
      expect(await store.pending(id)).toEqual([{ key: `announce:${id}`, dueAt: minute(9) }]);
    });

    test('can be dropped', async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(30), wake(30), announce);
      await drop(store, id, wake(0));
      expect((await store.pending(id)).map(({ key }) => key)).toEqual([`announce:${id}`]);
    });

    test("of one incident isn't dropped by another", async () => {
      const { store } = await engine.bench();
      const [one, other] = [await quietIncident(store), await quietIncident(store)];
      await owe(store, one, minute(30), wake(30));
      await drop(store, other, wake(30));
      expect(await store.pending(one)).toHaveLength(1);
      expect(await store.pending(other)).toHaveLength(0);
    });

    test('survives a restart with its time', async () => {
      const bench = await engine.bench();
      const id = await quietIncident(bench.store);
      await owe(bench.store, id, minute(30), wake(30));
      const store = await bench.restart();
      expect(await store.pending()).toEqual([{ key: `wake:${id}`, dueAt: minute(30) }]);
    });
  });
};
