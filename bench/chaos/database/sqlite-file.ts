import Database from 'better-sqlite3';
import { z } from 'zod';
import { databaseIn } from '../../../demo/bot-settings.ts';
import type { ChaosDatabase } from './chaos-database.ts';
import { ForeignLock, type LockingProgram } from './foreign-lock.ts';

/** An SQLite file in a folder, which the bot creates. */
export function sqliteFile(folder: string): ChaosDatabase {
  const file = databaseIn(folder);
  let db: Database.Database | null = null;
  const close = () => {
    db?.close();
    db = null;
  };
  return {
    url: `file:${file}`,
    file,
    server: null,
    lock: new ForeignLock(() => writerOf(file)),
    async read(sql, row) {
      try {
        db ??= new Database(file, { readonly: true, fileMustExist: true });
        return z.array(row).parse(db.prepare(sql).all());
      } catch (error) {
        close();
        if (error instanceof z.ZodError) throw error;
        return null;
      }
    },
    async broken() {
      const whole = new Database(file, { readonly: true });
      try {
        const found = JSON.stringify(whole.pragma('integrity_check'));
        return found === '[{"integrity_check":"ok"}]' ? null : found;
      } finally {
        whole.close();
      }
    },
    // It's in the folder anyway.
    async keep() {},
    async close() {
      close();
    },
  };
}

/** A program that starts a write transaction in the file. */
function writerOf(file: string): LockingProgram {
  const db = new Database(file, { fileMustExist: true, timeout: 0 });
  return { lock: () => db.exec('BEGIN IMMEDIATE'), leave: () => db.close() };
}
