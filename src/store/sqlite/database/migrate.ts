import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { errorMessage } from '../../error-message.ts';
import {
  migrationFiles,
  migrationSql,
  migrationsOf,
  refuseNewer,
  refuseOther,
} from '../../opening/migrations.ts';
import { StoreUnavailable } from '../../store-unavailable.ts';
import { fileStamp } from './backup.ts';
import { connect, type SqliteConnection } from './connect.ts';
import { copyInto } from './copy.ts';
import { databaseFile } from './location.ts';

/** The folder with the SQL of each schema version. */
export const migrationsFolder = migrationsOf('sqlite');

/**
 * Migrates the schema to the newest version: every `NNNN_name.sql` above `PRAGMA user_version`, in order, all in one
 * transaction. A database that isn't empty is copied first, to `<file>.before-NNNN-<time>` in the same folder. Throws
 * StoreUnavailable, with the database unchanged, if a newer program has written it, if the copy can't be made, or if
 * a migration fails.
 */
export const migrate = (db: SqliteConnection, folder = migrationsFolder): void =>
  tryToMigrate(db, folder, 'COMMIT');

/** See `rehearseFirstStart`: migrates the schema of an empty database, and rolls that back. */
export function rehearseOnSqlite(url: string): void {
  const db = connect(databaseFile(url), true);
  try {
    tryToMigrate(db, migrationsFolder, 'ROLLBACK');
  } finally {
    db.close();
  }
}

function tryToMigrate(db: SqliteConnection, folder: string, end: 'COMMIT' | 'ROLLBACK'): void {
  const files = migrationFiles(folder);
  const version = schemaVersion(db);
  refuseNewer(version, files.length);
  const [first] = files.slice(version);
  if (first === undefined) return;
  const copy = version > 0 ? copyBefore(db, first) : null;
  let running = first;
  try {
    db.exec('BEGIN IMMEDIATE');
    for (const [index, name] of files.entries()) {
      if (index < version) continue;
      running = name;
      db.exec(migrationSql(folder, name));
      db.pragma(`user_version = ${index + 1}`);
    }
    db.exec(end);
  } catch (cause) {
    if (db.inTransaction) db.exec('ROLLBACK');
    const kept = copy ? ` A backup from before is at ${copy}.` : '';
    const todo =
      version === 0 ? 'name a file of its own for the bot in DATABASE_URL' : 'start the previous version';
    throw new StoreUnavailable(
      `Couldn't migrate the database ${db.name} from schema ${version} to ${files.length}: ${running} failed (${errorMessage(cause)}). Nothing was changed.${kept} If the disk is full, free up space; otherwise ${todo}.`,
      { cause },
    );
  }
}

/** Throws StoreUnavailable unless the schema is the newest one: only the bot migrates it. */
export const assertCurrent = (db: SqliteConnection): void =>
  refuseOther(schemaVersion(db), migrationFiles(migrationsFolder).length);

/**
 * The copy's path. If startup fails again and again, one copy is kept, because the next one would have the same
 * bytes.
 */
function copyBefore(db: SqliteConnection, next: string): string {
  const prefix = `${db.name}.before-${next.slice(0, 4)}-`;
  const earlier = readdirSync(dirname(db.name))
    .filter((file) => file.startsWith(basename(prefix)) && /Z$/.test(file))
    .map((file) => join(dirname(db.name), file));
  const copy = prefix + fileStamp(Date.now());
  try {
    copyInto(db, copy);
  } catch (cause) {
    throw new StoreUnavailable(
      `The database ${db.name} needs a migration but couldn't be backed up first (${errorMessage(cause)}). Nothing was changed. Free up disk space, then start again.`,
      { cause },
    );
  }
  const same = earlier.find(
    (file) => statSync(file).size === statSync(copy).size && readFileSync(file).equals(readFileSync(copy)),
  );
  if (!same) return copy;
  rmSync(copy);
  return same;
}

const schemaVersion = (db: SqliteConnection): number => Number(db.pragma('user_version', { simple: true }));
