import { describe, expect, test } from 'vitest';
import type { Effect } from '../../../src/domain/effects/effects.ts';
import type { IncidentId } from '../../../src/domain/incident/ids.ts';
import type { Store } from '../../../src/store/store.ts';
import { alice, bob, byBot, channel, minute, ts } from '../../domain/support/fixtures.ts';
import type { Engine } from '../support/bench.ts';
import {
  changed,
  claim,
  claimOne,
  leaseMs,
  nextDue,
  owe,
  quietIncident,
  tell,
  term,
  types,
} from '../support/orders.ts';

const headline: Effect = { type: 'sync_headline' };
const announce: Effect = { type: 'announce' };
const change = (of: number): Effect => ({ type: 'post_change', of });
const done = { kind: 'done' } as const;
const later = { kind: 'retry', at: minute(9), why: 'rate limited' } as const;
const dead = { kind: 'dead', at: minute(1), why: 'x', todo: 'y' } as const;

/** Owes something at the start that nobody waits for. */
const oweUnasked = (store: Store, target: IncidentId, effect: Effect) =>
  store.change({
    target,
    inboxId: null,
    at: minute(0),
    decide: (_id, incident) => ({
      incident,
      recorded: [],
      owed: [{ owe: effect, due: minute(0), background: true }],
    }),
  });

