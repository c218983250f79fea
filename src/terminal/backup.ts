import { type Refusal, refuse } from '../domain/incident/refusal.ts';
import { counted } from '../domain/text/text.ts';
import { isPostgres, withoutPassword } from '../store/opening/database-url.ts';
import { backUp, restore } from '../store/sqlite/database/backup.ts';
import type { Printed } from './record.ts';

/** Backs up a database to a new file, or says how that's done. */
export function backedUp(databaseUrl: string, file: string): Printed {
  if (isPostgres(databaseUrl)) return dumpInstead(databaseUrl);
  const { incidents, bytes } = backUp(databaseUrl, file);
  return { text: `${file}: ${holding(incidents, bytes)}, verified.` };
}

/** Replaces a database with a backup, or says how that's done. `now`: UTC ms. */
export function restored(databaseUrl: string, file: string, now: number): Printed {
  if (isPostgres(databaseUrl)) return dumpInstead(databaseUrl);
  const { incidents, bytes, keptAs } = restore(databaseUrl, file, now);
  const kept = keptAs.map((path) => `The previous database is kept as ${path}.`);
  return {
    text: [
      `${databaseUrl}: ${holding(incidents, bytes)}, restored.`,
      ...kept,
      'Start the bot: npm start',
    ].join('\n'),
  };
}

const holding = (incidents: number, bytes: number): string =>
  `${counted(incidents, 'incident')}, ${(bytes / 1e6).toFixed(1)} MB`;

/** How a PostgreSQL database is copied and put back: by the programs that come with it. */
const dumpInstead = (url: string): Refusal =>
  refuse(`The database ${withoutPassword(url)} runs on PostgreSQL, which has its own programs for this. Nothing was changed.
Back up, also while bots run: pg_dump --format=custom --file=FILE "$DATABASE_URL"
Restore, with all bots stopped: pg_restore --clean --if-exists --single-transaction --dbname="$DATABASE_URL" FILE`);
