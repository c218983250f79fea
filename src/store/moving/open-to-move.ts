import { isPostgres } from '../opening/database-url.ts';
import { openSqliteSource, openSqliteTarget } from '../sqlite/moving.ts';
import { StoreUnavailable } from '../store-unavailable.ts';
import type { Movable, MoveTarget } from './moving.ts';

/**
 * Opens a database to be copied. Throws StoreUnavailable if there is none, if a bot uses it, if it isn't this version's, or
 * if it's damaged.
 */
export async function openToMove(url: string): Promise<Movable> {
  if (!isPostgres(url)) return openSqliteSource(url);
  const { openPostgresSource } = await import('../postgres/moving.ts');
  return openPostgresSource(url);
}

/** Opens a database to be filled, and makes its tables if there are none. Throws StoreUnavailable if a bot uses it. */
export async function openToFill(url: string): Promise<MoveTarget> {
  try {
    if (!isPostgres(url)) return openSqliteTarget(url);
    const { openPostgresTarget } = await import('../postgres/moving.ts');
    return await openPostgresTarget(url);
  } catch (error) {
    throw error instanceof StoreUnavailable ? error.setIn('--to') : error;
  }
}
