import { z } from 'zod';
import type { ChaosDatabase } from '../database/chaos-database.ts';

const row = z.object({ id: z.number(), seq: z.number() });
/** How often the record is read, ms. */
const everyMs = 50;

/**
 * Watches the database from outside, with a clock that nobody sets, and notes when each event appeared in it. The bot's
 * own times don't show that while its clock is moved back and forth.
 */
export class EventObserver {
  readonly #database: ChaosDatabase;
  readonly #seen = new Map<number, number[]>();
  readonly #timer: NodeJS.Timeout;
  #looking: Promise<void> | null = null;

  constructor(database: ChaosDatabase) {
    this.#database = database;
    this.#timer = setInterval(() => {
      this.#looking ??= this.#look().finally(() => {
        this.#looking = null;
      });
    }, everyMs);
  }

  /** Notes what has appeared since the last look. What can't be read now is read later. */
  async #look(): Promise<void> {
    const now = Date.now();
    for (const { id, seq } of (await this.#database.read('SELECT id, seq FROM incidents', row)) ?? []) {
      const times = this.#seen.get(id) ?? [];
      while (times.length < seq) times.push(now);
      this.#seen.set(id, times);
    }
  }

  /** When an event was in the record, UTC ms by the machine's clock, up to 50 ms late; null if it was never seen. */
  at(incident: number, seq: number): number | null {
    return this.#seen.get(incident)?.[seq - 1] ?? null;
  }

  /** How many events of an incident had been seen by a time. */
  countAt(incident: number, time: number): number {
    const times = this.#seen.get(incident) ?? [];
    const later = times.findIndex((at) => at > time);
    return later === -1 ? times.length : later;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }
}
