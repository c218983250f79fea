import { z } from 'zod';
import type { IncidentId } from '../../../domain/incident/ids.ts';
import type { Claim, Settlement } from '../../claims.ts';
import { reasons } from '../../rows/claim-rows.ts';
import { allOf, type Sql } from '../database/sql.ts';
import { latest } from './outbox-clock.ts';

type Dead = Extract<Settlement, { kind: 'dead' }>;

const triedRows = z.array(z.object({ call: z.string().nullable() }));

const toldRows = z.array(z.object({ told: reasons }));

/** What a revived row forgets. */
const alive = 'dead_at = NULL, todo = NULL, last_error = NULL, asked = 0, version = version + 1';

/**
 * How long after a failed attempt the next extra attempt can be, ms: two minutes, and after the schedule's first
 * hours as many times that as there were hours, up to an hour. So nothing is late by more than a thirtieth of what
 * delayed it, and what never works costs little.
 */
const extraAfter = '120000 * greatest(1, least(30, asides - 2))';

/** And after a moment in which the call worked, ms. */
const extraAfterWorked = 120_000;

/**
 * Whose turn it is: the one attempted longest ago. Reports of setbacks come last, because the setback may be over by
 * then.
 */
const turn = "starts_with(key, 'tell_setback:'), dead_at, id";

/** When the first dead effect comes back, for a query that finds the earliest of several times. */
export const nextBack = `SELECT min(again_at) FROM outbox
    WHERE dead_at IS NOT NULL AND again_at IS NOT NULL AND @people::int + @background::int > 0
  UNION ALL SELECT min(extra_at) FROM outbox
    WHERE dead_at IS NOT NULL AND extra_at IS NOT NULL AND @people::int + @background::int > 0`;

/** Marks it as dead, unless it has been queued again meanwhile; people are told now in either case. */
export async function putAside(
  sql: Sql,
  { id, version }: Claim,
  { at, why, todo, againAt = null, asked = false, call = null }: Dead,
): Promise<void> {
  const { rows } = await sql('SELECT told FROM outbox WHERE id = @id FOR UPDATE', { id });
  for (const { told: reported } of toldRows.parse(rows))
    if (!reported.includes(why))
      await sql('UPDATE outbox SET told = @told WHERE id = @id', {
        id,
        told: JSON.stringify([...reported, why]),
      });
  // A row that knows when the schedule brings it back had an extra attempt, and a row without the time of the next
  // one had it because the call worked: if it fails once more, either it has a problem of its own, or the call
  // worked only for a moment.
  await sql(
    `UPDATE outbox SET dead_at = @at, last_error = @why, todo = @todo, leased = 0, failed_tries = 0,
       failing_since = NULL, asked = @asked::smallint, failed_with = @call,
       asides = asides + CASE WHEN again_at > @at OR @asked::smallint = 1 THEN 0 ELSE 1 END,
       again_at = CASE WHEN again_at > @at AND @asked::smallint = 0 THEN again_at ELSE @againAt::bigint END,
       extra_at = CASE WHEN @call::text IS NULL OR @againAt::bigint IS NULL OR @asked::smallint = 1 THEN NULL
         WHEN again_at > @at AND extra_at IS NULL THEN @at::bigint + ${extraAfterWorked}
         ELSE @at::bigint + ${extraAfter} END
       WHERE id = @id AND version = @version`,
    { id, version, at, why, todo, againAt, asked: asked ? 1 : 0, call },
  );
}

/**
 * Brings back what is due. Among effects that failed with the same call, one at a time: the others wait for its
 * result. Rows that another process has locked are left for the next time.
 */
