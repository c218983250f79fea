import { setImmediate } from 'node:timers/promises';
import type { Patience } from '../../patience.ts';

/** How to wait while another program has the database locked, and who is told. */
export type Waiting = {
  /** Resolves after that many ms of real time: another program's lock follows no other clock. */
  readonly pause: (ms: number) => Promise<unknown>;
  /** Called once when work has waited for a second (`true`), and once when it continues (`false`). */
  readonly onLocked: (locked: boolean) => void;
};

/** Between two attempts, ms. */
const pauseMs = 20;
/** Attempts after which an answer comes too late: 1.5 s, of Slack's 3 s. */
const answerTries = 75;
/** Attempts after which the lock is reported: 1 s. */
const tellTries = 50;

type Waiter = { readonly attempt: () => void; readonly fail: (error: unknown) => void; tries: number };

/**
 * Runs work that may find the database locked. SQLite's own waiting would block the whole process, so nothing waits
 * there: work that meets a lock waits here while everything else goes on, and is done in order of arrival.
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
   * Runs `work` right away, or once the lock is gone; it may be started several times but is done once. Rejects with
   * SQLite's SQLITE_BUSY when the patience ends, and with anything else that `work` throws.
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

  /** Retries waiting work, oldest first, until it meets the lock again; returns whether any was done. */
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
      // A long queue must not delay what people are waiting for.
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
