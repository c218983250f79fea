import { copyFileSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { StoreUnavailable } from '../../src/store/sqlite/connect.ts';
import { lockFor } from '../../src/store/sqlite/lock.ts';
import { open, tell } from './support/orders.ts';
import { openFile, temporaryFolder, withSql } from './support/sqlite.ts';

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

describe('a database that a bot left in order', () => {
  test('is known at the next start, and at the one after it', async () => {
    const file = await leftInOrder();
    expect(asLeft(file)).toBe(true);
    await openFile(file).close();
    expect(asLeft(file)).toBe(true);
  });

  test('is not known any more while a log lies beside it, as after a kill', async () => {
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
  ])('is not known any more when it %s', async (_how, change) => {
    const file = await leftInOrder();
    change(file);
    expect(asLeft(file)).toBe(false);
  });

  test('is read whole and refused when it was damaged since', async () => {
    const file = await leftInOrder();
    writeFileSync(file, readFileSync(file).fill(0xff, 4096, 5 * 4096));
    expect(() => openFile(file)).toThrow(StoreUnavailable);
    expect(() => openFile(file), 'and stays refused').toThrow(StoreUnavailable);
  });
});

test('a database that nobody has left yet is not known', () => {
  expect(asLeft(join(temporaryFolder(), 'incidents.db'))).toBe(false);
});