/** What runs one after another, what waits for what, and how much runs at once. */
export const lanes = (engine: Engine): void => {
  describe('A lane', () => {
    test('gives only its oldest effect', async () => {
      const { store } = await engine.bench();
      await owe(store, await quietIncident(store), minute(0), change(1), change(2), change(3));
      const first = await claimOne(store, minute(0));
      expect(first.effect).toEqual(change(1));
      await store.settle({ claim: first, as: done });
      expect((await claimOne(store, minute(0))).effect).toEqual(change(2));
    });

    test('waits for its oldest effect if that is to be retried later', async () => {
      const { store } = await engine.bench();
      await owe(store, await quietIncident(store), minute(0), change(1), change(2));
      await store.settle({ claim: await claimOne(store, minute(0)), as: later });
      expect(await claim(store, minute(8))).toEqual([]);
      expect(await nextDue(store)).toBe(minute(9));
      expect(await claimOne(store, minute(9))).toMatchObject({ effect: change(1), attempts: 2 });
    });

    test('that waits blocks no other lane', async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(0), headline);
      await store.settle({ claim: await claimOne(store, minute(0)), as: later });
      await owe(store, id, minute(1), announce);
      await owe(store, await quietIncident(store), minute(1), headline);
      expect(types(await claim(store, minute(1)))).toEqual(['announce', 'sync_headline']);
    });

    test('keeps the place of an effect that is queued again', async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(0), change(1), change(2));
      await owe(store, id, minute(1), change(1));
      expect((await claimOne(store, minute(1))).effect).toEqual(change(1));
    });

    test('continues when its oldest effect is dead', async () => {
      const { store } = await engine.bench();
      await owe(store, await quietIncident(store), minute(0), change(1), change(2));
      await store.settle({ claim: await claimOne(store, minute(0)), as: dead });
      expect((await claimOne(store, minute(1))).effect).toEqual(change(2));
    });

    test("that is busy gives nothing and isn't waited for, even if its effect is due again", async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(0), headline, announce);
      const busy = [`sync_headline:${id}`];
      expect(types(await claim(store, minute(0), busy))).toEqual(['announce']);
      expect(await nextDue(store, [...busy, `announce:${id}`])).toBeNull();
    });

    test('neither gives an effect of a held-back type nor waits for it', async () => {
      const { store } = await engine.bench();
      await owe(store, await quietIncident(store), minute(0), headline, announce);
      const room = { people: 16, background: 16, busyLanes: [], held: ['announce', 'sync_headline'] };
      const some = { ...room, now: minute(0), leaseMs, slackNow: null, term };
      expect(await store.claim(some)).toEqual([]);
      expect(await store.nextDue(room)).toBeNull();
      expect(types(await store.claim({ ...some, held: ['announce'] }))).toEqual(['sync_headline']);
      expect(types(await claim(store, minute(0)))).toEqual(['announce']);
    });

    test("is separate for each invited person: one who can't be invited delays nobody", async () => {
      const { store } = await engine.bench();
      const invite = (user: typeof alice): Effect => ({ type: 'invite', user });
      await owe(store, await quietIncident(store), minute(0), invite(alice), invite(bob));
      expect(await claim(store, minute(0))).toHaveLength(2);
    });
  });

  describe('An effect that waits for another', () => {
    test('runs when that is done', async () => {
      const { store } = await engine.bench();
      await owe(
        store,
        await quietIncident(store),
        minute(0),
        { type: 'ensure_channel' },
        { type: 'set_topic' },
      );
      const first = await claimOne(store, minute(0));
      expect(first.effect.type).toBe('ensure_channel');
      expect(await nextDue(store, [first.lane])).toBeNull();
      await store.settle({ claim: first, as: done });
      expect((await claimOne(store, minute(0))).effect.type).toBe('set_topic');
    });

    test('runs when that failed permanently', async () => {
      const { store } = await engine.bench();
      await owe(store, await quietIncident(store), minute(0), change(1), headline);
      await store.settle({ claim: await claimOne(store, minute(0)), as: dead });
      expect((await claimOne(store, minute(0))).effect).toEqual(change(1));
    });

    test('waits for the first headline, but not for its edits', async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(0), headline, change(1));
      const first = await claimOne(store, minute(0));
      await owe(store, id, minute(0), headline);
      const posted = { type: 'record_headline', channel, ts: ts('1.1') } as const;
      changed(await tell(store, posted, { target: id, by: byBot, settles: { claim: first, as: done } }));
      expect(types(await claim(store, minute(0)))).toEqual(['sync_headline', 'post_change']);
    });

    test('keeps waiting when that is queued again', async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(0), { type: 'ensure_channel' }, headline);
      await owe(store, id, minute(0), headline);
      expect(types(await claim(store, minute(0)))).toEqual(['ensure_channel']);
    });
  });

  describe('Capacity', () => {
    test('goes to what has been due longest', async () => {
      const { store } = await engine.bench();
      const [one, other] = [await quietIncident(store), await quietIncident(store)];
      await owe(store, one, minute(2), announce);
      await owe(store, other, minute(1), announce);
      const [first, ...more] = await claim(store, minute(3), [], 1);
      expect([first?.subject.id, more]).toEqual([other, []]);
      expect((await claimOne(store, minute(3))).subject.id).toBe(one);
    });

    test("is separate for people's work and background work", async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(0), { type: 'check_again' }, { type: 'learn_names' }, announce, headline);
      const some = { now: minute(0), leaseMs, slackNow: null, term, busyLanes: [], held: [] };
      expect(types(await store.claim({ ...some, people: 1, background: 0 }))).toEqual(['announce']);
      expect(types(await store.claim({ ...some, people: 0, background: 1 }))).toEqual(['check_again']);
      const full = { people: 0, background: 0, busyLanes: [], held: [] };
      expect(await store.nextDue(full)).toBeNull();
      expect(await store.nextDue({ ...full, background: 1 })).toBe(minute(0));
    });

    test("is people's for a whole lane as soon as someone waits for something in it", async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      const none = { now: minute(1), leaseMs, slackNow: null, term, busyLanes: [], held: [], background: 0 };
      await oweUnasked(store, id, change(1));
      expect(await store.claim({ ...none, people: 1 })).toEqual([]);
      const paced = { kind: 'retry', at: minute(9), why: 'paced', untried: true } as const;
      await store.settle({ claim: await claimOne(store, minute(0)), as: paced });
      await owe(store, id, minute(1), change(2));
      const [first] = await store.claim({ ...none, people: 1 });
      expect(first).toMatchObject({ effect: change(1), background: false });
    });

    test("is people's also for what was in progress when someone came to wait for it", async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await oweUnasked(store, id, change(1));
      const first = await claimOne(store, minute(0));
      await owe(store, id, minute(0), change(2));
      await store.settle({
        claim: first,
        as: { kind: 'retry', at: minute(9), why: 'paced', untried: true },
      });
      expect(await claimOne(store, minute(1))).toMatchObject({ effect: change(1), background: false });
    });

    test('still waits as long as Slack asked', async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await oweUnasked(store, id, change(1));
      await store.settle({ claim: await claimOne(store, minute(0)), as: later });
      await owe(store, id, minute(1), change(2));
      expect(await claim(store, minute(8))).toEqual([]);
    });
  });
};
