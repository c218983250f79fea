import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openFile, temporaryFolder, withSql } from '../../store/support/sqlite.ts';
import { exportOf, importInto, newDatabase, tablesOf, written } from './support/exports.ts';

const dumps = new URL('../../flows/running/old-databases/', import.meta.url);
const schemas = readdirSync(dumps).filter((name) => name.endsWith('.sql'));

test.each(schemas)('A database of %s is exported and imported event for event', async (name) => {
  const from = join(temporaryFolder(), 'incidents.db');
  withSql(from, (db) => {
    db.pragma('journal_mode = WAL');
    db.exec(readFileSync(new URL(name, dumps), 'utf8'));
    db.pragma(`user_version = ${Number(/\d+/.exec(name)?.[0])}`);
  });
  const before = tablesOf(from, ['events', 'people']);
  await expect(exportOf(from)).rejects.toThrow(/Start this version of the bot once to migrate it\./);
  await openFile(from).close();
  const into = newDatabase();
  const document = await exportOf(from);
  expect(await importInto(into, written(document))).toBeNull();
  expect(await exportOf(into)).toBe(document);
  expect(tablesOf(into, ['events', 'people'])).toEqual(before);
});
