import Database from 'better-sqlite3';
import type { ForeignLock } from './chaos-database.ts';

/** Another program that starts a write transaction in the bot's file and takes its time. */
export class FileLock implements ForeignLock {
  readonly #file: string;
  #db: Database.Database | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  get held(): boolean {
    return this.#db !== null;
  }

  async hold(forMs: number, ended: (since: number) => void): Promise<boolean> {
    if (this.#db) return false;
    const since = Date.now();
    try {
      this.#db = new Database(this.#file, { fileMustExist: true, timeout: 0 });
      this.#db.exec('BEGIN IMMEDIATE');
    } catch {
      await this.release();
      return false;
    }
    this.#timer = setTimeout(() => {
      void this.release().then(() => ended(since));
    }, forMs);
    return true;
  }

  async release(): Promise<void> {
    clearTimeout(this.#timer);
    this.#db?.close();
    this.#db = null;
  }
}
