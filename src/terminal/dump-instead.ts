import { withoutPassword } from '../store/database-url.ts';

/** How a PostgreSQL database is copied and put back: by the programs that come with it. */
export const dumpInstead = (
  url: string,
): string => `The database ${withoutPassword(url)} is PostgreSQL's, which has its own programs for this. Nothing was changed.
Back up, also while bots run: pg_dump --format=custom --file=FILE "$DATABASE_URL"
Restore, with all bots stopped: pg_restore --clean --if-exists --single-transaction --dbname="$DATABASE_URL" FILE`;
