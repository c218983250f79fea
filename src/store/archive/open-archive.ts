import { isPostgres } from '../opening/database-url.ts';
import { fillSqlite } from '../sqlite/archive/fill-archive.ts';
import { openSqliteArchive } from '../sqlite/archive/read-archive.ts';
import type { Archive, Filling } from './archive.ts';

/**
 * Opens the archive of the database that a DATABASE_URL names, next to running bots. Throws StoreUnavailable if there is
 * none, or if it isn't this version's.
 */
export async function openArchive(url: string): Promise<Archive> {
  if (!isPostgres(url)) return openSqliteArchive(url);
  const { openPostgresArchive } = await import('../postgres/archive/read-archive.ts');
  return openPostgresArchive(url);
}

/**
 * Fills a database that holds no incidents, in one transaction: whatever `work` throws, or if the process dies, it stays
 * empty. An SQLite file is created if there is none. Nothing is owed for what is put in. Throws StoreUnavailable if a bot
 * uses the database, or if it holds incidents.
 */
export async function fillArchive(url: string, work: (into: Filling) => Promise<void>): Promise<void> {
  if (!isPostgres(url)) return fillSqlite(url, work);
  const { fillPostgres } = await import('../postgres/archive/fill-archive.ts');
  return fillPostgres(url, work);
}
