import { expect, test } from 'vitest';
import type { IncidentId } from '../../../src/domain/incident/ids.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import type { Claim } from '../../../src/store/claims.ts';
import { NoLongerDelivering } from '../../../src/store/delivery-lease.ts';
import { claim as claimRows } from '../../../src/store/postgres/outbox/outbox.ts';
import type { Store } from '../../../src/store/store.ts';
import { minute } from '../../domain/support/fixtures.ts';
import { describeWith } from '../../support/describe-with.ts';
import { announce, incidentsOf, place, settleAll } from '../support/held-rows.ts';
import { claim, open, owe, tell, term } from '../support/orders.ts';
import { lackOfPostgres, transactionsOn, withClient } from '../support/postgres.ts';
import { openDatabase } from '../support/postgres-engine.ts';

/** Two effects that are due in two hours, by a clock that is that much ahead. */
async function placeAhead() {
  const made = await place();
  for (const id of [made.held, made.other]) await owe(made.store, id, minute(120), announce);
  await withClient(made.url, (client) => client.query(`UPDATE clock SET latest = ${minute(120)}`));
  return made;
}

const latestOf = (url: string): Promise<number> =>
  withClient(url, async (client) => Number((await client.query('SELECT latest FROM clock')).rows[0].latest));

const worse = { type: 'change_severity', to: 'P2', why: plainText('One region') } as const;

/** Claims what is due at a minute and does it; whose it was. */
const deliver = async (store: Store, at: number) => {
  const claims = await claim(store, minute(at));
  await settleAll(store, claims, { kind: 'done' });
  return incidentsOf(claims);
};

const setsBack: readonly [who: string, back: (store: Store) => Promise<unknown>][] = [
  ['a bot that takes delivery over', (store) => store.reclaimLeases(minute(0), term)],
  ['the bot that delivers', (store) => store.onClockSetBack(minute(120), minute(0), term)],
];

describeWith(
  lackOfPostgres,
  'While another session has the row of one effect locked, and the clock is set back',
  () => {
    test.each(setsBack)(
      '%s delivers another effect at once, and the locked one once it is free',
      async (_, back) => {
        const { store, held, other, hold, letGo } = await placeAhead();
        await hold();
        await back(store);
        expect(await deliver(store, 0)).toEqual([other]);
        await letGo();
        expect(await deliver(store, 0)).toEqual([held]);
      },
    );

    test('the next bot knows that the locked one is still to be moved', async () => {
      const { url, store, held, other, hold, letGo } = await placeAhead();
      await hold();
      await store.reclaimLeases(minute(0), term);
      await letGo();
      const next = openDatabase(url);
      await next.reclaimLeases(minute(1), term);
      expect((await deliver(next, 1)).toSorted()).toEqual([held, other]);
    });

    test('once more before it is free, the locked one moves by both', async () => {
      const { store, held, other, hold, letGo } = await placeAhead();
      await hold();
      await store.onClockSetBack(minute(120), minute(70), term);
      await store.onClockSetBack(minute(70), minute(0), term);
      expect(await deliver(store, 0)).toEqual([other]);
      await letGo();
      expect(await deliver(store, 0)).toEqual([held]);
    });

    test.each(['again_at', 'extra_at', 'failing_since'])(
      'once more before it is free, its %s moves by the second only if it was changed in between',
      async (time) => {
        const { url, store, held, hold, letGo } = await placeAhead();
        const ofHeld = `WHERE incident = ${held}`;
        await withClient(url, (client) =>
          client.query(`UPDATE outbox SET ${time} = ${minute(180)} ${ofHeld}`),
        );
        await hold();
        await store.onClockSetBack(minute(120), minute(70), term);
        await letGo();
        await hold(`UPDATE outbox SET ${time} = ${minute(100)} ${ofHeld}`);
        await letGo();
        await hold();
        await store.onClockSetBack(minute(70), minute(0), term);
        await letGo();
        expect(await claim(store, minute(-1))).toEqual([]);
        const { rows } = await withClient(url, (client) =>
          client.query(`SELECT due_at::text, ${time}::text AS other FROM outbox ${ofHeld}`),
        );
        expect(rows).toEqual([{ due_at: String(minute(0)), other: String(minute(30)) }]);
      },
    );

    test.each<
      [who: string, late: (store: Store, held: IncidentId, own: Claim | undefined) => Promise<unknown>]
    >([
      [
        'a settlement that waits for it',
        (store, held, claim) =>
          tell(store, worse, {
            ...{ target: held, at: minute(120) },
            ...(claim && { settles: { claim, as: { kind: 'done' } } }),
          }),
      ],
      ['a bot that has not heard of it', (store) => tell(store, open(), { at: minute(120) })],
    ])('%s saves its earlier time, and nothing moves twice, nor for the next bot', async (_, late) => {
      const { url, store, held, other, hold, letGo } = await placeAhead();
      const claims = await claim(store, minute(120));
      await owe(store, other, minute(130), { type: 'check_again' });
      const dueAgain = async () =>
        (await store.pending(other)).find(({ key }) => key.startsWith('check_again'))?.dueAt;
      await hold();
      await store.onClockSetBack(minute(120), minute(60), term);
      const own = claims.find(({ subject }) => subject.id === held);
      const saved = late(store, held, own);
      await letGo();
      await saved;
      expect(await latestOf(url)).toBe(minute(120));
      await claim(store, minute(60));
      expect(await dueAgain()).toBe(minute(70));
      expect(await latestOf(url)).toBe(minute(60));
      await openDatabase(url).reclaimLeases(minute(60), term);
      expect(await dueAgain()).toBe(minute(70));
    });

    test('nothing is left to move if the locked one is gone once it is free', async () => {
      const { url, store, held, hold, letGo } = await placeAhead();
      await hold(`DELETE FROM outbox WHERE incident = ${held}`);
      await store.onClockSetBack(minute(120), minute(0), term);
      await letGo();
      await claim(store, minute(0));
      expect((await withClient(url, (client) => client.query('TABLE times_to_move'))).rows).toEqual([]);
    });

    test('the locked one keeps a time that it was given meanwhile, and one that was promised', async () => {
      const { store, held, other, hold, letGo } = await placeAhead();
      await hold(`UPDATE outbox SET due_at = ${minute(9)} WHERE incident = ${held}`);
      await store.onClockSetBack(minute(120), minute(0), term);
      expect(await deliver(store, 0)).toEqual([other]);
      await letGo();
      expect(await deliver(store, 8)).toEqual([]);
      expect(await deliver(store, 9)).toEqual([held]);
      await owe(store, held, minute(30), { type: 'wake', due: minute(30) });
      await hold();
      await store.onClockSetBack(minute(20), minute(10), term);
      await letGo();
      expect(await deliver(store, 29)).toEqual([]);
      expect(await deliver(store, 30)).toEqual([held]);
    });
  },
);

