import { join } from 'node:path';
import { expect, test } from 'vitest';
import { minute } from '../domain/support/fixtures.ts';
import { open, tell } from './support/orders.ts';
import { openFile, temporaryFolder, withSql } from './support/sqlite.ts';

test("another version's incident row only hides itself, from the list and the figures", async () => {
  const file = join(temporaryFolder(), 'incidents.db');
  const store = openFile(file);
  for (const title of ['Known', 'Newer']) await tell(store, open(title));
  withSql(file, (db) => db.prepare("UPDATE incidents SET severity = 'P9' WHERE id = 2").run());

  expect((await store.list({ open: true, limit: 9 })).map(({ title }) => title)).toEqual(['Known']);
  expect((await store.stats(minute(1))).open).toEqual({ P1: 1 });
});
