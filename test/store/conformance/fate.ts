import { describe, expect, test } from 'vitest';
import type { Millis } from '../../../src/domain/incident/ids.ts';
import type { Claim, Settlement } from '../../../src/store/claims.ts';
import type { Store } from '../../../src/store/store.ts';
import { minute } from '../../domain/support/fixtures.ts';
import type { Engine } from '../support/bench.ts';
import { claimOne, leaseMs, owe, quietIncident, term } from '../support/orders.ts';

const announce = { type: 'announce' } as const;
const lost = (at: Millis) => ({ kind: 'retry', at, why: 'no answer', maybeSent: true }) as const;
const refused = (at: Millis) => ({ kind: 'retry', at, why: 'refused' }) as const;

/** Claims the one effect at a time, while Slack's clock shows another. */
async function claimAt(store: Store, now: Millis, slackNow: Millis | null): Promise<Claim> {
  const room = { people: 1, background: 1, busyLanes: [], held: [] };
  const [only] = await store.claim({ ...room, now, leaseMs, slackNow, term });
  return only ?? expect.fail('nothing was claimed');
}

/** What is known of whether an effect has reached Slack. */
export const fate = (engine: Engine): void => {
  describe('An effect may have been sent', () => {
    test('if an attempt says so, and not because it was attempted', async () => {
      const { store } = await engine.bench();
      await owe(store, await quietIncident(store), minute(0), announce);
      await store.settle({ claim: await claimOne(store, minute(0)), as: refused(minute(1)) });
      const second = await claimOne(store, minute(1));
      expect(second).toMatchObject({ attempts: 2, maybeSent: false });
      await store.settle({ claim: second, as: lost(minute(2)) });
      const third = await claimOne(store, minute(2));
      expect(third.maybeSent).toBe(true);
      await store.settle({ claim: third, as: refused(minute(3)) });
      expect((await claimOne(store, minute(3))).maybeSent).toBe(true);
    });

    test('if its lease ended, or the bot died during it', async () => {
      const bench = await engine.bench();
      await owe(bench.store, await quietIncident(bench.store), minute(0), announce);
      await claimOne(bench.store, minute(0));
      expect((await claimOne(bench.store, minute(1))).maybeSent).toBe(true);
      const store = await bench.restart();
      await store.reclaimLeases(minute(2), term);
      expect((await claimOne(store, minute(2))).maybeSent).toBe(true);
    });

    test('if the bot dies during it after it was queued again', async () => {
      const bench = await engine.bench();
      const id = await quietIncident(bench.store);
      await owe(bench.store, id, minute(0), announce);
      await claimOne(bench.store, minute(0));
      await owe(bench.store, id, minute(0), announce);
      const store = await bench.restart();
      await store.reclaimLeases(minute(0), term);
      expect((await claimOne(store, minute(0))).maybeSent).toBe(true);
    });

    test("no longer, once it's done and queued again", async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(0), announce);
      const held = await claimOne(store, minute(0));
      await owe(store, id, minute(0), announce);
      await store.settle({ claim: held, as: { kind: 'done' } });
      expect((await claimOne(store, minute(0))).maybeSent).toBe(false);
    });

    test.each<[string, (at: Millis) => Settlement]>([
      ['is refused', refused],
      ['is put aside', (at) => ({ kind: 'dead', at, why: 'x', todo: 'y' })],
      ['was not made', (at) => ({ ...refused(at), untried: true })],
    ])('not because it was queued again during an attempt that %s', async (_how, ended) => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(0), announce);
      const held = await claimAt(store, minute(0), minute(100));
      await owe(store, id, minute(0), announce);
      await store.settle({ claim: held, as: ended(minute(0)) });
      const again = await claimAt(store, minute(0), minute(101));
      expect(again).toMatchObject({ maybeSent: false, triedFrom: minute(101) });
      await owe(store, id, minute(0), announce);
      await store.settle({ claim: again, as: lost(minute(0)) });
      const third = await claimAt(store, minute(0), minute(102));
      expect(third).toMatchObject({ maybeSent: true, triedFrom: minute(101) });
      await owe(store, id, minute(0), announce);
      await store.settle({ claim: third, as: ended(minute(0)) });
      expect((await claimAt(store, minute(0), minute(103))).maybeSent).toBe(true);
    });

    test('still, if it was claimed again before the first attempt ended', async () => {
      for (const as of [refused(minute(3)), { kind: 'done' } as const]) {
        const { store } = await engine.bench();
        await owe(store, await quietIncident(store), minute(0), announce);
        const slow = await claimOne(store, minute(0));
        await store.settle({ claim: await claimOne(store, minute(2)), as: refused(minute(3)) });
        await store.settle({ claim: slow, as });
        expect((await claimOne(store, minute(3))).maybeSent).toBe(true);
      }
    });

    test('even if it failed permanently and is queued again, under the ID it had', async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(0), announce);
      const held = await claimOne(store, minute(0));
      await store.settle({
        claim: held,
        as: { kind: 'dead', at: minute(1), why: 'x', todo: 'y', maybeSent: true },
      });
      await owe(store, id, minute(2), announce);
      expect(await claimOne(store, minute(2))).toMatchObject({
        id: held.id,
        maybeSent: true,
        owedAt: held.owedAt,
      });
    });

    test("since the first attempt that may have arrived, by Slack's clock", async () => {
      const { store } = await engine.bench();
      await owe(store, await quietIncident(store), minute(0), announce);
      const first = await claimAt(store, minute(0), minute(100));
      await store.settle({ claim: first, as: refused(minute(1)) });
      const second = await claimAt(store, minute(1), minute(101));
      expect(second.triedFrom).toBe(minute(101));
      await store.settle({ claim: second, as: lost(minute(2)) });
      expect((await claimAt(store, minute(2), minute(102))).triedFrom).toBe(minute(101));
    });

    test("since an unknown time, if Slack's clock wasn't known", async () => {
      const { store } = await engine.bench();
      await owe(store, await quietIncident(store), minute(0), announce);
      await store.settle({ claim: await claimAt(store, minute(0), null), as: lost(minute(1)) });
      expect(await claimAt(store, minute(1), minute(101))).toMatchObject({
        maybeSent: true,
        triedFrom: null,
      });
    });
  });

  test("an effect that failed permanently is attempted at startup, even if it wouldn't come back on its own", async () => {
    const bench = await engine.bench();
    await owe(bench.store, await quietIncident(bench.store), minute(0), announce);
    const held = await claimOne(bench.store, minute(0));
    await bench.store.settle({ claim: held, as: { kind: 'dead', at: minute(0), why: 'x', todo: 'y' } });
    const store = await bench.restart();
    expect(await store.dead()).toHaveLength(1);
    await store.reclaimLeases(minute(1), term);
    expect(await claimOne(store, minute(1))).toMatchObject({ id: held.id, asides: 1 });
  });

  describe('What people were told about an effect', () => {
    const aside = (at: Millis, why: string) => ({ kind: 'dead', at, why, todo: 'y' }) as const;

    test("is known at each further attempt, and forgotten once it's done", async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(0), announce);
      for (const why of ['one', 'other', 'one']) {
        await store.settle({ claim: await claimOne(store, minute(0)), as: aside(minute(0), why) });
        await store.revive(minute(0));
      }
      const again = await claimOne(store, minute(0));
      expect(again.reported).toEqual(['one', 'other']);
      await owe(store, id, minute(0), announce);
      await store.settle({ claim: again, as: { kind: 'done' } });
      expect((await claimOne(store, minute(0))).reported).toEqual([]);
    });

    test('is known even if it was queued again while it failed permanently', async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(0), announce);
      const held = await claimOne(store, minute(0));
      await owe(store, id, minute(0), announce);
      await store.settle({ claim: held, as: aside(minute(0), 'one') });
      expect((await claimOne(store, minute(0))).reported).toEqual(['one']);
    });
  });
};
