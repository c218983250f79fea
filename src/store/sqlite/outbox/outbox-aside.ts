import { z } from 'zod';
import type { IncidentId } from '../../../domain/incident/ids.ts';
import type { Claim, Settlement } from '../../claims.ts';
import type { Statements } from '../statements.ts';
import type { OutboxClock } from './outbox-clock.ts';

type Dead = Extract<Settlement, { kind: 'dead' }>;

const triedRows = z.array(z.object({ call: z.string().nullable() }));

/** What a row that is alive again forgets. */
const alive = 'dead_at = NULL, todo = NULL, last_error = NULL, asked = 0, version = version + 1';

/** What it forgets when it is wanted anew as well. */
const wantedAnew = `${alive}, again_at = NULL, extra_at = NULL, failed_with = NULL, asides = 0, failed_tries = 0,
  failing_since = NULL`;

/**
 * How long after a try in vain the next one may be that looks whether the call works again, ms: two minutes, and after
 * the timetable's first hours as many times that as there were of them, up to an hour. So nothing is late by more than a
 * thirtieth of what held it up, and what never works costs little.
 */
const extraAfter = '120000 * max(1, min(30, asides - 2))';

/** And after a moment in which the call worked, ms. */
const extraAfterWorked = 120_000;

/** Whose turn it is: what was tried longest ago. What tells of a setback comes last, for the setback may be over then. */
const turn = "dead_at + iif(key GLOB 'tell_setback:*', 1e15, 0)";

/** When the first of what was put aside comes back, for a query that finds the earliest of several times. */
export const nextBack = `SELECT min(again_at) FROM outbox
    WHERE dead_at IS NOT NULL AND again_at IS NOT NULL AND :people + :background > 0
  UNION ALL SELECT min(extra_at) FROM outbox
    WHERE dead_at IS NOT NULL AND extra_at IS NOT NULL AND :people + :background > 0`;

/**
 * The SQL of what was put aside, and how it comes back: by the timetable, or beside it for an extra try that the
 * timetable does not count.
 */
export class OutboxAside {
  readonly #sql: Statements;
  readonly #clock: OutboxClock;

  constructor(sql: Statements, clock: OutboxClock) {
    this.#sql = sql;
    this.#clock = clock;
  }

  /** Puts it aside, unless it has been owed again meanwhile; people are told now in either case. */
  put({ id, version }: Claim, { at, why, todo, againAt = null, asked = false, call = null }: Dead): void {
    this.#sql(
      `UPDATE outbox SET told = json_insert(told, '$[#]', @why)
         WHERE id = @id AND NOT EXISTS (SELECT 1 FROM json_each(told) WHERE value = @why)`,
    ).run({ id, why });
    // A row that knows when the timetable brings it back had an extra try, and one without the next one had it because the
    // call worked: what fails once more may be in trouble of its own, or the call has worked for a moment only.
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
   * Brings back what is due to come back. Of what failed with the same call one at a time: the others wait for how it
   * ends.
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
   * What failed with a call was settled without making it, which says nothing of the others: the next one has its extra
   * try.
   */
  tryNext(call: string): void {
    this.#sql(
      `UPDATE outbox SET extra_at = min(extra_at, :now) WHERE id = (SELECT id FROM outbox
         WHERE dead_at IS NOT NULL AND failed_with = :call AND extra_at IS NOT NULL ORDER BY ${turn} LIMIT 1)`,
    ).run({ call, now: this.#clock.latest() });
  }

  /** Brings back all that failed with a call that works again. */
  worksAgain(call: string): void {
    this.#sql(
      `UPDATE outbox SET ${alive}, extra_at = NULL, due_at = :latest WHERE dead_at IS NOT NULL AND failed_with = :call`,
    ).run({ call, latest: this.#clock.latest() });
  }

  /** A start: a new token, version or setting may have mended anything. An extra try each, one a second. */
  tryAll(now: number): void {
    this.#sql(
      `UPDATE outbox SET extra_at = min(coalesce(extra_at, turn.at), turn.at)
         FROM (SELECT id, :now + 1000 * (dense_rank() OVER (ORDER BY failed_with IS NOT NULL,
             coalesce(failed_with, id)) - 1) AS at
           FROM outbox WHERE dead_at IS NOT NULL AND asked = 0) AS turn
         WHERE turn.id = outbox.id`,
    ).run({ now });
  }

  /** An event wants it anew. */
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
