import { setImmediate } from 'node:timers/promises';

/** How waiting is done while another program has the database locked, and who hears of it. */
export type Waiting = {
  /** Resolves after so many ms of real time: a lock of another program knows no other. */
  readonly pause: (ms: number) => Promise<unknown>;
  /** Called once when work has waited for a second (`true`), and once when it goes on (`false`). */
  readonly onLocked: (locked: boolean) => void;
};

/** How long work may wait: as long as Slack leaves for an answer, or as long as the lock is held. */
export type Patience = 'answer' | 'endless';

/** Between two tries, ms. */
const pauseMs = 20;
/** Tries after which an answer comes too late: 1.5 s, of the 3 s that Slack gives. */
const answerTries = 75;
/** Tries after which the lock is told: 1 s. */
const tellTries = 50;

type Waiter = { readonly attempt: () => void; readonly fail: (error: unknown) => void; tries: number };

/**
 * Does work that may find the database locked. SQLite's own waiting would stop the whole process with it, so nothing
 * waits there: what finds a lock waits here, everything else goes on meanwhile, and it is done in the order it came.
 */
export class BusyQueue {
  #waiting: Waiter[] = [];
  readonly #how: Waiting;
  #serving = false;
  #reported = false;

  constructor(how: Waiting) {
    this.#how = how;
  }

  /**
   * Does `work` at once, or when the lock is gone; it may be begun several times and is done once. Rejects with
   * SQLite's SQLITE_BUSY when the patience ends, and with whatever else `work` throws.
   */
  async run<T>(work: () => T, patience: Patience): Promise<T> {
    if (this.#waiting.length === 0)
      try {
        const result = work();
        this.#tell(false);
        return result;
      } catch (error) {
        if (!isLocked(error)) throw error;
      }
    return new Promise((resolve, fail) => {
      const tries = patience === 'answer' ? answerTries : Number.POSITIVE_INFINITY;
      this.#waiting.push({ attempt: () => resolve(work()), fail, tries });
      if (!this.#serving) void this.#serve();
    });
  }

  /** Ends all waiting: the store is closed. */
  close(): void {
    for (const { fail } of this.#waiting.splice(0)) fail(new Error('The store was closed.'));
  }

  async #serve(): Promise<void> {
    this.#serving = true;
    for (let round = 1; this.#waiting.length > 0; round += 1) {
      await this.#how.pause(pauseMs);
      if (await this.#tryAll()) round = 0;
      if (round === tellTries) this.#tell(true);
    }
    this.#serving = false;
  }

  /** Tries what waits, oldest first, until the lock is met again; whether anything was done. */
  async #tryAll(): Promise<boolean> {
    let done = false;
    for (let first = this.#waiting[0]; first; first = this.#waiting[0]) {
      try {
        first.attempt();
      } catch (error) {
        if (isLocked(error)) {
          this.#giveUpLate(error);
          return done;
        }
        first.fail(error);
      }
      this.#tell(false);
      done = true;
      this.#waiting.shift();
      // A long queue must not hold up what people are waiting for.
      await setImmediate();
    }
    return done;
  }

  #giveUpLate(error: unknown): void {
    for (const waiter of this.#waiting) waiter.tries -= 1;
    const late = this.#waiting.filter(({ tries }) => tries <= 0);
    this.#waiting = this.#waiting.filter(({ tries }) => tries > 0);
    for (const { fail } of late) fail(error);
  }

  #tell(locked: boolean): void {
    if (locked === this.#reported) return;
    this.#reported = locked;
    this.#how.onLocked(locked);
  }
}

const isLocked = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^SQLITE_BUSY/.test(String(error.code));
