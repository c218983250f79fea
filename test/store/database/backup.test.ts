import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { backUp, fileStamp, restore } from '../../../src/store/sqlite/database/backup.ts';
import { StoreUnavailable } from '../../../src/store/store-unavailable.ts';
import { alice, minute } from '../../domain/support/fixtures.ts';
import { changed, open, tell } from '../support/orders.ts';
import { openFile, temporaryFolder, withSql } from '../support/sqlite.ts';

/** A database with one incident under a running bot, and a path beside it for its backup. */
async function bot() {
  const folder = temporaryFolder();
  const file = join(folder, 'incidents.db');
  const store = openFile(file);
  const { id } = changed(await tell(store, open('Chats hang'), { at: minute(0) }));
  await store.rememberPerson(alice, 'Alice');
  return { folder, file, url: `file:${file}`, store, id, backup: join(folder, 'backup.db') };
}

/** The sentence of a StoreUnavailable; fails for anything else. */
function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(StoreUnavailable);
    return error instanceof Error ? error.message : '';
  }
  return expect.fail('it was done');
}

const filesIn = (folder: string) => readdirSync(folder).sort();
/** Without the bot's lock, which a restore takes. */
const databaseIn = (folder: string) => filesIn(folder).filter((name) => !name.endsWith('.lock'));

describe('a backup', () => {
  test('is made while a bot runs, contains everything committed, and is one complete file', async () => {
    const { store, url, backup, id, folder } = await bot();
    expect(backUp(url, backup)).toMatchObject({ incidents: 1, bytes: expect.any(Number) });
    expect(filesIn(folder).filter((name) => name.startsWith('backup'))).toEqual(['backup.db']);
    const copy = openFile(backup);
    expect(await copy.events(id)).toEqual(await store.events(id));
    expect(await copy.pending()).toEqual(await store.pending());
  });

  test('contains nothing of an unfinished commit', async () => {
    const { url, backup, file } = await bot();
    withSql(file, (db) => {
      db.exec("BEGIN IMMEDIATE; UPDATE incidents SET title = 'half written'");
      backUp(url, backup);
      db.exec('ROLLBACK');
    });
    expect(withSql(backup, (db) => db.prepare('SELECT title FROM incidents').pluck().get())).toBe(
      'Chats hang',
    );
  });

  test.each<[string, RegExp, (target: string) => void]>([
    ['a file that exists', /already exists, and backups never overwrite/, (to) => writeFileSync(to, 'mine')],
    ['a folder', /is a folder\. Choose a file name in it/, (to) => mkdirSync(to)],
    [
      'a folder that is not there',
      /^There's no folder .*Create it/,
      (to) => rmSync(dirname(to), { recursive: true }),
    ],
  ])('over %s is refused, and nothing is touched', async (_name, sentence, prepare) => {
    const { url, folder } = await bot();
    mkdirSync(join(folder, 'backups'));
    const target = join(folder, 'backups', 'backup.db');
    prepare(target);
    const before = existsSync(dirname(target)) && filesIn(dirname(target));
    expect(refusal(() => backUp(url, target))).toMatch(sentence);
    expect(existsSync(dirname(target)) && filesIn(dirname(target))).toEqual(before);
  });

  test.each(['', '-wal', '-shm', '.lock'])("over the database's own file%s is refused", async (end) => {
    const { url, file, store } = await bot();
    await store.close();
    expect(refusal(() => backUp(url, file + end))).toMatch(/is part of the database itself/);
  });

  test('without a database is refused', () => {
    const folder = temporaryFolder();
    expect(refusal(() => backUp(`file:${join(folder, 'none.db')}`, join(folder, 'b.db')))).toMatch(
      /There's no database at/,
    );
    expect(filesIn(folder)).toEqual([]);
  });

  test("of a file that isn't the bot's database is refused and leaves no file", () => {
    const folder = temporaryFolder();
    const file = join(folder, 'other.db');
    withSql(file, (db) => db.exec('CREATE TABLE cats (name TEXT)'));
    expect(refusal(() => backUp(`file:${file}`, join(folder, 'backup.db')))).toMatch(
      /^No backup was made \(it has no incidents table\)\. Nothing was changed\./,
    );
    expect(filesIn(folder).filter((name) => name.startsWith('backup'))).toEqual([]);
  });
});

