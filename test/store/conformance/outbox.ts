import { describe, expect, test } from 'vitest';
import { alice, bob, minute } from '../../domain/support/fixtures.ts';
import type { Engine } from '../support/bench.ts';
import { claim, claimOne, drop, leaseMs, owe, quietIncident, types } from '../support/orders.ts';

const topic = { type: 'set_topic' } as const;
const headline = { type: 'sync_headline' } as const;
const announce = { type: 'announce' } as const;
const invite = { type: 'invite', user: alice } as const;
const wake = (due: number) => ({ type: 'wake', due: minute(due) }) as const;

/** Owing and claiming. */
export const outbox = (engine: Engine): void => {
  describe('an owed effect', () => {
    test('can be claimed when it is due, and not before', async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(5), announce);
      expect(await store.nextDue([])).toBe(minute(5));
      expect(await claim(store, minute(4))).toEqual([]);
      expect(await claim(store, minute(5))).toEqual([
        {
          id: expect.any(Number),
          version: expect.any(Number),
          incident: id,
          key: `announce:${id}`,
          lane: `announce:${id}`,
          effect: announce,
          owedAt: minute(0),
          attempts: 1,
        },
      ]);
    });

    test('is claimed once until its lease ends, then again', async () => {
      const { store } = await engine.bench();
      await owe(store, await quietIncident(store), minute(0), announce);
      await claimOne(store, minute(0));
      expect(await claim(store, minute(0))).toEqual([]);
      expect(await store.nextDue([])).toBe(minute(0) + leaseMs);
      expect(await claimOne(store, minute(1))).toMatchObject({ attempts: 2 });
    });

    test('goes back with a clock that is set back, when it is due within minutes; a promise stays', async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(60), announce);
      await owe(store, id, minute(64), invite);
      await owe(store, id, minute(90), wake(90));
      await store.setBack(minute(60), minute(0));
      expect(await store.pending(id)).toEqual([
        { key: `announce:${id}`, dueAt: minute(0) },
        { key: `invite:${id}:${alice}`, dueAt: minute(4) },
        { key: `wake:${id}`, dueAt: minute(90) },
      ]);
    });

    test('owed again under its key moves to its new time, and is still one', async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(30), wake(30));
      await owe(store, id, minute(10), wake(10));
      expect(await store.pending(id)).toEqual([{ key: `wake:${id}`, dueAt: minute(10) }]);
      expect((await claimOne(store, minute(10))).effect).toEqual(wake(10));
    });

    test('owed again keeps count of its tries: one of them may have arrived', async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(0), announce);
      const first = await claimOne(store, minute(0));
      await store.settle({ claim: first, as: { kind: 'retry', at: minute(50), why: 'slow' } });
      await owe(store, id, minute(1), announce);
      expect((await claimOne(store, minute(50))).attempts).toBe(2);
    });

    test('owed again while it waits after a failed try goes on waiting: Slack asked for that', async () => {
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

    test('of one incident is not dropped by another', async () => {
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

  describe('a lane', () => {
    test('gives its oldest effect only', async () => {
      const { store } = await engine.bench();
      await owe(store, await quietIncident(store), minute(0), headline, invite, topic);
      const first = await claimOne(store, minute(0));
      expect(first.effect).toEqual(headline);
      await store.settle({ claim: first, as: { kind: 'done' } });
      expect((await claimOne(store, minute(0))).effect).toEqual(invite);
    });

    test('waits for an oldest one that is to be tried later', async () => {
      const { store } = await engine.bench();
      await owe(store, await quietIncident(store), minute(0), headline, invite);
      const first = await claimOne(store, minute(0));
      await store.settle({ claim: first, as: { kind: 'retry', at: minute(9), why: 'rate limited' } });
      expect(await claim(store, minute(8))).toEqual([]);
      expect(await store.nextDue([])).toBe(minute(9));
      expect(await claimOne(store, minute(9))).toMatchObject({ effect: headline, attempts: 2 });
    });

    test('that waits holds no other lane', async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(0), headline);
      const first = await claimOne(store, minute(0));
      await store.settle({ claim: first, as: { kind: 'retry', at: minute(9), why: 'rate limited' } });
      await owe(store, id, minute(1), announce);
      await owe(store, await quietIncident(store), minute(1), headline);
      expect(types(await claim(store, minute(1)))).toEqual(['announce', 'sync_headline']);
    });

    test('keeps the place of an effect that is owed again', async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(0), headline, invite);
      await owe(store, id, minute(1), headline);
      expect((await claimOne(store, minute(1))).effect).toEqual(headline);
    });

    test('goes on when its oldest effect is dead', async () => {
      const { store } = await engine.bench();
      await owe(store, await quietIncident(store), minute(0), headline, invite);
      const first = await claimOne(store, minute(0));
      await store.settle({ claim: first, as: { kind: 'dead', at: minute(1), why: 'x', todo: 'y' } });
      expect((await claimOne(store, minute(1))).effect).toEqual(invite);
    });

    test('that is busy gives nothing and is not waited for, even where its effect is due again', async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(0), headline, announce);
      const busy = [`slack:${id}`];
      expect(types(await claim(store, minute(0), busy))).toEqual(['announce']);
      expect(await store.nextDue([...busy, `announce:${id}`])).toBeNull();
    });

    test('gives no effect of a type that is held back, nor waits for it, until it is held back no more', async () => {
      const { store } = await engine.bench();
      await owe(store, await quietIncident(store), minute(0), headline, announce);
      const held = { now: minute(0), leaseMs, limit: 16, busyLanes: [], held: ['announce', 'sync_headline'] };
      expect(await store.claim(held)).toEqual([]);
      expect(await store.nextDue([], held.held)).toBeNull();
      expect(types(await store.claim({ ...held, held: ['announce'] }))).toEqual(['sync_headline']);
      expect(types(await claim(store, minute(0)))).toEqual(['announce']);
    });

    test('gives no more than the limit, what is due longest first', async () => {
      const { store } = await engine.bench();
      const [one, other] = [await quietIncident(store), await quietIncident(store)];
      await owe(store, one, minute(2), announce);
      await owe(store, other, minute(1), announce);
      const [first] = await claim(store, minute(3), [], 1);
      expect(first?.incident).toBe(other);
      expect((await claimOne(store, minute(3))).incident).toBe(one);
    });

    test('invites two people one after the other', async () => {
      const { store } = await engine.bench();
      await owe(store, await quietIncident(store), minute(0), invite, { type: 'invite', user: bob });
      expect(await store.pending()).toHaveLength(2);
      expect((await claimOne(store, minute(0))).effect).toEqual(invite);
    });
  });
};
