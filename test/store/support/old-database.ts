import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { expect } from 'vitest';
import { migrationsFolder } from '../../../src/store/sqlite/database/migrate.ts';
import { StoreUnavailable } from '../../../src/store/store-unavailable.ts';
import { temporaryFolder, withSql } from './sqlite.ts';

/** The files of all migrations, in order. */
export const migrations = readdirSync(migrationsFolder).sort();

/** What a bot of that time had written, by the schema version in which it could. */
const rowsOf: Readonly<Record<number, string>> = {
  1: `INSERT INTO incidents (id, seq, title, severity, status, commander, channel, channel_name, opened_at, next_update_at)
        VALUES (1, 1, 'Chats hang', 'P1', 'INVESTIGATING', 'U0BOB', 'C0OLD', 'inc-1-chats-hang', 1000, 1801000);
      INSERT INTO channels VALUES ('C0OLD', 1);
      INSERT INTO events VALUES (1, 1, 1000, 'opened', '{"kind":"person","user":"U0ALICE"}',
        '{"type":"opened","title":"Chats hang","severity":"P1","impact":null,"commander":"U0BOB","firstAlert":null,"nextUpdateAt":1801000,"respondBy":901000}');
      INSERT INTO outbox (incident, key, lane, effect, owed_at, due_at)
        VALUES (1, 'wake:1', 'wake:1', '{"type":"wake","due":1801000}', 1000, 1801000);
      INSERT INTO people VALUES ('U0ALICE', 'Alice');`,
  2: `INSERT INTO watch VALUES (1, '{"phase":"suspicious","firstBadAt":5000}');`,
};

/** Gives a new database the schema of an earlier version; `rows`: the SQL that fills it, by the schema version just reached. */
export function toSchema(
  db: Database.Database,
  version: number,
  rows: (reached: number) => string = () => '',
): void {
  for (const [index, name] of migrations.slice(0, version).entries()) {
    db.exec(readFileSync(join(migrationsFolder, name), 'utf8'));
    db.exec(rows(index + 1));
  }
  db.pragma(`user_version = ${version}`);
}

/** A database as the bot of an earlier schema version left it. */
export function written(version: number): { folder: string; file: string } {
  const folder = temporaryFolder();
  const file = join(folder, 'incidents.db');
  withSql(file, (db) => {
    db.pragma('journal_mode = WAL');
    toSchema(db, version, (reached) => rowsOf[reached] ?? '');
  });
  return { folder, file };
}

/** The schema version of a database. */
export const version = (file: string): unknown =>
  withSql(file, (db) => db.pragma('user_version', { simple: true }));

/** The copies that were taken before an upgrade. */
export const copiesIn = (folder: string): string[] =>
  readdirSync(folder).filter((name) => name.includes('.before-'));

/** Why something is not done, in the words of whoever refuses it. */
export function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(StoreUnavailable);
    return error instanceof Error ? error.message : '';
  }
  return expect.fail('it was done');
}
