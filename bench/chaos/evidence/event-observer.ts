import Database from 'better-sqlite3';
import { z } from 'zod';

const rows = z.array(z.object({ id: z.number(), seq: z.number() }));
/** How often the record is read, ms. */
const everyMs = 50;

/**
 * Watches the database from outside, with a clock that nobody sets, and notes when each event appeared in it. The bot's
 * own times don't show that while its clock is moved back and forth.
 */
export class EventObserver {
  readonly #file: string;
  readonly #seen = new Map<number, number[]>();
  readonly #timer: NodeJS.Timeout;
  #db: Database.Database | null = null;

  constructor(file: string) {
    this.#file = file;
    this.#timer = setInterval(() => this.look(), everyMs);
  }

  /** Notes what has appeared since the last look. A file that isn't there yet, or can't be read now, is read later. */
  look(): void {
    const now = Date.now();
    try {
      this.#db ??= new Database(this.#file, { readonly: true, fileMustExist: true });
      for (const { id, seq } of rows.parse(this.#db.prepare('SELECT id, seq FROM incidents').all())) {
        const seen = this.#seen.get(id) ?? [];
        while (seen.length < seq) seen.push(now);
        this.#seen.set(id, seen);
      }
    } catch {
      this.#db?.close();
      this.#db = null;
    }
  }

  /** When an event was in the record, UTC ms by the machine's clock, up to 50 ms late; null if it was never seen. */
  at(incident: number, seq: number): number | null {
    return this.#seen.get(incident)?.[seq - 1] ?? null;
  }

  /** How many events of an incident had been seen by a time. */
  countAt(incident: number, time: number): number {
    const seen = this.#seen.get(incident) ?? [];
    const later = seen.findIndex((at) => at > time);
    return later === -1 ? seen.length : later;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#db?.close();
    this.#db = null;
  }
}
