import { expect, test } from 'vitest';
import type { Claim } from '../../../src/store/claims.ts';
import { NoLongerDelivering } from '../../../src/store/delivery-lease.ts';
import type { Store } from '../../../src/store/store.ts';
import { minute } from '../../domain/support/fixtures.ts';
import { describeWith } from '../../support/describe-with.ts';
import { claim, owe, quietIncident } from '../support/orders.ts';
import { freshDatabase, lackOfPostgres, withClient } from '../support/postgres.ts';
import { openDatabase } from '../support/postgres-engine.ts';

const headline = { type: 'sync_headline' } as const;

/** A store with one claimed effect for each of this many incidents. */
async function claimed(incidents: number) {
  const url = await freshDatabase();
  const store = openDatabase(url);
  for (let n = 0; n < incidents; n += 1) await owe(store, await quietIncident(store), minute(0), headline);
  const claims = await claim(store, minute(0));
  expect(claims).toHaveLength(incidents);
  return { url, store, claims };
}

const settleAll = (store: Store, claims: readonly Claim[]) =>
  Promise.all(claims.map((one) => store.settle({ claim: one, as: { kind: 'done' } })));

/** Makes the database record which transactions delete rows of the outbox; the returned function counts them. */
async function countingCommits(url: string): Promise<() => Promise<number>> {
  await withClient(url, (client) =>
    client.query(`CREATE TABLE settled (by xid8);
      CREATE FUNCTION settled() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN INSERT INTO settled VALUES (pg_current_xact_id()); RETURN NULL; END';
      CREATE TRIGGER settled AFTER DELETE ON outbox FOR EACH ROW EXECUTE FUNCTION settled()`),
  );
  return () =>
    withClient(url, async (client) => (await client.query('SELECT DISTINCT by FROM settled')).rowCount ?? 0);
}

describeWith(lackOfPostgres, 'Effects on PostgreSQL that end at the same time', () => {
  test('are settled in one commit, however many there are', async () => {
    const { url, store, claims } = await claimed(12);
    const commits = await countingCommits(url);
    await settleAll(store, claims);
    expect(await commits()).toBe(1);
    expect(await store.pending()).toEqual([]);
  });

  test('are settled in the next commit if they end during one', async () => {
    const { url, store, claims } = await claimed(12);
    const commits = await countingCommits(url);
    const first = settleAll(store, claims.slice(0, 5));
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.all([first, settleAll(store, claims.slice(5))]);
    expect(await commits()).toBe(2);
    expect(await store.pending()).toEqual([]);
  });

  test("don't wait for one that another session has locked, which is settled once it's free", async () => {
    const { url, store, claims } = await claimed(4);
    const [, held, ...others] = claims;
    if (!held) throw new Error('Nothing was claimed.');
    let settled: Promise<void> = Promise.resolve();
    await withClient(url, async (client) => {
      await client.query('BEGIN');
      await client.query('SELECT 1 FROM outbox WHERE id = $1 FOR UPDATE', [held.id]);
      const all = claims.map((one) => store.settle({ claim: one, as: { kind: 'done' } }));
      settled = all[1] ?? settled;
      await Promise.all(all.filter((_, n) => n !== 1));
      expect((await store.pending()).map(({ key }) => key)).toEqual([held.key]);
      expect(others).toHaveLength(2);
      await client.query('COMMIT');
    });
    await settled;
    expect(await store.pending()).toEqual([]);
  });

  test('leave the one in place that was queued again meanwhile', async () => {
    const { store, claims } = await claimed(3);
    const [, again] = claims;
    if (again?.subject.kind !== 'incident') throw new Error('Nothing was claimed.');
    await owe(store, again.subject.id, minute(5), headline);
    await settleAll(store, claims);
    expect(await store.pending()).toEqual([{ key: again.key, dueAt: minute(5) }]);
  });

  test('are all refused once another bot delivers', async () => {
    const { url, store, claims } = await claimed(3);
    await withClient(url, (client) => client.query('UPDATE delivery SET term = term + 1'));
    const results = await Promise.allSettled(
      claims.map((one) => store.settle({ claim: one, as: { kind: 'done' } })),
    );
    for (const result of results)
      expect(result.status === 'rejected' && result.reason).toBeInstanceOf(NoLongerDelivering);
    expect(await store.pending()).toHaveLength(3);
  });

  test('are each settled in the term they were claimed in', async () => {
    const { url, store, claims } = await claimed(4);
    await withClient(url, (client) => client.query('UPDATE delivery SET term = 1'));
    const results = await Promise.allSettled(
      claims.map((one, n) => store.settle({ claim: { ...one, term: n % 2 }, as: { kind: 'done' } })),
    );
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
    expect((await store.pending()).map(({ key }) => key)).toEqual([claims[0]?.key, claims[2]?.key]);
  });
});