describe('a restore', () => {
  test('brings back incidents, names, pending effects, and reminders as they were', async () => {
    const { store, url, backup, id, file } = await bot();
    const [events, pending] = [await store.events(id), await store.pending()];
    backUp(url, backup);
    await tell(store, { type: 'resolve', fix: null }, { target: id, at: minute(5) });
    await tell(store, open('After the backup'), { at: minute(6) });
    await store.close();

    const { incidents, keptAs } = restore(url, backup, minute(9));
    expect(incidents).toBe(1);
    const restored = openFile(file);
    expect(await restored.events(id)).toEqual(events);
    expect(await restored.pending()).toEqual(pending);
    expect(pending.map(({ key }) => key)).toContain(`wake:${id}`);
    expect(await restored.people([alice])).toEqual(new Map([[alice, 'Alice']]));
    expect(await openFile(keptAs[0] ?? '').list({ open: false, limit: 9 })).toHaveLength(2);
  });

  test("after a kill doesn't replay the old WAL file into the restored file, and can be undone", async () => {
    const running = await bot();
    backUp(running.url, running.backup);
    await tell(running.store, open('Only in the log'), { at: minute(6) });
    const killed = join(temporaryFolder(), 'incidents.db');
    for (const end of ['', '-wal', '-shm']) copyFileSync(running.file + end, killed + end);

    const { keptAs } = restore(`file:${killed}`, running.backup, minute(9));
    expect(keptAs).toHaveLength(3);
    const restored = openFile(killed);
    expect(await restored.list({ open: false, limit: 9 })).toHaveLength(1);
    await restored.close();

    restore(`file:${killed}`, keptAs.at(-1) ?? '', minute(10));
    expect(await openFile(killed).list({ open: false, limit: 9 })).toHaveLength(2);
  });

  test.each(['', '-wal'])(
    "that can't rename the file%s has changed nothing, and loses no commit",
    async (end) => {
      const running = await bot();
      backUp(running.url, running.backup);
      await tell(running.store, open('Only in the log'), { at: minute(6) });
      const killed = join(temporaryFolder(), 'incidents.db');
      for (const part of ['', '-wal', '-shm']) copyFileSync(running.file + part, killed + part);
      // A folder is in the way.
      mkdirSync(`${killed}.replaced-${fileStamp(minute(9))}${end}`);
      const before = databaseIn(dirname(killed));

      expect(refusal(() => restore(`file:${killed}`, running.backup, minute(9)))).toMatch(
        /wasn't restored \(.*\)\. Nothing was changed\./,
      );
      expect(databaseIn(dirname(killed))).toEqual(before);
      expect(await openFile(killed).list({ open: false, limit: 9 })).toHaveLength(2);
    },
  );

  test('by hand works after a kill if the WAL file and its index are removed', async () => {
    const running = await bot();
    backUp(running.url, running.backup);
    await tell(running.store, open('Only in the log'), { at: minute(6) });
    const killed = join(temporaryFolder(), 'incidents.db');
    for (const end of ['', '-wal', '-shm']) copyFileSync(running.file + end, killed + end);
    copyFileSync(running.backup, killed);
    for (const end of ['-wal', '-shm']) rmSync(killed + end);
    expect(await openFile(killed).list({ open: false, limit: 9 })).toHaveLength(1);
  });

  test('onto a running bot is refused', async () => {
    const { url, backup, store, id } = await bot();
    backUp(url, backup);
    expect(refusal(() => restore(url, backup, minute(9)))).toMatch(/^A bot is already using the database/);
    expect(await store.incident(id)).toMatchObject({ kind: 'found' });
  });

  test('where there is no database yet makes one', async () => {
    const { url, backup, id } = await bot();
    backUp(url, backup);
    const file = join(temporaryFolder(), 'data', 'incidents.db');
    expect(restore(`file:${file}`, backup, minute(9)).keptAs).toEqual([]);
    expect(await openFile(file).incident(id)).toMatchObject({ kind: 'found' });
  });

  test.each<[string, (backup: string) => void]>([
    ['a damaged backup', (file) => writeFileSync(file, 'x'.repeat(10_000))],
    ['a missing backup', (file) => rmSync(file)],
    [
      'another program’s database',
      (file) => {
        rmSync(file);
        withSql(file, (db) => db.exec('CREATE TABLE cats (name TEXT)'));
      },
    ],
  ])('of %s is refused, and the database is as it was', async (_name, spoil) => {
    const { url, backup, store, file, id, folder } = await bot();
    backUp(url, backup);
    await store.close();
    spoil(backup);
    const before = filesIn(folder);
    expect(refusal(() => restore(url, backup, minute(9)))).toMatch(
      /(?:wasn't restored|There's no file).* Nothing was changed\./,
    );
    expect(filesIn(folder)).toEqual(before);
    expect(await openFile(file).incident(id)).toMatchObject({ kind: 'found' });
  });
});
