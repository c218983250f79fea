import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Connection, StoreUnavailable } from './connect.ts';

/** Where the SQL of each schema version lies, beside the built program as beside the source. */
export const migrationsFolder = fileURLToPath(new URL('../../../migrations/sqlite/', import.meta.url));

/**
 * Brings the schema to the newest version: each `NNNN_name.sql` above `PRAGMA user_version` in its own
 * transaction, in order. Refuses a database that a newer program has written.
 */
export function migrate(db: Connection, folder = migrationsFolder): void {
  const files = readdirSync(folder)
    .filter((file) => /^\d{4}_.+\.sql$/.test(file))
    .sort();
  const newest = files.length;
  const version = schemaVersion(db);
  if (version > newest)
    throw new StoreUnavailable(
      `The database has schema ${version}, this program knows ${newest}. Start the newer program, or restore a copy made before the upgrade.`,
    );
  for (const [index, file] of files.entries()) {
    if (index < version) continue;
    const sql = readFileSync(join(folder, file), 'utf8');
    db.transaction(() => {
      // Read again inside the transaction: another process may have come first.
      if (schemaVersion(db) !== index) return;
      db.exec(sql);
      db.pragma(`user_version = ${index + 1}`);
    }).immediate();
  }
}

const schemaVersion = (db: Connection): number => Number(db.pragma('user_version', { simple: true }));
