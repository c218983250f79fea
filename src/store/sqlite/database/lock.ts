import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { StoreUnavailable } from '../../store-unavailable.ts';
import { cannotOpen, type SqliteConnection } from './connect.ts';

/** The right to be the only bot on a database. */
export type Lock = {
  /**
   * Whether the file is unchanged since a clean shutdown: same size and mtime, no WAL file. If so, the integrity
   * check, which reads the whole file, is skipped.
   */
  readonly asLeft: boolean;
  /** Releases the lock. `sound`: the database is closed, and no corruption was found; then its state is noted. */
  release(sound: boolean): void;
};

/** Why a database can't be locked: another bot has it. */
export class DatabaseTaken extends StoreUnavailable {}

const notedRow = z.object({ mark: z.string() }).optional();

/**
 * Takes the right to be the only bot on this database, until it's released or the process ends (the operating system
 * drops the lock, even after a kill). Throws DatabaseTaken right away if another bot has it.
 */
export function lockFor(file: string): Lock {
  const held = hold(file);
  const mark = markOf(file);
  return {
    asLeft: mark !== null && mark === notedMark(held),
    release(sound) {
      try {
        if (sound) note(held, markOf(file));
      } catch {
        // Without the note, the next start reads the whole file.
      } finally {
        held.close();
      }
    },
  };
}

function hold(file: string): SqliteConnection {
  let lock: SqliteConnection | null = null;
  try {
    lock = new Database(`${file}.lock`, { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (cause) {
    lock?.close();
    const taken = cause instanceof Error && 'code' in cause && cause.code === 'SQLITE_BUSY';
    if (!taken) throw cannotOpen(file, cause);
    throw new DatabaseTaken(
      (setting) =>
        `A bot is already using the database ${file}. Nothing was changed. Stop it, or name a different one in ${setting}.`,
      { cause },
    );
  }
}

/** The file's size and mtime; null if there is none, or if a WAL file holds more than the file does. */
function markOf(file: string): string | null {
  const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  return stats && log === 0 ? `${stats.size} bytes at ${stats.mtimeNs} ns` : null;
}

function notedMark(held: SqliteConnection): string | null {
  const noted = held.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'left'").get();
  return noted ? (notedRow.parse(held.prepare('SELECT mark FROM left').get())?.mark ?? null) : null;
}

function note(held: SqliteConnection, mark: string | null): void {
  held.exec('CREATE TABLE IF NOT EXISTS left (mark TEXT NOT NULL); DELETE FROM left');
  if (mark !== null) held.prepare('INSERT INTO left (mark) VALUES (?)').run(mark);
  held.exec('COMMIT');
}
