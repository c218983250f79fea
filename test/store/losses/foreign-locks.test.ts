import { expect, test } from 'vitest';
import type { Settlement } from '../../../src/store/claims.ts';
import { NoLongerDelivering } from '../../../src/store/delivery-lease.ts';
import type { Store } from '../../../src/store/store.ts';
import { minute } from '../../domain/support/fixtures.ts';
import { describeWith } from '../../support/describe-with.ts';
import { announce, crashed, incidentsOf, place, settleAll } from '../support/held-rows.ts';
import { leasesAt, termOf } from '../support/leases.ts';
import { changed, claim, open, owe, quietIncident, tell, term } from '../support/orders.ts';
import { lackOfPostgres, withClient } from '../support/postgres.ts';
import { openDatabase } from '../support/postgres-engine.ts';

const failed = (at: number, againAt: number, call: string | null = 'chat.update'): Settlement => ({
  kind: 'dead',
  at: minute(at),
  why: 'x',
  todo: 'y',
  againAt: minute(againAt),
  call,
});

/** What makes both effects claimable again at a time. */
type Return = (store: Store, url: string) => Promise<void>;

const readable = (url: string, is: boolean) =>
  withClient(url, (client) =>
    client.query(`UPDATE outbox SET effect = $1`, [is ? JSON.stringify(announce) : '{"type":"from_later"}']),
  );

const returns: readonly [what: string, before: Return, whileHeld: Return, claimedAt: number][] = [
  [
    'an earlier bot had claimed',
    async (store) => void (await claim(store, minute(0))),
    (store) => store.reclaimLeases(minute(1), term),
    1,
  ],
  [
    'no version has been able to read',
    async (store, url) => {
      await readable(url, false);
      await claim(store, minute(0));
      await readable(url, true);
    },
    (store) => store.reclaimLeases(minute(1), term),
    1,
  ],
  [
    'failed and is tried again at every start',
    async (store) => settleAll(store, await claim(store, minute(0)), failed(0, 60, null)),
    (store) => store.reclaimLeases(minute(1), term),
    2,
  ],
  [
    'failed and comes back at its time',
    async (store) => settleAll(store, await claim(store, minute(0)), failed(0, 16, null)),
    async () => {},
    16,
  ],
  [
    'failed with the same call and is next to be tried',
    async (store) => settleAll(store, await claim(store, minute(0)), failed(0, 60)),
    async () => {},
    3,
  ],
];

