import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type TestContext, test } from 'vitest';
import { moved } from '../../src/terminal/move.ts';
import { openFile } from '../store/support/sqlite.ts';
import { smallDisk } from '../support/small-disk.ts';
import { declareMany, exportOf, importInto, newDatabase, written } from './export/support/exports.ts';

/** Fill a new file from another; each returns null, or why it failed. */
const fillings: Readonly<Record<string, (from: string, to: string) => Promise<string | null>>> = {
  async move(from, to) {
    const done = await moved(`file:${from}`, `file:${to}`).catch((error: Error) => ({
      refused: error.message,
    }));
    return 'text' in done ? null : done.refused;
  },
  import: async (from, to) =>
    importInto(to, written(await exportOf(from))).catch((error: Error) => error.message),
};

/** A file with incidents, and a path for a new one on a disk with room for this many times its size. */
async function crowded(times: number, { skip }: TestContext) {
  const from = newDatabase();
  const store = openFile(from);
  for (let count = 0; count < 4; count += 1) await declareMany(store);
  await store.close();
  const disk = smallDisk(Math.round(statSync(from).size * times));
  return { from, to: join(disk ?? skip('Only root makes a small disk.'), 'incidents.db') };
}

test.for(Object.keys(fillings))(
  '%s truthfully says that nothing was saved if the disk is full before the commit',
  async (command, context) => {
    const { from, to } = await crowded(0.5, context);
    expect(await fillings[command]?.(from, to)).toMatch(
      /^Nothing was (?:moved|imported) \(database or disk is full\)\./,
    );
    expect(await openFile(to).list({ open: false, limit: 1, known: 'all' })).toEqual([]);
  },
);

test.for(Object.keys(fillings))(
  '%s truthfully says that all was saved if the disk is full after the commit',
  async (command, context) => {
    const { from, to } = await crowded(1.6, context);
    expect(await fillings[command]?.(from, to)).toBeNull();
    expect(statSync(`${to}-wal`).size).toBeGreaterThan(1_000_000);
    expect(await exportOf(to)).toBe(await exportOf(from));
  },
);
