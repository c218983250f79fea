import { expect, test } from 'vitest';
import { readFigures } from '../../../src/app/figures/read-figures.ts';
import { needlesIn } from '../../../src/domain/find/terms.ts';
import { anything } from '../../../src/domain/find/wanted.ts';
import type { Store } from '../../../src/store/store.ts';
import { minute } from '../../domain/support/fixtures.ts';
import { episode } from '../../domain/support/watching.ts';
import { describeWith } from '../../support/describe-with.ts';
import { place, settleAll } from '../support/held-rows.ts';
import { changed, claim, open, tell } from '../support/orders.ts';
import { lackOfPostgres, withClient } from '../support/postgres.ts';
import { openDatabase } from '../support/postgres-engine.ts';

const look = (store: Store) => store.watch(minute(2), ({ watch }) => ({ watch, changed: [] }));
const failed = { kind: 'dead', at: minute(1), why: 'x', todo: 'y' } as const;
const declare = async (store: Store) => changed(await tell(store, open())).id;

describeWith(lackOfPostgres, 'A row that another session has locked in PostgreSQL', () => {
  test.each<[string, string, (store: Store) => Promise<unknown>, unknown]>([
    ['the number of the next incident', 'SELECT FROM numbering FOR UPDATE', declare, 3],
    ['monitoring', 'SELECT FROM watch FOR UPDATE', look, false],
    ['a problem that monitoring saw', 'SELECT FROM episodes FOR UPDATE', look, false],
    ['all that failed', 'SELECT FROM outbox FOR UPDATE', (store) => store.revive(minute(2)), 3],
  ])(
    'refuses a change with that reason, and takes it once it is free: %s',
    async (_, text, use, result) => {
      const { url, store, hold, letGo } = await place();
      await store.watch(minute(1), ({ watch }) => ({ watch, changed: [episode()] }));
      await settleAll(store, await claim(store, minute(1)), failed);
      const hurried = openDatabase(url, 2_000);
      await hold(text);
      await expect(use(hurried)).rejects.toMatchObject({ name: 'DatabaseAway', code: '55P03' });
      await letGo();
      expect(await use(hurried)).toBe(result);
    },
    20_000,
  );

  test.each(['SELECT FROM incidents WHERE id = 1 FOR UPDATE', 'SELECT FROM tallies FOR UPDATE'])(
    'keeps nobody from seeing the figures of all incidents: %s',
    async (text) => {
      const { url, hold } = await place();
      const hurried = openDatabase(url, 2_000);
      await hold(text);
      const figures = await readFigures(hurried, { span: '30d', now: minute(9), timeZone: 'UTC' });
      expect(figures.incidents).toMatchObject({ incidents: 2, leftOut: { unread: 0 } });
    },
  );

  test('is added to the index of words once it is free, by the bot that was filling it', async () => {
    const { url, hold, letGo } = await place();
    await withClient(url, (client) => client.query('DELETE FROM search; UPDATE incidents SET searched = 0'));
    const hurried = openDatabase(url, 2_000);
    const found = () =>
      hurried.find({ ...anything, needles: needlesIn('chats') }, { before: null, limit: 9, known: 'all' });
    await hold('SELECT FROM incidents WHERE id = 1 FOR UPDATE');
    expect(await hurried.indexMore()).toBe(true);
    expect(await found()).toMatchObject([{ id: 2 }]);
    await expect(hurried.indexMore()).rejects.toMatchObject({ name: 'DatabaseAway', code: '55P03' });
    await letGo();
    while (await hurried.indexMore());
    expect(await found()).toMatchObject([{ id: 2 }, { id: 1 }]);
  }, 20_000);
});
