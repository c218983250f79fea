import { z } from 'zod';
import type { Sql } from '../database/sql.ts';
import { assertDelivering } from '../delivery/fence.ts';
import { tryAll } from './outbox-aside.ts';
import { latest, onClockSetBack } from './outbox-clock.ts';

const leftRows = z.array(z.object({ id: z.number(), version: z.number() }));

/** Rows that somebody else was changing when delivery was taken over, as they were then. */
export type LeftRows = z.infer<typeof leftRows>;

/** What the bot before has claimed, and what no version could read so far. */
const abandoned = '(leased = 1 OR unread = 1)';

/**
 * See `Store.reclaimLeases`. A row that somebody else is changing at the moment keeps nobody from delivering the others; returns
 * those, for `reclaimLeft`.
 */
export async function takeOver(sql: Sql, now: number, term: number): Promise<LeftRows> {
  await assertDelivering(sql, term);
  await onClockSetBack(sql, await latest(sql), now);
  const left = await reclaim(sql, abandoned, { now });
  await tryAll(sql, now);
  return left;
}

/** Reclaims what was left and isn't being changed any more, unless it has been claimed or queued since. Returns what is still left. */
export async function reclaimLeft(sql: Sql, left: LeftRows, now: number): Promise<LeftRows> {
  if (left.length === 0) return left;
  const ids = left.map(({ id }) => id);
  const versions = left.map(({ version }) => version);
  const unchanged = 'id = ANY(@ids) AND version = (@versions::bigint[])[array_position(@ids::bigint[], id)]';
  return reclaim(sql, `${abandoned} AND ${unchanged}`, { now, ids, versions });
}

async function reclaim(
  sql: Sql,
  which: string,
  { now, ...named }: Readonly<Record<string, unknown>>,
): Promise<LeftRows> {
  await sql(
    `UPDATE outbox SET due_at = CASE WHEN leased = 1 THEN @now ELSE due_at END,
         maybe_sent = greatest(maybe_sent, leased), version = version + leased, leased = 0,
         last_error = CASE WHEN unread = 1 THEN NULL ELSE last_error END,
         todo = CASE WHEN unread = 1 THEN NULL ELSE todo END, unread = 0
       WHERE id IN (SELECT id FROM outbox WHERE ${which} FOR UPDATE SKIP LOCKED)`,
    { now, ...named },
  );
  return leftRows.parse((await sql(`SELECT id, version FROM outbox WHERE ${which}`, named)).rows);
}
