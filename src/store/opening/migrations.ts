import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageFolder } from '../../package.ts';
import { StoreUnavailable } from '../store-unavailable.ts';

/** The folder with the SQL of each schema version of an engine. */
export const migrationsOf = (engine: 'sqlite' | 'postgres'): string =>
  fileURLToPath(new URL(`migrations/${engine}/`, packageFolder));

/** The files `NNNN_name.sql` of a folder in order: the first leads to schema 1. */
export const migrationFiles = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => /^\d{4}_.+\.sql$/.test(file))
    .sort();

/** The SQL of one of them. */
export const migrationSql = (folder: string, name: string): string =>
  readFileSync(join(folder, name), 'utf8');

/** Throws StoreUnavailable if a newer program has written a database. */
export function refuseNewer(version: number, newest: number): void {
  if (version > newest)
    throw new StoreUnavailable(
      `The database has schema ${version}, but this version only knows ${newest}. Start the newer version, or restore a backup from before the upgrade.`,
    );
}

/** A database without any of the bot's tables, which its first start makes. */
export class NoTablesYet extends StoreUnavailable {
  constructor() {
    super(
      (setting) =>
        `The database has none of the bot's tables yet. The bot makes them when it starts. If it should have them, check ${setting}.`,
    );
  }
}

/** Throws StoreUnavailable unless a database has the newest schema, NoTablesYet if it has none: only the bot migrates it. */
export function refuseOther(version: number, newest: number): void {
  refuseNewer(version, newest);
  if (version === 0) throw new NoTablesYet();
  if (version < newest)
    throw new StoreUnavailable(
      `The database has schema ${version}, but this version needs ${newest}. Start this version of the bot once to migrate it.`,
    );
}
