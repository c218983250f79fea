/** Another program on the database. */
export type LockingProgram = {
  /** Locks the database in the way of its engine. Throws if someone else is writing. */
  lock(): unknown;
  /** Releases the lock, if it has it, and disconnects. */
  leave(): unknown;
};

/** Another program that locks the bot's database and takes its time. */
export class ForeignLock {
  readonly #start: () => LockingProgram;
  #program: LockingProgram | null = null;
  #timer: NodeJS.Timeout | undefined;

  /** `start`: begins such a program. Throws if there is no database yet. */
  constructor(start: () => LockingProgram) {
    this.#start = start;
  }

  /**
   * Locks the database for this long, ms; calls `ended` when the lock is released, with the time it started. Resolves with false,
   * locking nothing, if someone else is writing.
   */
  async hold(forMs: number, ended: (since: number) => void): Promise<boolean> {
    if (this.#program) return false;
    const since = Date.now();
    try {
      this.#program = this.#start();
      await this.#program.lock();
    } catch {
      await this.release();
      return false;
    }
    this.#timer = setTimeout(() => {
      void this.release().then(() => ended(since));
    }, forMs);
    return true;
  }

  /** Releases the lock, if held. */
  async release(): Promise<void> {
    clearTimeout(this.#timer);
    const program = this.#program;
    this.#program = null;
    await program?.leave();
  }
}
