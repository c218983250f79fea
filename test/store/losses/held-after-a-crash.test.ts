import { cpSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { migrate, migrationsFolder } from '../../../src/store/postgres/database/migrate.ts';
import type { Store } from '../../../src/store/store.ts';
import { minute } from '../../domain/support/fixtures.ts';
import { describeWith } from '../../support/describe-with.ts';
import { announce, crashed, incidentsOf, place, settleAll } from '../support/held-rows.ts';
import { claim, owe, quietIncident, term } from '../support/orders.ts';
import { freshDatabase, lackOfPostgres, withClient } from '../support/postgres.ts';
import { openDatabase } from '../support/postgres-engine.ts';
import { temporaryFolder } from '../support/sqlite.ts';

/** What is claimed at a time, each with whether it's looked for in Slack first. */
const fatesOf = async (store: Store, at: number) =>
  (await claim(store, minute(at))).map(({ subject, maybeSent, triedFrom }) => [
    subject.id,
    maybeSent && triedFrom !== null,
  ]);

/** The migrations of versions that didn't keep what was owed before a crash. */
function earlierMigrations(): string {
  const folder = temporaryFolder();
  const filter = (file: string) => !/^\d{4}_/.test(basename(file)) || basename(file) < '0010';
  cpSync(migrationsFolder, folder, { recursive: true, filter });
  return folder;
}

const oweOne = (key: string) => `INSERT INTO outbox (episode, key, lane, effect, owed_at, due_at)
  VALUES (1, '${key}', '${key}', '{}', 0, 0)`;

describeWith(
  lackOfPostgres,
  'While another session has the row of an effect from before a crash locked',
  () => {
    test('the first bot can write, and delivers another effect as possibly sent, the locked one later, and new ones as usual', async () => {
      const { url, held, other, hold, letGo } = await place();
      await withClient(url, (client) => client.query(crashed));
      await hold();
      const after = openDatabase(url);
      const third = await quietIncident(after);
      await after.reclaimLeases(minute(1), term);
      expect(await fatesOf(after, 1)).toEqual([[other, true]]);
      await letGo();
      expect(await fatesOf(after, 1)).toEqual([[held, true]]);
      await owe(after, third, minute(1), announce);
      expect(await fatesOf(after, 1)).toEqual([[third, false]]);
    }, 20_000);

    test('effects owed since the crash are delivered as usual meanwhile, also by the next bot', async () => {
      const { url, other, hold } = await place();
      await withClient(url, (client) => client.query(crashed));
      await hold();
      for (const known of [[[other, true]], []]) {
        const store = openDatabase(url);
        const since = await quietIncident(store);
        await owe(store, since, minute(1), announce);
        await store.reclaimLeases(minute(1), term);
        const claims = await claim(store, minute(1));
        expect(claims.map(({ subject, maybeSent }) => [subject.id, maybeSent])).toEqual([
          ...known,
          [since, false],
        ]);
        await settleAll(store, claims, { kind: 'done' });
      }
    }, 20_000);

    test.each([
      ['another crash', 'DELETE FROM lineage_mark; UPDATE delivery SET lineage = mark_lineage()'],
      ['a restore of the data alone', "UPDATE clock SET lineage = 'of the dump'"],
    ])(
      'every owed effect may have been sent after %s',
      async (_, happened) => {
        const { url, held, other, hold, letGo } = await place();
        await withClient(url, (client) => client.query(crashed));
        await hold();
        const between = openDatabase(url);
        const since = await quietIncident(between);
        await owe(between, since, minute(1), announce);
        await between.close();
        await withClient(url, (client) => client.query(happened));
        await letGo();
        const next = openDatabase(url);
        await next.reclaimLeases(minute(1), term);
        expect((await fatesOf(next, 1)).toSorted()).toEqual([
          [held, true],
          [other, true],
          [since, true],
        ]);
      },
      20_000,
    );

    test('the next bot claims nothing that may have been sent until it is marked so', async () => {
      const { url, held, other, hold, letGo } = await place();
      await withClient(url, (client) => client.query(crashed));
      await hold();
      const first = openDatabase(url);
      await first.reclaimLeases(minute(1), term);
      await first.close();
      await letGo();
      const next = openDatabase(url);
      await next.reclaimLeases(minute(1), term);
      const claims = await claim(next, minute(1));
      expect(incidentsOf(claims).toSorted()).toEqual([held, other]);
      expect(claims.map(({ maybeSent }) => maybeSent)).toEqual([true, true]);
    }, 20_000);

    test('effects that an earlier version owed meanwhile may have been sent, too, and no later ones', async () => {
      const url = await freshDatabase('template1');
      const fates = 'SELECT maybe_sent FROM outbox ORDER BY id';
      await withClient(url, async (shell) => {
        const known = async () => (await shell.query({ text: fates, rowMode: 'array' })).rows.flat();
        await withClient(url, (client) => migrate(client, earlierMigrations()));
        await shell.query(`INSERT INTO episodes VALUES (1, '{}'); ${crashed}`);
        await shell.query(oweOne('held'));
        await shell.query('BEGIN; SELECT FROM outbox FOR UPDATE');
        await withClient(url, (client) => client.query(oweOne('meanwhile')));
        await withClient(url, (client) => migrate(client));
        await openDatabase(url).checkWritable();
        await withClient(url, (client) => client.query(oweOne('later')));
        expect(await known()).toEqual([0, 1, 0]);
        await shell.query('COMMIT');
        await openDatabase(url).checkWritable();
        expect(await known()).toEqual([1, 1, 0]);
      });
    }, 20_000);
  },
);

describeWith(lackOfPostgres, 'After a crash that left nothing to be marked', () => {
  test.each([0, 1])(
    'every effect may have been sent if the data of a dump from before it is restored, when there were %i effects at the crash',
    async (effects) => {
      const url = await freshDatabase();
      const before = openDatabase(url);
      const id = await quietIncident(before);
      if (effects > 0) await owe(before, id, minute(0), announce);
      await withClient(url, (client) => client.query(crashed));
      const between = openDatabase(url);
      await between.checkWritable();
      const dumped = await quietIncident(between);
      await owe(between, dumped, minute(1), announce);
      await withClient(url, (client) => client.query(crashed));
      const next = openDatabase(url);
      await next.reclaimLeases(minute(1), term);
      expect((await fatesOf(next, 1)).filter(([of]) => of === dumped)).toEqual([[dumped, true]]);
    },
    20_000,
  );
});