describeWith(lackOfPostgres, 'While another session has the row of one effect locked', () => {
  test.each(returns)(
    'a bot delivers another effect that %s, and the locked one later',
    async (_, before, whileHeld, at) => {
      const { url, store, held, other, hold, letGo } = await place();
      await before(store, url);
      await hold();
      await whileHeld(store, url);
      const first = await claim(store, minute(at));
      expect(incidentsOf(first)).toEqual([other]);
      await settleAll(store, first, { kind: 'done' });
      await letGo();
      const later = await claim(store, minute(at + 120));
      expect(incidentsOf(later)).toEqual([held]);
    },
    20_000,
  );

  test('an earlier claim is delivered as possibly sent once the row is free, and only the new bot can settle it', async () => {
    const { url, store, held, hold, letGo } = await place();
    const [old] = await claim(store, minute(0));
    if (!old) return expect.fail('nothing was claimed');
    await withClient(url, (client) => client.query('UPDATE delivery SET term = term + 1'));
    await hold();
    await store.reclaimLeases(minute(0), term + 1);
    expect(incidentsOf(await claim(store, minute(0), [], 16, term + 1))).not.toContain(held);
    await letGo();
    const [again] = await claim(store, minute(0), [], 16, term + 1);
    expect(again).toMatchObject({ subject: { id: held }, maybeSent: true, triedFrom: minute(0) });
    expect(await claim(store, minute(0), [], 16, term + 1)).toEqual([]);
    await expect(store.settle({ claim: old, as: { kind: 'done' } })).rejects.toThrow(NoLongerDelivering);
    if (again) await store.settle({ claim: again, as: { kind: 'done' } });
    expect(await store.pending(held)).toEqual([]);
  }, 20_000);

  test.each([
    ['works again', { kind: 'done', works: 'chat.update' } as const],
    ['was not needed', { kind: 'done' } as const],
  ])(
    'an effect whose call %s is settled, and others that failed with that call come back',
    async (_, as) => {
      const { store, held, other, hold } = await place();
      const third = await quietIncident(store);
      await owe(store, third, minute(0), announce);
      await settleAll(store, await claim(store, minute(0)), failed(0, 60));
      await hold();
      const [first] = await claim(store, minute(3));
      if (!first) return expect.fail('nothing was claimed');
      await store.settle({ claim: first, as });
      const [next] = await claim(store, minute(3));
      expect(next?.subject.id).not.toBe(held);
      expect(incidentsOf([first, ...(next ? [next] : [])]).toSorted()).toEqual([other, third]);
    },
    20_000,
  );

  test('another effect that failed is tried again at once when someone asks, and the locked one when asked once more', async () => {
    const { store, held, other, hold, letGo } = await place();
    await settleAll(store, await claim(store, minute(0)), failed(0, 60));
    await hold();
    expect(await store.revive(minute(1))).toBe(1);
    expect(incidentsOf(await claim(store, minute(1)))).toEqual([other]);
    await letGo();
    expect(await store.revive(minute(1))).toBe(1);
    expect(incidentsOf(await claim(store, minute(1)))).toEqual([held]);
  }, 20_000);

  test("a settlement that waits for it doesn't keep another bot from taking over delivery within five seconds", async () => {
    const { url, store, held, hold, letGo } = await place();
    const { lease, expire } = leasesAt(url);
    const under = termOf(await lease('a').take());
    const own = (await claim(store, minute(0), [], 16, under)).find(({ subject }) => subject.id === held);
    if (!own) return expect.fail('it was not claimed');
    await hold();
    const settled = store.settle({ claim: own, as: { kind: 'retry', at: minute(1), why: 'x' } });
    const refused = expect(settled).rejects.toThrow(NoLongerDelivering);
    await expire();
    const next = lease('b');
    await expect
      .poll(() => next.take().then(termOf, () => null), { timeout: 5_000, interval: 250 })
      .toBe(under + 1);
    await letGo();
    await refused;
  }, 20_000);
});

describeWith(lackOfPostgres, 'While another session has some other row locked', () => {
  test('other payloads that were received long ago are deleted', async () => {
    const { url, store, hold } = await place();
    for (const inboxId of ['view-1', 'view-2']) changed(await tell(store, open(), { inboxId }));
    await hold("SELECT FROM inbox WHERE id = 'view-1' FOR UPDATE");
    await store.forgetInbox(minute(9));
    const { rows } = await withClient(url, (client) => client.query('SELECT id FROM inbox'));
    expect(rows).toEqual([{ id: 'view-1' }]);
  }, 20_000);

  test('the database is writable, even if another bot is stuck in that check', async () => {
    const { store, hold } = await place();
    await hold("INSERT INTO inbox (id, received_at) VALUES ('write check', 0)");
    await store.checkWritable();
  }, 20_000);

  test.each([
    ['has just started', 'SELECT'],
    ['is the first after a crash', crashed],
  ])(
    'a bot that %s can write, and deliver',
    async (_, before) => {
      const { url, held, other, hold } = await place();
      await withClient(url, (client) => client.query(before));
      await hold('SELECT FROM clock FOR UPDATE');
      const store = openDatabase(url);
      changed(await tell(store, open()));
      await store.reclaimLeases(minute(0), term);
      expect(incidentsOf(await claim(store, minute(0)))).toEqual(expect.arrayContaining([held, other]));
    },
    20_000,
  );
});
