import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { moved } from '../../src/terminal/move.ts';
import { minute } from '../domain/support/fixtures.ts';
import { place } from '../store/support/held-rows.ts';
import { term } from '../store/support/orders.ts';
import { freshDatabase, lackOfPostgres, withClient } from '../store/support/postgres.ts';
import { openDatabase } from '../store/support/postgres-engine.ts';
import { openFile, temporaryFolder } from '../store/support/sqlite.ts';
import { describeWith } from '../support/describe-with.ts';

/** When what is owed is due, UTC ms. */
const dueIn = (store: Store) => store.pending().then((all) => all.map(({ dueAt }) => dueAt));

describeWith(lackOfPostgres, 'Moving', () => {
  test.each<[to: string, made: () => Promise<string> | string, opened: (url: string) => Store]>([
    [
      'a file',
      () => `file:${join(temporaryFolder(), 'incidents.db')}`,
      (url) => openFile(url.slice('file:'.length)),
    ],
    ['another PostgreSQL', () => freshDatabase('template1'), openDatabase],
  ])('to %s takes along by how much times are still to be moved with the clock', async (_, made, opened) => {
    const { url, store, hold, letGo } = await place();
    await hold();
    await store.onClockSetBack(minute(60), minute(0), term);
    await letGo();
    await store.close();
    const to = await made();
    await moved(url, to);
    expect(await dueIn(opened(to))).toEqual([minute(-60), minute(-60)]);
  });

  test('moves no time by what a database whose effects are gone was still to move', async () => {
    const { url, store } = await place();
    const before = await dueIn(store);
    await store.close();
    const to = await freshDatabase();
    await withClient(to, (client) =>
      client.query(
        `INSERT INTO times_to_move SELECT id, ${minute(0)}, NULL, NULL, NULL, 0, 1, 1, 1, 1 FROM generate_series(1, 9) AS id`,
      ),
    );
    await moved(url, to);
    const copy = openDatabase(to);
    await copy.reclaimLeases(minute(0), term);
    expect(await dueIn(copy)).toEqual(before);
  });
});
