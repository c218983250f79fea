import { z } from 'zod';
import { quoted } from '../../moving/upsert.ts';
import { allOf, type Sql } from '../database/sql.ts';
import { assertDelivering } from '../delivery/fence.ts';
import { isSetBack, latest } from './outbox-clock.ts';

const leftRow = z.tuple([z.object({ left: z.boolean() })]);

/** What a clock that was set back has left to move: all times, as its own row was locked; those of rows that were; or none. */
export type Unmoved = 'all' | 'some' | 'none';

/** The times of an effect; the first can be promised. */
const times = ['due_at', 'again_at', 'extra_at', 'failing_since'] as const;

const each = (sql: (time: string) => string): string => times.map(sql).join(', ');

/** A time of a row that is still locked when the clock is set back once more moves by both, unless it has changed. */
const rememberSql = `INSERT INTO times_to_move AS known (effect, set_to, ${each((time) => `${time}, ${time}_back_by`)})
  SELECT id, @to::bigint, ${each((time) => `${time}, @by::bigint`)} FROM outbox
  ON CONFLICT (effect) DO UPDATE SET set_to = excluded.set_to, ${each(
    (time) => `${time} = excluded.${time}, ${time}_back_by = excluded.${time}_back_by
      + CASE WHEN known.${time} = excluded.${time} THEN known.${time}_back_by ELSE 0 END`,
  )}`;

/** By how much a time moves. One that has changed since stays: it's by the right clock. */
const backBy = (time: string): string =>
  `CASE WHEN outbox.${time} = past.${time} THEN past.${time}_back_by ELSE 0 END`;

/** The SQL of a column of an effect in `outbox` as it's moved by its row in `times_to_move`, `past`, if there is one. */
const moved = (time: string): string =>
  time === 'due_at'
    ? `CASE WHEN outbox.due_at = past.due_at AND promised_at > past.set_to THEN promised_at
        ELSE outbox.due_at - ${backBy(time)} END`
    : `outbox.${time} - ${backBy(time)}`;

/** The SQL of the outbox in its order, with all times moved; for a copy, which knows nothing of what is left to move. */
export function movedOutbox(columns: readonly string[]): string {
  const asMoved = columns.map((column) =>
    times.some((time) => time === column) ? `${moved(column)} AS ${column}` : `outbox.${quoted(column)}`,
  );
  return `SELECT ${asMoved.join(', ')} FROM outbox LEFT JOIN times_to_move AS past ON past.effect = outbox.id
    ORDER BY outbox.id`;
}

/** Moves the rows that aren't locked. */
const moveSql = `WITH
  free AS MATERIALIZED (
    SELECT id FROM outbox WHERE id IN (SELECT effect FROM times_to_move) FOR UPDATE SKIP LOCKED),
  past AS (
    DELETE FROM times_to_move WHERE effect IN (SELECT id FROM free) OR effect NOT IN (SELECT id FROM outbox) RETURNING *)
  UPDATE outbox SET ${each((time) => `${time} = ${moved(time)}`)}
  FROM past WHERE outbox.id = past.effect`;

/**
 * Moves the times in the outbox with a clock that was set back (UTC ms), and those left from before. Rows that another process has
 * locked are left for the next time; if that's the row of the clock, all are, since only its latest time says by how much.
 */
export async function moveBack(sql: Sql, from: number, to: number): Promise<Unmoved> {
  if (isSetBack(from, to)) {
    const { count } = await sql(
      'UPDATE clock SET latest = @to WHERE id = (SELECT id FROM clock FOR UPDATE SKIP LOCKED)',
      { to },
    );
    if (count === 0) return 'all';
    await sql(rememberSql, { to, by: from - to });
  }
  return moveSome(sql);
}

/** See `Store.onClockSetBack`. What an earlier time has left to move: if it's everything, everything moves by both. */
export async function moveWithClock(
  sql: Sql,
  unmoved: Unmoved,
  { from, to, term }: { readonly from: number; readonly to: number; readonly term: number },
): Promise<Unmoved> {
  await assertDelivering(sql, term);
  return moveBack(sql, unmoved === 'all' ? Math.max(from, await latest(sql)) : from, to);
}

/**
 * Moves what was left, at a time by the clock that was set back. By how much it was is asked anew only if nothing was moved: after
 * that, work which began before can have put the latest time back, and everything would move twice.
 */
export async function moveLeft(sql: Sql, unmoved: Unmoved, now: number): Promise<Unmoved> {
  switch (unmoved) {
    case 'all':
      return moveBack(sql, await latest(sql), now);
    case 'some':
      return moveSome(sql);
    case 'none':
      return unmoved;
  }
}

async function moveSome(sql: Sql): Promise<Unmoved> {
  const [, { rows }] = await allOf([sql(moveSql), sql('SELECT EXISTS (SELECT FROM times_to_move) AS left')]);
  return leftRow.parse(rows)[0].left ? 'some' : 'none';
}
