import { isPostgres, withoutPassword } from '../store/database-url.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';

/**
 * The DATABASE_URL of a file. Throws StoreUnavailable for a PostgreSQL database, with how that is copied and put back: by the
 * programs that come with it.
 */
export function fileOnly(url: string): string {
  if (!isPostgres(url)) return url;
  throw new StoreUnavailable(
    `The database ${withoutPassword(url)} is PostgreSQL's, which has its own programs for this. Nothing was changed.
Back up, also while bots run: pg_dump --format=custom --file=FILE "$DATABASE_URL"
Restore, with all bots stopped: pg_restore --clean --if-exists --single-transaction --dbname="$DATABASE_URL" FILE`,
  );
}
