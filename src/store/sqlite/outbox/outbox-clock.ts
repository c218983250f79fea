import { z } from 'zod';
import type { Statements } from '../statements.ts';

const latestRow = z.object({ latest: z.number() });

/** A well-kept clock goes back by less than this, ms; the latest time is known this exactly where that's cheap. */
const slewMs = 1_000;
/** How exactly the latest time is known while nothing happens, ms: saving it costs a commit. */
const idleMs = 60_000;

/** The latest time that was seen, and what happens to effects if the clock is set back behind it. */
export class OutboxClock {
  readonly #sql: Statements;

  constructor(sql: Statements) {
    this.#sql = sql;
  }

  /** Saves the latest time, inside a transaction. `writing`: the transaction writes anyway. */
  see(now: number, writing = true): void {
    if (now <= this.latest() + (writing ? slewMs : idleMs)) return;
    this.#keep(now);
  }

  /** See `Store.reclaimLeases`. */
  reclaimLeases(now: number): void {
    this.onClockSetBack(this.latest(), now);
    this.#sql(
      `UPDATE outbox SET due_at = ?, leased = 0, maybe_sent = 1, version = version + 1 WHERE leased = 1`,
    ).run(now);
    this.#sql('UPDATE outbox SET unread = 0, last_error = NULL, todo = NULL WHERE unread = 1').run();
  }

  /** See `Store.onClockSetBack`. */
  onClockSetBack(from: number, to: number): boolean {
    if (from <= to + slewMs) return false;
    this.#sql(
      `UPDATE outbox SET due_at = iif(promised_at > @to, promised_at, due_at - @by), again_at = again_at - @by,
         extra_at = extra_at - @by, failing_since = failing_since - @by`,
    ).run({ to, by: from - to });
    this.#keep(to);
    return true;
  }

  /** UTC ms; to the second if the store is being written to. */
  latest(): number {
    return latestRow.parse(this.#sql('SELECT latest FROM clock').get()).latest;
  }

  #keep(latest: number): void {
    this.#sql('UPDATE clock SET latest = ?').run(latest);
  }
}
