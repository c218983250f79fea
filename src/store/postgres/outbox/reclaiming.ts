import { z } from 'zod';
import type { Sql } from '../database/sql.ts';
import { assertDelivering } from '../delivery/fence.ts';
import { tryAll } from './outbox-aside.ts';
import { latest, onClockSetBack, suspectRestored } from './outbox-clock.ts';

const leftRows = z.array(z.object({ id: z.number(), version: z.number() }));

type LeftRows = z.infer<typeof leftRows>;

/** What a takeover has left, because somebody else was changing it. */
export type Left = {
  /** What is still to be reclaimed, as it was then. */
  readonly claimed: LeftRows;
  /** The lanes of what may have been sent before, and doesn't say so yet: nothing in them can be claimed. Null: all of it does. */
  readonly unsuspected: readonly string[] | null;
};

/** Before a takeover, nothing is left. */
export const nothingLeft: Left = { claimed: [], unsuspected: null };

/** What the bot before has claimed, and what no version could read so far. */
const abandoned = '(leased = 1 OR unread = 1)';

/**
 * See `Store.reclaimLeases`. A row that somebody else is changing at the moment keeps nobody from delivering the others, unless
 * the clock was set back: then it's waited for. Returns what was left, for `takeOverLeft`.
 */
export async function takeOver(sql: Sql, now: number, term: number): Promise<Left> {
  await assertDelivering(sql, term);
  // Before the lock that others wait for: it may take a while.
  await onClockSetBack(sql, await latest(sql), now);
  const unsuspected = await suspectRestored(sql);
  const claimed = await reclaim(sql, abandoned, { now });
  await tryAll(sql, now);
  return { claimed, unsuspected };
}

/** Makes up for what was left and isn't being changed any more. Returns what is still left. */
export async function takeOverLeft(sql: Sql, { claimed, unsuspected }: Left, now: number): Promise<Left> {
  return {
    claimed: claimed.length === 0 ? claimed : await reclaimLeft(sql, claimed, now),
    unsuspected: unsuspected && (await suspectRestored(sql)),
  };
}

/** Leaves alone what has been claimed or queued since. */
function reclaimLeft(sql: Sql, left: LeftRows, now: number): Promise<LeftRows> {
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
       WHERE id = ANY(ARRAY(SELECT id FROM outbox WHERE ${which} FOR UPDATE SKIP LOCKED))`,
    { now, ...named },
  );
  return leftRows.parse((await sql(`SELECT id, version FROM outbox WHERE ${which}`, named)).rows);
}