export async function bringBack(sql: Sql, now: number): Promise<void> {
  const scheduled = sql(
    `UPDATE outbox SET ${alive}, again_at = NULL, extra_at = NULL, due_at = @now::bigint
       WHERE id = ANY(ARRAY(
         SELECT id FROM outbox WHERE dead_at IS NOT NULL AND again_at <= @now FOR UPDATE SKIP LOCKED))`,
    { now },
  );
  const extra = sql(
    `WITH free AS MATERIALIZED (SELECT id, failed_with, key, dead_at FROM outbox
         WHERE dead_at IS NOT NULL AND extra_at <= @now FOR UPDATE SKIP LOCKED)
       UPDATE outbox SET ${alive}, due_at = @now::bigint,
         extra_at = CASE WHEN failed_with IS NULL THEN NULL ELSE @now::bigint + ${extraAfter} END
       WHERE dead_at IS NOT NULL AND id IN (
         SELECT DISTINCT ON (coalesce(failed_with, id::text)) id FROM free
         ORDER BY coalesce(failed_with, id::text), ${turn})
       RETURNING failed_with AS call`,
    { now },
  );
  const [, { rows }] = await allOf([scheduled, extra]);
  for (const { call } of triedRows.parse(rows))
    await sql(
      `UPDATE outbox SET extra_at = greatest(extra_at, @now::bigint + ${extraAfter})
         WHERE id = ANY(ARRAY(SELECT id FROM outbox
           WHERE dead_at IS NOT NULL AND extra_at IS NOT NULL AND failed_with = @call FOR UPDATE SKIP LOCKED))`,
      { now, call },
    );
}

/**
 * An effect that failed with a call was settled without making it, which says nothing about the others: the next
 * one gets its extra attempt.
 */
export async function tryNext(sql: Sql, call: string): Promise<void> {
  await sql(
    `UPDATE outbox SET extra_at = least(extra_at, @now) WHERE id = (SELECT id FROM outbox
       WHERE dead_at IS NOT NULL AND failed_with = @call AND extra_at IS NOT NULL ORDER BY ${turn} LIMIT 1
         FOR UPDATE SKIP LOCKED)`,
    { call, now: await latest(sql) },
  );
}

/** Brings back everything that failed with a call that works again. Rows locked by another process come back on schedule. */
export async function worksAgain(sql: Sql, call: string): Promise<void> {
  await sql(
    `UPDATE outbox SET ${alive}, extra_at = NULL, due_at = (SELECT latest FROM clock)
       WHERE id = ANY(ARRAY(
         SELECT id FROM outbox WHERE dead_at IS NOT NULL AND failed_with = @call FOR UPDATE SKIP LOCKED))`,
    { call },
  );
}

/**
 * At startup: a new token, version, or setting may have fixed anything. Each gets an extra attempt, one per second, unless
 * another process has locked it.
 */
export async function tryAll(sql: Sql, now: number): Promise<void> {
  await sql(
    `UPDATE outbox SET extra_at = least(coalesce(outbox.extra_at, turn.at), turn.at)
       FROM (SELECT id, @now::bigint + 1000 * (dense_rank() OVER (ORDER BY failed_with IS NOT NULL, failed_with,
           CASE WHEN failed_with IS NULL THEN id END) - 1) AS at
         FROM outbox WHERE dead_at IS NOT NULL AND asked = 0) AS turn
       WHERE turn.id = outbox.id AND outbox.id = ANY(ARRAY(
         SELECT id FROM outbox WHERE dead_at IS NOT NULL AND asked = 0 FOR UPDATE SKIP LOCKED))`,
    { now },
  );
}

/** See `Store.revive`. It waits for locked ones only if no other is left: people must not hear that there is nothing to retry. */
export async function revive(sql: Sql, now: number, id?: IncidentId): Promise<number> {
  const wanted = 'dead_at IS NOT NULL AND (@id::bigint IS NULL OR incident = @id)';
  const retry = async (which: string): Promise<number> => {
    const { count } = await sql(
      `UPDATE outbox SET ${alive}, again_at = NULL, extra_at = NULL, failed_with = NULL, asides = 0, failed_tries = 0,
         failing_since = NULL, due_at = @now WHERE ${which}`,
      { now, id: id ?? null },
    );
    return count;
  };
  const free = await retry(`id = ANY(ARRAY(SELECT id FROM outbox WHERE ${wanted} FOR UPDATE SKIP LOCKED))`);
  return free || retry(wanted);
}
