import type { TimeSeen } from '../delivery-lease.ts';
import { rehearseOnSqlite } from '../sqlite/database/migrate.ts';
import { openSqlite } from '../sqlite/sqlite-store.ts';
import type { Store } from '../store.ts';
import { isPostgres } from './database-url.ts';

/** How to open a store: as a bot, or (`exclusive` is false) as the terminal, next to running bots. */
export type StoreOpening = {
  readonly exclusive?: boolean;
  /** Called when another program has held an SQLite file locked for a second, and when it's free again. */
  readonly onLocked?: (locked: boolean) => void;
  /** Called whenever a PostgreSQL has said what time it is. */
  readonly onTimeSeen?: (time: TimeSeen) => void;
};

/**
 * Opens the store that a DATABASE_URL names. A bot migrates its schema; the terminal needs it to be current. Throws
 * StoreUnavailable with what to do.
 */
export async function openStore(url: string, opening: StoreOpening = {}): Promise<Store> {
  if (!isPostgres(url)) return openSqlite(url, opening);
  // Whoever uses SQLite doesn't wait for a client that isn't needed.
  const { openPostgres } = await import('../postgres/open-postgres.ts');
  return openPostgres(url, opening.exclusive === false ? 'terminal' : 'bot', opening.onTimeSeen);
}

/**
 * Tries whether a bot's first start could make its tables in the database at a URL, and leaves it as it was. Throws
 * StoreUnavailable if it couldn't.
 */
export async function rehearseFirstStart(url: string): Promise<void> {
  if (!isPostgres(url)) return rehearseOnSqlite(url);
  const { rehearseOnPostgres } = await import('../postgres/open-postgres.ts');
  await rehearseOnPostgres(url);
}
