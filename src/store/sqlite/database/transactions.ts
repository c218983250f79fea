import { isDamage } from '../../error-advice.ts';
import type { Patience } from '../../patience.ts';
import { BusyQueue, type Waiting } from './busy-queue.ts';
import type { SqliteConnection } from './connect.ts';
import { FileNotInPlace, watchedFile } from './file-in-place.ts';

/** Runs the reads and the writing transactions of one connection, each in its turn, and remembers damage. */
export class Transactions {
  readonly #db: SqliteConnection;
  readonly #writers: BusyQueue;
  readonly #readers: BusyQueue;
  readonly #onCommit: () => void;
  readonly #isInPlace: () => boolean;
  #damage: unknown = null;

  /** `onCommit` is called after each commit. */
  constructor(db: SqliteConnection, waiting: Waiting, onCommit: () => void) {
    this.#db = db;
    this.#onCommit = onCommit;
    this.#isInPlace = watchedFile(db.name);
    this.#writers = new BusyQueue(waiting);
    // Reads wait only for their own turn: a lock that blocks writers seldom blocks readers.
    this.#readers = new BusyQueue({ ...waiting, onLocked() {} });
  }

  /** The error by which the store learned that its data is damaged; null while it's sound. */
  get damage(): unknown {
    return this.#damage;
  }

  /** Whether what the store has saved is where the next start looks for it, and sound. */
  get isSound(): boolean {
    return this.#damage === null && this.#isInPlace();
  }

  /** Runs what only reads, or needs no transaction. */
  read<Result>(work: () => Result): Promise<Result> {
    return this.#watched(this.#readers.run(work, 'answer'));
  }

  /**
   * Runs what writes, in one transaction, which may be started again as long as the database is locked. `committed`
   * is called when the transaction has ended, before any other begins.
   */
  write<Result>(
    work: () => Result,
    patience: Patience,
    committed: (result: Result) => void = () => {},
  ): Promise<Result> {
    return this.#watched(
      this.#writers.run(() => {
        if (!this.#isInPlace()) throw new FileNotInPlace("The database's file is no longer where it was.");
        const result = this.#db.transaction(work).immediate();
        committed(result);
        this.#onCommit();
        return result;
      }, patience),
    );
  }

  /** Ends all waiting: the store is closed. */
  close(): void {
    this.#writers.close();
    this.#readers.close();
  }

  /** From damage on, the store is unhealthy. */
  async #watched<Result>(work: Promise<Result>): Promise<Result> {
    try {
      return await work;
    } catch (error) {
      if (isDamage(error)) this.#damage = error;
      throw error;
    }
  }
}
