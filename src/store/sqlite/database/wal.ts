import { statSync } from 'node:fs';
import type { SqliteConnection } from './connect.ts';

/**
 * How long the WAL file may stay, bytes: SQLite copies it into the database after 4 MB, and never truncates it on its
 * own.
 */
const keptBytes = 1_000_000;

/** How long after a commit the WAL file is copied into the database, ms: by then the commit has been acknowledged. */
const copiedAfterMs = 250;

/**
 * Copies the WAL file into the database soon after a commit. SQLite does so within the commit that makes the file longer than
 * 4 MB, about every sixtieth command, whose acknowledgement would wait for a thousand pages and two more syncs.
 */
export class Checkpoints {
  readonly #db: SqliteConnection;
  #timer: NodeJS.Timeout | null = null;

  constructor(db: SqliteConnection) {
    this.#db = db;
  }

  /** Copies soon; call it after each commit. */
  soon(): void {
    this.#timer ??= setTimeout(() => this.#copy(), copiedAfterMs).unref();
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
  }

  #copy(): void {
    this.#timer = null;
    try {
      this.#db.pragma('wal_checkpoint(PASSIVE)');
    } catch {
      // Everything stays in the WAL file. Whether the disk is full or broken, the check of the store says.
    }
  }
}

/**
 * Truncates a long WAL file once everything in it is in the database. While someone reads an older snapshot, or
 * another program writes, it stays as it is and nothing waits. Takes 6 ms per MB (measured), which is 25 ms except
 * for a WAL file that a reader held back for hours.
 */
export function shortenLog(db: SqliteConnection): void {
  const log = statSync(`${db.name}-wal`, { throwIfNoEntry: false });
  if (log && log.size > keptBytes) db.pragma('wal_checkpoint(TRUNCATE)');
}

/**
 * Commits a transaction that filled a database, and truncates its WAL file. If the disk has no room for that, everything
 * stays in the WAL file, and is saved all the same.
 */
export function commitAll(db: SqliteConnection): void {
  db.exec('COMMIT');
  try {
    shortenLog(db);
  } catch {
    // A bot tries again every few seconds, and says that the disk is full.
  }
}
