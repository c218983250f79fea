import { copyFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lockFor } from '../../../src/store/sqlite/database/lock.ts';
import { open, tell } from '../support/orders.ts';
import { openFile, temporaryFolder } from '../support/sqlite.ts';

const lost = { name: 'FileNotInPlace', code: 'FILE_NOT_IN_PLACE' };

/** The store of a bot with one incident, and its file. */
async function place() {
  const file = join(temporaryFolder(), 'incidents.db');
  const store = openFile(file);
  await tell(store, open());
  return { store, file };
}

describe('A store whose file is no longer where it was opened', () => {
  test.each<[string, (file: string) => void]>([
    ['deleted', (file) => rmSync(file)],
    ['moved', (file) => renameSync(file, `${file}.old`)],
    [
      'replaced by a copy',
      (file) => {
        copyFileSync(file, `${file}.copy`);
        renameSync(`${file}.copy`, file);
      },
    ],
    ['without its WAL file', (file) => rmSync(`${file}-wal`)],
    [
      'with another WAL file',
      (file) => {
        rmSync(`${file}-wal`);
        writeFileSync(`${file}-wal`, '');
      },
    ],
  ])('(%s) saves nothing, because the next start would not find it', async (_how, act) => {
    const { store, file } = await place();
    act(file);
    await expect(tell(store, open('Second'))).rejects.toMatchObject(lost);
    await expect(store.checkWritable()).rejects.toMatchObject(lost);
    expect(await store.list({ open: true, limit: 5 })).toHaveLength(1);
  });

  test('goes on once the file is back', async () => {
    const { store, file } = await place();
    renameSync(file, `${file}.old`);
    await expect(tell(store, open('Second'))).rejects.toMatchObject(lost);
    renameSync(`${file}.old`, file);
    await tell(store, open('Second'));
    expect(await store.list({ open: true, limit: 5 })).toHaveLength(2);
  });

  test('ends all the same if nothing can be looked at there', async () => {
    const { store, file } = await place();
    renameSync(file, `${file}.old`);
    symlinkSync(file, file);
    await expect(tell(store, open('Second'))).rejects.toMatchObject(lost);
    await store.close();
    rmSync(file);
    renameSync(`${file}.old`, file);
    expect(await openFile(file).list({ open: true, limit: 5 })).toHaveLength(1);
  });

  test("doesn't note at its end that whatever is there now was left in order", async () => {
    const { store, file } = await place();
    renameSync(file, `${file}.old`);
    rmSync(`${file}-wal`);
    copyFileSync(`${file}.old`, file);
    await store.close();
    const lock = lockFor(file);
    lock.release(false);
    expect(lock.asLeft).toBe(false);
  });
});
