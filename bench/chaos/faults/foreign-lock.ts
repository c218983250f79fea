import Database from 'better-sqlite3';

/** Another program that begins to write into the bot's database and takes its time. */
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
   * Holds the database locked for so long, ms; `ended` is called when it lets go, with the time it began. False, and
   * nothing is locked, when somebody else is writing just now.
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

  /** Lets go, if it holds. */
  release(): void {
    clearTimeout(this.#timer);
    this.#db?.close();
    this.#db = null;
  }
}
