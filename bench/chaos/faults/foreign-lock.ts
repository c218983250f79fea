import Database from 'better-sqlite3';

/** Another program that starts a write transaction in the bot's database and takes its time. */
export class ForeignLock {
  readonly #file: string;
  #db: Database.Database | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  get held(): boolean {
    return this.#db !== null;
  }

  /**
   * Holds the database locked for this long, ms; `ended` is called when the lock is released, with the time it started.
   * Returns false, locking nothing, if someone else is writing at this moment.
   */
  hold(forMs: number, ended: (since: number) => void): boolean {
    if (this.#db) return false;
    const since = Date.now();
    try {
      this.#db = new Database(this.#file, { fileMustExist: true, timeout: 0 });
      this.#db.exec('BEGIN IMMEDIATE');
    } catch {
      this.release();
      return false;
    }
    this.#timer = setTimeout(() => {
      this.release();
      ended(since);
    }, forMs);
    return true;
  }

  /** Releases the lock, if held. */
  release(): void {
    clearTimeout(this.#timer);
    this.#db?.close();
    this.#db = null;
  }
}