describeWith(
  lackOfPostgres,
  'While another session has the row of the clock locked, and the clock is set back',
  () => {
    test.each(setsBack)('%s does so at once, and all due times move once it is free', async (_, back) => {
      const { store, held, other, hold, letGo } = await placeAhead();
      await hold('SELECT FROM clock FOR UPDATE');
      await back(store);
      expect(await deliver(store, 0)).toEqual([]);
      await letGo();
      expect((await deliver(store, 0)).toSorted()).toEqual([held, other]);
    });

    test('once more when it is free again, all due times move by both', async () => {
      const { store, held, other, hold, letGo } = await placeAhead();
      await hold('SELECT FROM clock FOR UPDATE');
      await store.onClockSetBack(minute(120), minute(70), term);
      await letGo();
      await store.onClockSetBack(minute(70), minute(0), term);
      expect((await deliver(store, 0)).toSorted()).toEqual([held, other]);
    });
  },
);

describeWith(lackOfPostgres, 'A claim after the clock was set back', () => {
  test.each([
    ['keeps the latest time while all due times are still to be moved', false, 120],
    ['corrects the latest time once all due times are moved', true, 0],
  ])('%s', async (_, isMoved, latest) => {
    const { url } = await placeAhead();
    const nothing = { people: 0, background: 0, busyLanes: [], held: [], leaseMs: 1, slackNow: null };
    await transactionsOn(url).write(
      (sql) => claimRows(sql, { ...nothing, now: minute(0), term }, isMoved),
      'answer',
    );
    expect(await latestOf(url)).toBe(minute(latest));
  });
});

describeWith(lackOfPostgres, 'A bot that no longer delivers', () => {
  test.each<[what: string, work: (store: Store) => Promise<unknown>]>([
    ['takes nothing over', (store) => store.reclaimLeases(minute(60), term)],
    ['claims nothing', (store) => claim(store, minute(60))],
    ['moves no times with the clock', (store) => store.onClockSetBack(minute(120), minute(60), term)],
  ])('%s: the one that does has done so', async (_, work) => {
    const { url, store, other } = await placeAhead();
    await withClient(url, (client) => client.query('UPDATE delivery SET term = term + 1'));
    await openDatabase(url).reclaimLeases(minute(60), term + 1);
    await expect(work(store)).rejects.toThrow(NoLongerDelivering);
    expect((await store.pending(other)).map(({ dueAt }) => dueAt)).toEqual([minute(60)]);
    expect(await latestOf(url)).toBe(minute(60));
  });
});
