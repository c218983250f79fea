import { z } from 'zod';
import type { IncidentId } from '../../../domain/incident/ids.ts';
import type { Claim, Settlement } from '../../claims.ts';
import type { Statements } from '../statements.ts';
import type { OutboxClock } from './outbox-clock.ts';

type Dead = Extract<Settlement, { kind: 'dead' }>;

const triedRows = z.array(z.object({ call: z.string().nullable() }));

/** What a revived row forgets. */
const alive = 'dead_at = NULL, todo = NULL, last_error = NULL, asked = 0, version = version + 1';

/** What it also forgets if an event wants it again. */
const wantedAnew = `${alive}, again_at = NULL, extra_at = NULL, failed_with = NULL, asides = 0, failed_tries = 0,
  failing_since = NULL`;

/**
 * How long after a failed attempt the next extra attempt can be, ms: two minutes, and after the schedule's first
 * hours as many times that as there were hours, up to an hour. So nothing is late by more than a thirtieth of what
 * delayed it, and what never works costs little.
 */
const extraAfter = '120000 * max(1, min(30, asides - 2))';

/** And after a moment in which the call worked, ms. */
const extraAfterWorked = 120_000;

/**
 * Whose turn it is: the one attempted longest ago. Reports of setbacks come last, because the setback may be over by
 * then.
 */
const turn = "dead_at + iif(key GLOB 'tell_setback:*', 1e15, 0)";

/** When the first dead effect comes back, for a query that finds the earliest of several times. */
export const nextBack = `SELECT min(again_at) FROM outbox
    WHERE dead_at IS NOT NULL AND again_at IS NOT NULL AND :people + :background > 0
  UNION ALL SELECT min(extra_at) FROM outbox
    WHERE dead_at IS NOT NULL AND extra_at IS NOT NULL AND :people + :background > 0`;

/**
 * The SQL of dead effects, and how they come back: by the schedule, or for an extra attempt that the schedule doesn't
 * count.
 */
export class OutboxAside {
  readonly #sql: Statements;
  readonly #clock: OutboxClock;

  constructor(sql: Statements, clock: OutboxClock) {
    this.#sql = sql;
    this.#clock = clock;
  }

  /** Marks it as dead, unless it has been queued again meanwhile; people are told now in either case. */
  put({ id, version }: Claim, { at, why, todo, againAt = null, asked = false, call = null }: Dead): void {
    this.#sql(
      `UPDATE outbox SET told = json_insert(told, '$[#]', @why)
         WHERE id = @id AND NOT EXISTS (SELECT 1 FROM json_each(told) WHERE value = @why)`,
    ).run({ id, why });
    // A row that knows when the schedule brings it back had an extra attempt, and a row without the time of the next
    // one had it because the call worked: if it fails once more, either it has a problem of its own, or the call
    // worked only for a moment.
    this.#sql(
      `UPDATE outbox SET dead_at = @at, last_error = @why, todo = @todo, leased = 0, failed_tries = 0,
         failing_since = NULL, asked = @asked, failed_with = @call,
         asides = asides + iif(again_at > @at OR @asked, 0, 1),
         again_at = iif(again_at > @at AND NOT @asked, again_at, @againAt),
         extra_at = CASE WHEN @call IS NULL OR @againAt IS NULL OR @asked THEN NULL
           WHEN again_at > @at AND extra_at IS NULL THEN @at + ${extraAfterWorked} ELSE @at + ${extraAfter} END
         WHERE id = @id AND version = @version`,
    ).run({ id, version, at, why, todo, againAt, asked: asked ? 1 : 0, call });
  }

  /**
   * Brings back what is due. Among effects that failed with the same call, one at a time: the others wait for its
   * result.
   */
  bringBack(now: number): void {
    this.#sql(
      `UPDATE outbox SET ${alive}, again_at = NULL, extra_at = NULL, due_at = :now
         WHERE dead_at IS NOT NULL AND again_at <= :now`,
    ).run({ now });
    const tried = this.#sql(
      `UPDATE outbox SET ${alive}, due_at = :now, extra_at = iif(failed_with IS NULL, NULL, :now + ${extraAfter})
         WHERE id IN (SELECT id FROM (SELECT id, min(${turn}) FROM outbox
           WHERE dead_at IS NOT NULL AND extra_at <= :now GROUP BY coalesce(failed_with, id)))
         RETURNING failed_with AS call`,
    ).all({ now });
    for (const { call } of triedRows.parse(tried))
      this.#sql(
        `UPDATE outbox SET extra_at = max(extra_at, :now + ${extraAfter}) WHERE dead_at IS NOT NULL AND failed_with = :call`,
      ).run({ now, call });
  }

  /**
   * An effect that failed with a call was settled without making it, which says nothing about the others: the next
   * one gets its extra attempt.
   */
  tryNext(call: string): void {
    this.#sql(
      `UPDATE outbox SET extra_at = min(extra_at, :now) WHERE id = (SELECT id FROM outbox
         WHERE dead_at IS NOT NULL AND failed_with = :call AND extra_at IS NOT NULL ORDER BY ${turn} LIMIT 1)`,
    ).run({ call, now: this.#clock.latest() });
  }

  /** Brings back everything that failed with a call that works again. */
  worksAgain(call: string): void {
    this.#sql(
      `UPDATE outbox SET ${alive}, extra_at = NULL, due_at = :latest WHERE dead_at IS NOT NULL AND failed_with = :call`,
    ).run({ call, latest: this.#clock.latest() });
  }

  /**
   * At startup: a new token, version, or setting may have fixed anything. Each gets an extra attempt, one per second.
   */
  tryAll(now: number): void {
    this.#sql(
      `UPDATE outbox SET extra_at = min(coalesce(extra_at, turn.at), turn.at)
         FROM (SELECT id, :now + 1000 * (dense_rank() OVER (ORDER BY failed_with IS NOT NULL,
             coalesce(failed_with, id)) - 1) AS at
           FROM outbox WHERE dead_at IS NOT NULL AND asked = 0) AS turn
         WHERE turn.id = outbox.id`,
    ).run({ now });
  }

  /** An event wants it again. */
  want(key: string): void {
    this.#sql(`UPDATE outbox SET ${wantedAnew} WHERE key = ? AND dead_at IS NOT NULL`).run(key);
  }

  /** See `Store.revive`. */
  revive(now: number, id?: IncidentId): number {
    return this.#sql(
      `UPDATE outbox SET ${wantedAnew}, due_at = :now WHERE dead_at IS NOT NULL AND (:id IS NULL OR incident = :id)`,
    ).run({ now, id: id ?? null }).changes;
  }
}
