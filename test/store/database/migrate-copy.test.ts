import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { migrate, migrationsFolder } from '../../../src/store/sqlite/database/migrate.ts';
import { copiesIn, migrations, refusal, version, written } from '../support/old-database.ts';
import { openFile, temporaryFolder, withSql } from '../support/sqlite.ts';

/** The program's migrations, and one more that a test writes. */
function migrationsWith(sql: string): string {
  const folder = join(temporaryFolder(), 'sqlite');
  mkdirSync(folder);
  for (const name of migrations) copyFileSync(join(migrationsFolder, name), join(folder, name));
  writeFileSync(join(folder, '9999_next.sql'), sql);
  return folder;
}

describe('no copy is taken', () => {
  test('of a database that is new', () => {
    const folder = temporaryFolder();
    openFile(join(folder, 'incidents.db'));
    expect(copiesIn(folder)).toEqual([]);
  });

  test('of one that is current', async () => {
    const { folder, file } = written(migrations.length);
    openFile(file);
    expect(copiesIn(folder)).toEqual([]);
  });
});

describe('a migration that fails', () => {
  test('leaves the database as it was, with none of the migrations before it, and names the copy', () => {
    const { folder, file } = written(1);
    const broken = migrationsWith('CREATE TABLE half (id INTEGER); INSERT INTO nowhere VALUES (1);');
    const refused = withSql(file, (db) => refusal(() => migrate(db, broken)));
    const [copy] = copiesIn(folder);
    expect(refused).toContain(`9999_next.sql failed (no such table: nowhere). Nothing was changed.`);
    expect(refused).toContain(`A backup from before is at ${join(folder, copy ?? 'none')}.`);
    expect(version(file)).toBe(1);
    const tables = withSql(file, (db) =>
      db.prepare("SELECT name FROM sqlite_schema WHERE name IN ('half', 'watch')").all(),
    );
    expect(tables).toEqual([]);
  });

  test('again and again keeps one copy', () => {
    const { folder, file } = written(1);
    const broken = migrationsWith('INSERT INTO nowhere VALUES (1);');
    for (let start = 0; start < 3; start += 1) withSql(file, (db) => refusal(() => migrate(db, broken)));
    expect(copiesIn(folder)).toHaveLength(1);
  });
});

test('a database whose copy cannot be made is not migrated', () => {
  const { folder, file } = written(1);
  const refused = withSql(file, (db) => {
    db.exec('BEGIN');
    return refusal(() => migrate(db));
  });
  expect(refused).toMatch(/couldn't be backed up first \(.+\)\. Nothing was changed\./);
  expect(copiesIn(folder)).toEqual([]);
  expect(version(file)).toBe(1);
});
