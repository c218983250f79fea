import {
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { backUp, restore } from '../../../src/store/sqlite/database/backup.ts';
import { lockFor } from '../../../src/store/sqlite/database/lock.ts';
import { StoreUnavailable } from '../../../src/store/store-unavailable.ts';
import { open, tell } from '../support/orders.ts';
import { openFile, temporaryFolder, withSql } from '../support/sqlite.ts';

/** Whether the next start would take the file for what was left. */
function asLeft(file: string): boolean {
  const lock = lockFor(file);
  lock.release(false);
  return lock.asLeft;
}

/** The file of a bot that has worked and stopped in order. */
async function leftInOrder(): Promise<string> {
  const file = join(temporaryFolder(), 'incidents.db');
  const store = openFile(file);
  for (let n = 0; n < 40; n += 1) await tell(store, open(`Chats hang ${n}`));
  await store.close();
  return file;
}

describe('A database after a clean shutdown', () => {
  test('is recognized at the next start, and at the one after it', async () => {
    const file = await leftInOrder();
    expect(asLeft(file)).toBe(true);
    await openFile(file).close();
    expect(asLeft(file)).toBe(true);
  });

  test('is no longer recognized while a WAL file is next to it, as after a kill', async () => {
    const file = await leftInOrder();
    const store = openFile(file);
    copyFileSync(`${file}-wal`, `${file}.saved`);
    await store.close();
    copyFileSync(`${file}.saved`, `${file}-wal`);
    expect(asLeft(file)).toBe(false);
  });

  test.each<[string, (file: string) => void]>([
    ['was written to by another program', (file) => withSql(file, (db) => db.exec('CREATE TABLE more (x)'))],
    ['has another time of change', (file) => utimesSync(file, 1_700_000_000, 1_700_000_000)],
    [
      'was cut',
      (file) =>
        writeFileSync(file, readFileSync(file).subarray(0, Math.floor(readFileSync(file).length / 2))),
    ],
    ['has lost its note', (file) => writeFileSync(`${file}.lock`, '')],
  ])('is no longer recognized when it %s', async (_how, change) => {
    const file = await leftInOrder();
    change(file);
    expect(asLeft(file)).toBe(false);
  });

  test('is read whole and refused if it was corrupted since', async () => {
    const file = await leftInOrder();
    writeFileSync(file, readFileSync(file).fill(0xff, 4096, 5 * 4096));
    expect(() => openFile(file)).toThrow(StoreUnavailable);
    expect(() => openFile(file), 'and stays refused').toThrow(StoreUnavailable);
  });
});

test("a database without a clean shutdown isn't recognized", () => {
  expect(asLeft(join(temporaryFolder(), 'incidents.db'))).toBe(false);
});

describe('the lock of a database', () => {
  const anotherBot = /A bot is already using the database/;

  /** A folder with the real folder `a` in it. */
  function place(): string {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'a'));
    return folder;
  }

  test.each<[string, (folder: string) => string]>([
    [
      'a link to the file',
      (folder) => {
        symlinkSync(join(folder, 'a', 'incidents.db'), join(folder, 'link.db'));
        return join(folder, 'link.db');
      },
    ],
    [
      'a relative link to a link',
      (folder) => {
        symlinkSync('a/incidents.db', join(folder, 'first.db'));
        symlinkSync('first.db', join(folder, 'second.db'));
        return join(folder, 'second.db');
      },
    ],
    [
      'a link to its folder',
      (folder) => {
        symlinkSync(join(folder, 'a'), join(folder, 'b'));
        return join(folder, 'b', 'incidents.db');
      },
    ],
    ['a path with detours', (folder) => `${folder}/a/../a/./incidents.db`],
  ])('holds against a second bot that comes by %s, whoever came first', async (_how, way) => {
    const folder = place();
    const real = join(folder, 'a', 'incidents.db');
    const other = way(folder);
    const first = openFile(other);
    await tell(first, open());
    expect(() => openFile(real)).toThrow(anotherBot);
    await first.close();
    openFile(real);
    expect(() => openFile(other)).toThrow(anotherBot);
  });

  test('is next to the real file, and so is its WAL file', async () => {
    const folder = place();
    symlinkSync(join(folder, 'a', 'incidents.db'), join(folder, 'link.db'));
    await tell(openFile(join(folder, 'link.db')), open());
    expect(readdirSync(folder).sort()).toEqual(['a', 'link.db']);
  });

  test('is the same for a restore by a link, which leaves the link in its place', async () => {
    const folder = place();
    const real = join(folder, 'a', 'incidents.db');
    const link = join(folder, 'link.db');
    symlinkSync(real, link);
    const store = openFile(real);
    await tell(store, open('Before'));
    backUp(`file:${link}`, join(folder, 'backup.db'));
    await tell(store, open('After'));
    expect(() => restore(`file:${link}`, join(folder, 'backup.db'), 0)).toThrow(anotherBot);
    await store.close();
    restore(`file:${link}`, join(folder, 'backup.db'), 0);
    expect(realpathSync(link)).toBe(real);
    expect(await openFile(link).list({ open: true, limit: 9 })).toMatchObject([{ title: 'Before' }]);
  });

  test('leaves no way to back up a database onto itself through a link', async () => {
    const folder = place();
    const real = join(folder, 'a', 'incidents.db');
    await openFile(real).close();
    symlinkSync(join(folder, 'a'), join(folder, 'b'));
    expect(() => backUp(`file:${real}`, join(folder, 'b', 'incidents.db-wal'))).toThrow(
      /is part of the database itself/,
    );
  });

  test('cannot hold against a hard link, so a file with two names is not opened at all', async () => {
    const folder = place();
    const real = join(folder, 'a', 'incidents.db');
    await openFile(real).close();
    linkSync(real, join(folder, 'other.db'));
    for (const exclusive of [true, false])
      expect(() => openFile(real, { exclusive })).toThrow(
        /has a second name \(a hard link\).*Remove the other name/,
      );
  });

  test("can't be taken through a link to itself, and the database is reported as unreachable", () => {
    const folder = place();
    symlinkSync(join(folder, 'one.db'), join(folder, 'two.db'));
    symlinkSync(join(folder, 'two.db'), join(folder, 'one.db'));
    expect(() => openFile(join(folder, 'one.db'))).toThrow(StoreUnavailable);
  });
});
