import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { adviceFor, isDamage } from '../../error-advice.ts';
import { errorMessage } from '../../error-message.ts';
import { StoreUnavailable } from '../../store-unavailable.ts';

/** A better-sqlite3 connection. */
export type SqliteConnection = Database.Database;

/** How long opening waits for another program's lock, ms: nothing else runs in the process yet. */
const openingWaitsMs = 5_000;

/**
 * A connection's page cache, KiB: SQLite's own default. better-sqlite3 would use 16 MB, which the integrity check at
 * startup fills, for good, with pages that the system caches anyway.
 */
const cachedKib = 2_000;

/**
 * Opens the file, creating it unless it `mustExist`, with the settings of every connection here: WAL, so that readers
 * never wait; `synchronous=FULL`, so that what Slack was told survives a power cut; foreign keys on; and what is deleted is
 * overwritten at once, so that nothing of a forgotten word is left in pages that the index has freed.
 */
export function connect(file: string, mustExist: boolean): SqliteConnection {
  if (mustExist && !existsSync(file))
    throw new StoreUnavailable(
      `There's no database at ${file} yet. The bot creates it when it starts. If it should exist, check DATABASE_URL.`,
    );
  let db: SqliteConnection | null = null;
  try {
    assertOneName(file);
    mkdirSync(dirname(file), { recursive: true });
    db = new Database(file, { timeout: openingWaitsMs });
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('secure_delete = ON');
    db.pragma(`cache_size = -${cachedKib}`);
    return db;
  } catch (cause) {
    db?.close();
    throw cause instanceof StoreUnavailable ? cause : cannotOpen(file, cause);
  }
}

/** A WAL file belongs to a name and not to a file, so programs that use two names of one file would corrupt it. */
function assertOneName(file: string): void {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats?.isFile() && stats.nlink > 1)
    throw new StoreUnavailable(
      `The database ${file} has a second name (a hard link), and programs that use two names for one database corrupt it. Nothing was changed. Remove the other name; \`find -samefile\` shows it.`,
    );
}

/**
 * Throws StoreUnavailable if the database is corrupt or can't be written, so that a bot never starts on one.
 * `examined`: it's known to be sound, so it isn't read, which would take 0.2 s for 200 MB.
 */
export function assertSound(db: SqliteConnection, file: string, examined: boolean): void {
  try {
    const found = examined ? 'ok' : String(db.pragma('quick_check(1)', { simple: true }));
    if (found !== 'ok') throw damaged(file, found);
    // Rewrites the first page unchanged.
    db.transaction(() =>
      db.pragma(`user_version = ${Number(db.pragma('user_version', { simple: true }))}`),
    ).immediate();
  } catch (cause) {
    throw cause instanceof StoreUnavailable ? cause : cannotOpen(file, cause);
  }
}

/** Says why a file can't be opened, and what to do. */
export function cannotOpen(file: string, cause: unknown): StoreUnavailable {
  if (isDamage(cause)) return damaged(file, errorMessage(cause));
  const todo = adviceFor(cause)?.todo;
  return new StoreUnavailable(
    `The database ${file} can't be opened (${errorMessage(cause)}). Check the path in DATABASE_URL, its permissions, and the free disk space.${todo ? ` ${todo}` : ''}`,
    { cause },
  );
}

const damaged = (file: string, found: string): StoreUnavailable =>
  new StoreUnavailable(
    `The database ${file} is corrupt or isn't a database (${found}). Nothing was changed. Restore the latest backup with \`npx intercom-incident restore FILE\`; the corrupt file is kept next to it. Without a backup, check DATABASE_URL.`,
  );
