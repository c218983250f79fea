import { describe, expect, test } from 'vitest';
import type { Effect } from '../../../src/domain/effects/effects.ts';
import { millisSchema, userIdSchema } from '../../../src/domain/incident/ids.ts';
import type { Settlement } from '../../../src/store/claims.ts';
import { minute } from '../../domain/support/fixtures.ts';
import type { Engine } from '../support/bench.ts';
import { claim, claimOne, nextDue, owe, quietIncident, term, types } from '../support/orders.ts';

const announce = { type: 'announce' } as const;
const invite = (user: string) => ({ type: 'invite', user: userIdSchema.parse(user) }) as const;
const failing = { tries: 3, since: minute(0) };
const aside = (at: number, againAt: number | null) =>
  ({ kind: 'dead', at: minute(at), why: 'x', todo: 'y', againAt: againAt && minute(againAt) }) as const;

/** Effects that were put aside, and how their tries are counted before and after. */
export const asides = (engine: Engine): void => {
  describe('An effect that failed permanently', () => {
    test('comes back on its own at its time, knowing how often it has failed', async () => {
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

    test("doesn't come back if it failed for good", async () => {
      const { store } = await engine.bench();
      await owe(store, await quietIncident(store), minute(0), announce);
      await store.settle({ claim: await claimOne(store, minute(0)), as: aside(1, null) });
      expect(await nextDue(store)).toBeNull();
      expect(await claim(store, minute(99_999))).toEqual([]);
    });

    test('starts over if a person wants it', async () => {
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

  test('an effect that is queued again during an attempt after it failed permanently starts over', async () => {
    const { store } = await engine.bench();
    const id = await quietIncident(store);
    await owe(store, id, minute(0), announce);
    await store.settle({ claim: await claimOne(store, minute(0)), as: { ...aside(1, 16), call: 'x' } });
    const extra = await claimOne(store, minute(3));
    await owe(store, id, minute(3), announce);
    await store.settle({ claim: extra, as: { ...aside(3, 16), call: 'x' } });
    expect(await claimOne(store, minute(3))).toMatchObject({ asides: 0, extra: false, failing: null });
  });

  describe('Of effects that failed with the same call', () => {
    const call = 'chat.postMessage C1';
    const worked = { kind: 'done', works: call } as const;
    const failedWith = (at: number, againAt: number | null = at + 60) => ({ ...aside(at, againAt), call });
    /** Three invitations, put aside soon after each other. */
    async function three(engine: Engine) {
      const { store, ...bench } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(0), ...['U01', 'U02', 'U03'].map(invite));
      const claims = await claim(store, minute(0));
      for (const [at, held] of claims.entries()) await store.settle({ claim: held, as: failedWith(at / 5) });
      const keys = claims.map(({ key }) => key);
      return { store, id, keys, ...bench };
    }

    test('one is attempted every two minutes, in turn, and the schedule stays as it was', async () => {
      const { store, keys } = await three(engine);
      const tried: unknown[] = [];
      for (let now = 2; now <= 59; now += 1) {
        const due = await nextDue(store);
        const claims = await claim(store, minute(now));
        expect(claims.length > 0).toBe(due !== null && due <= minute(now));
        for (const held of claims) {
          tried.push([now, keys.indexOf(held.key), held.extra, held.asides]);
          await store.settle({ claim: held, as: failedWith(now, 999) });
        }
      }
      expect(tried.slice(0, 4)).toEqual([
        [2, 0, true, 1],
        [4, 1, true, 1],
        [6, 2, true, 1],
        [8, 0, true, 1],
      ]);
      expect(tried).toHaveLength(29);
      const [first] = await claim(store, minute(60));
      expect(first).toMatchObject({ key: keys[0], extra: false, asides: 1 });
    });

    test('all come back when the call has worked for one, and get an extra attempt soon if it then failed again', async () => {
      const { store, keys } = await three(engine);
      await store.settle({ claim: await claimOne(store, minute(2)), as: worked });
      const others = await claim(store, minute(2));
      expect(others.map(({ key, extra }) => [key, extra])).toEqual([
        [keys[1], true],
        [keys[2], true],
      ]);
      for (const held of others) await store.settle({ claim: held, as: failedWith(2) });
      expect(await nextDue(store)).toBe(minute(4));
      expect(await claimOne(store, minute(4))).toMatchObject({ key: keys[1], extra: true, asides: 1 });
    });

    test('another is attempted in place of one that ended without the call, which says nothing about it', async () => {
      const { store, keys } = await three(engine);
      await store.settle({ claim: await claimOne(store, minute(2)), as: { kind: 'done' } });
      const next = await claimOne(store, minute(2));
      expect(next).toMatchObject({ key: keys[1], extra: true });
      await store.settle({ claim: next, as: failedWith(2) });
      expect(await claim(store, minute(3))).toEqual([]);
    });

    test('all come back when the call has worked for one that had not failed permanently yet', async () => {
      const { store, id, keys } = await three(engine);
      await owe(store, id, minute(1), announce);
      const as = { kind: 'retry', at: minute(1), why: 'x', call } as const;
      await store.settle({ claim: await claimOne(store, minute(1)), as });
      await store.settle({ claim: await claimOne(store, minute(1)), as: worked });
      expect((await claim(store, minute(1))).map(({ key }) => key)).toEqual(keys);
    });

    test('none comes back that failed with another call, was refused, or has to wait as Slack asked', async () => {
      const { store, id } = await three(engine);
      const others: [Effect, Settlement][] = [
        [{ type: 'set_topic' }, { ...failedWith(2), call: 'conversations.setTopic' }],
        [announce, aside(2, 60)],
        [{ type: 'pin_headline' }, { ...aside(2, 60), asked: true }],
      ];
      for (const [effect, as] of others) {
        await owe(store, id, minute(1), effect);
        await store.settle({ claim: await claimOne(store, minute(1)), as });
      }
      await store.settle({ claim: await claimOne(store, minute(2)), as: worked });
      expect(types(await claim(store, minute(2)))).toEqual(['invite', 'invite']);
    });

    test('one is attempted at startup, and each refused one, one per second, but none that has to wait as Slack asked', async () => {
      const bench = await three(engine);
      const others: [Effect, Settlement][] = [
        [{ type: 'set_topic' }, { ...aside(1, 60), asked: true }],
        [announce, aside(1, 60)],
        [{ type: 'pin_headline' }, aside(1, 60)],
      ];
      for (const [effect, as] of others) {
        await owe(bench.store, bench.id, minute(1), effect);
        await bench.store.settle({ claim: await claimOne(bench.store, minute(1)), as });
      }
      const store = await bench.restart();
      await store.reclaimLeases(minute(1), term);
      const tried = [];
      for (const second of [0, 1, 2, 3]) {
        const now = millisSchema.parse(minute(1) + second * 1_000);
        for (const held of await claim(store, now)) {
          tried.push([second, held.effect.type, held.extra, held.asides]);
          const as = held.effect.type === 'invite' ? failedWith(1, 99) : aside(1, 99);
          await store.settle({ claim: held, as });
        }
      }
      expect(tried).toEqual([
        [0, 'announce', true, 1],
        [1, 'pin_headline', true, 1],
        [2, 'invite', true, 1],
      ]);
      const again = await claim(store, minute(60));
      expect(again.filter(({ extra }) => !extra).map(({ effect, asides }) => [effect.type, asides])).toEqual([
        ['invite', 1],
        ['set_topic', 0],
        ['announce', 1],
        ['pin_headline', 1],
      ]);
    });
  });

  describe('Failed attempts', () => {
    test('are counted as the worker says, and otherwise stay as they were', async () => {
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
