import { chmodSync, closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { z } from 'zod';
import type { SqliteConnection } from './connect.ts';

const countRow = z.object({ n: z.number() });

/** What a finished copy contains: how many incidents, in how many bytes. */
export type Copied = { readonly incidents: number; readonly bytes: number };

/**
 * Writes a consistent copy of a database to `target`, which must not exist, even while others write to it. `VACUUM
 * INTO` reads one snapshot in one statement, so no commit of the bot is cut in half and the copy never has to start
 * over. It's written under another name in the same folder, verified, and renamed. Throws what went wrong, and then
 * leaves nothing behind.
 */
export function copyInto(db: SqliteConnection, target: string): Copied {
  const part = `${target}.${process.pid}.part`;
  try {
    db.prepare('VACUUM INTO ?').run(part);
    chmodSync(part, statSync(db.name).mode);
    const incidents = countIncidents(part);
    toDisk(part);
    if (existsSync(target)) throw new Error(`${target} exists already`);
    renameSync(part, target);
    return { incidents, bytes: statSync(target).size };
  } finally {
    for (const leftover of [part, `${part}-journal`]) rmSync(leftover, { force: true });
  }
}

/** How many incidents a database file contains. Throws if it's corrupt, or not a database of the bot. */
export function countIncidents(file: string): number {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const found = String(db.pragma('integrity_check(1)', { simple: true }));
    if (found !== 'ok') throw new Error(`it's corrupt: ${found}`);
    const known = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'incidents'").get();
    if (!known) throw new Error('it has no incidents table');
    return countRow.parse(db.prepare('SELECT count(*) AS n FROM incidents').get()).n;
  } finally {
    db.close();
  }
}

function toDisk(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
