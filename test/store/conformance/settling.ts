import { describe, expect, test } from 'vitest';
import type { Settlement } from '../../../src/store/claims.ts';
import { byBot, channel, minute, ts } from '../../domain/support/fixtures.ts';
import type { Engine } from '../support/bench.ts';
import { claim, claimOne, nextDue, owe, quietIncident, tell, term } from '../support/orders.ts';

const announce = { type: 'announce' } as const;
const headline = { type: 'sync_headline' } as const;
const done: Settlement = { kind: 'done' };
const dead: Settlement = { kind: 'dead', at: minute(1), why: 'missing_scope', todo: 'Add the scope.' };
const posted = { type: 'record_headline', channel, ts: ts('1.1') } as const;

/** How a claim ends. */
export const settling = (engine: Engine): void => {
  describe('A claim', () => {
    test('that is done is gone', async () => {
      const { store } = await engine.bench();
      await owe(store, await quietIncident(store), minute(0), announce);
      await store.settle({ claim: await claimOne(store, minute(0)), as: done });
      expect(await store.pending()).toEqual([]);
      expect(await nextDue(store)).toBeNull();
    });

    test('that is retried later counts as an attempt, unless nothing was attempted', async () => {
      const { store } = await engine.bench();
      await owe(store, await quietIncident(store), minute(0), announce);
      const later = (at: number) => ({ kind: 'retry', at: minute(at), why: 'x' }) as const;
      await store.settle({ claim: await claimOne(store, minute(0)), as: { ...later(1), untried: true } });
      const first = await claimOne(store, minute(1));
      expect(first.attempts).toBe(1);
      await store.settle({ claim: first, as: later(2) });
      expect((await claimOne(store, minute(2))).attempts).toBe(2);
    });

    test('is settled with what was learned, in one change', async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(0), headline);
      const held = await claimOne(store, minute(0));
      await tell(store, posted, { target: id, by: byBot, settles: { claim: held, as: done } });
      expect(await store.event(id, 2)).toMatchObject({ event: { type: 'headline_posted' } });
      expect(await store.pending(id)).toEqual([]);
    });

    test('is settled even if the change is refused or repeated', async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      const resolve = { type: 'resolve', fix: null } as const;
      await tell(store, resolve, { target: id, inboxId: 'one' });
      for (const inboxId of [null, 'one']) {
        await owe(store, id, minute(3), { type: 'run_triage' });
        const held = (await claim(store, minute(3))).find(({ effect }) => effect.type === 'run_triage');
        const settles = held && { settles: { claim: held, as: done } };
        await tell(store, resolve, { target: id, inboxId, ...settles });
        expect((await store.pending(id)).map(({ key }) => key)).not.toContain(`run_triage:${id}`);
      }
    });

    test("whose effect was queued again meanwhile isn't settled by the earlier run", async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      for (const as of [done, dead]) {
        await owe(store, id, minute(0), announce);
        const held = await claimOne(store, minute(0));
        await owe(store, id, minute(0), announce);
        await store.settle({ claim: held, as });
        expect(await store.dead()).toEqual([]);
        const again = await claimOne(store, minute(99));
        await store.settle({ claim: again, as: done });
      }
    });

    test('whose effect was queued again meanwhile still waits as long as the earlier run was told to', async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(0), announce);
      const held = await claimOne(store, minute(0));
      await owe(store, id, minute(0), announce);
      await store.settle({ claim: held, as: { kind: 'retry', at: minute(9), why: 'rate limited' } });
      expect(await claim(store, minute(8))).toEqual([]);
      expect((await claimOne(store, minute(9))).effect).toEqual(announce);
    });

    test("whose effect was claimed by another after its lease isn't settled by the first", async () => {
      const { store } = await engine.bench();
      await owe(store, await quietIncident(store), minute(0), announce);
      const slow = await claimOne(store, minute(0));
      await claimOne(store, minute(2));
      await store.settle({ claim: slow, as: done });
      expect(await store.pending()).toHaveLength(1);
    });

    test('that was superseded still saves its fact', async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(0), headline);
      const held = await claimOne(store, minute(0));
      await owe(store, id, minute(0), headline);
      await tell(store, posted, { target: id, by: byBot, settles: { claim: held, as: done } });
      expect(await store.incident(id)).toMatchObject({ incident: { headline: { ts: '1.1' } } });
      expect((await store.pending(id)).map(({ key }) => key)).toContain(`sync_headline:${id}`);
    });
  });

  describe('A dead effect', () => {
    test("is kept with why and what to do, and isn't retried", async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(0), announce);
      const held = await claimOne(store, minute(0));
      await store.settle({ claim: held, as: dead });
      expect(await store.dead()).toEqual([
        {
          id: held.id,
          subject: { kind: 'incident', id },
          key: 'announce:1',
          effect: 'announce',
          why: 'missing_scope',
          todo: 'Add the scope.',
          user: null,
          deadAt: minute(1),
        },
      ]);
      expect(await store.pending()).toEqual([]);
      expect(await claim(store, minute(999))).toEqual([]);
    });

    test("is replaced when it's queued again", async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(0), announce);
      await store.settle({ claim: await claimOne(store, minute(0)), as: dead });
      await owe(store, id, minute(2), announce);
      expect(await store.dead()).toEqual([]);
      expect((await claimOne(store, minute(2))).effect).toEqual(announce);
    });

    test('can be revived, for one incident or for all', async () => {
      const { store } = await engine.bench();
      const [one, other] = [await quietIncident(store), await quietIncident(store)];
      for (const id of [one, other]) {
        await owe(store, id, minute(0), announce);
        await store.settle({ claim: await claimOne(store, minute(0)), as: dead });
      }
      expect(await store.dead(one)).toHaveLength(1);
      expect(await store.revive(minute(5), one)).toBe(1);
      expect(await store.pending()).toEqual([{ key: `announce:${one}`, dueAt: minute(5) }]);
      expect(await store.revive(minute(6))).toBe(1);
      expect(await store.dead()).toEqual([]);
      expect(await store.revive(minute(7))).toBe(0);
    });

    test("that is revived keeps counting its attempts and isn't settled by the old claim", async () => {
      const { store } = await engine.bench();
      await owe(store, await quietIncident(store), minute(0), announce);
      const held = await claimOne(store, minute(0));
      await store.settle({ claim: held, as: dead });
      await store.revive(minute(5));
      await store.settle({ claim: held, as: done });
      expect((await claimOne(store, minute(5))).attempts).toBe(2);
    });
  });

  describe('A bot that takes over from one that died', () => {
    test('makes claimed effects due right away, and leaves later ones at their own time', async () => {
      const bench = await engine.bench();
      const id = await quietIncident(bench.store);
      await owe(bench.store, id, minute(0), announce);
      await owe(bench.store, id, minute(30), { type: 'wake', due: minute(30) });
      const lost = await claimOne(bench.store, minute(0));
      const store = await bench.restart();
      await store.reclaimLeases(minute(0), term);
      await store.settle({ claim: lost, as: done });
      expect(await claimOne(store, minute(0))).toMatchObject({ effect: announce, attempts: 2 });
      expect(await store.pending()).toContainEqual({ key: `wake:${id}`, dueAt: minute(30) });
      expect(await store.pending()).toHaveLength(2);
    });

    test("doesn't hurry what was to be retried later", async () => {
      const { store } = await engine.bench();
      await owe(store, await quietIncident(store), minute(0), announce);
      const held = await claimOne(store, minute(0));
      await store.settle({ claim: held, as: { kind: 'retry', at: minute(9), why: 'rate limited' } });
      await store.reclaimLeases(minute(1), term);
      expect(await nextDue(store)).toBe(minute(9));
    });
  });
};
