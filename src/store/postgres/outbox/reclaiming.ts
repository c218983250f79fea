import { z } from 'zod';
import type { Sql } from '../database/sql.ts';
import { assertDelivering } from '../delivery/fence.ts';
import { tryAll } from './outbox-aside.ts';
import { latest, suspectRestored } from './outbox-clock.ts';
import { moveBack, moveLeft, type Unmoved } from './set-back.ts';

const leftRows = z.array(z.object({ id: z.number(), version: z.number() }));

type LeftRows = z.infer<typeof leftRows>;

/** What a takeover had to leave because another process had locked it. */
export type Left = {
  /** The rows still to reclaim, by their versions at the takeover. */
  readonly claimed: LeftRows;
  /** The lanes of effects not yet marked as possibly sent, in which nothing can be claimed. Null if all are marked. */
  readonly unsuspected: readonly string[] | null;
  /** The times still to be moved with a clock that was set back. */
  readonly unmoved: Unmoved;
};

/** Before a takeover, nothing is left. */
export const nothingLeft: Left = { claimed: [], unsuspected: null, unmoved: 'none' };

/** What the previous bot had claimed, and what no version has been able to read. */
const abandoned = '(leased = 1 OR unread = 1)';

/**
 * See `Store.reclaimLeases`. A row that another process has locked doesn't hold up the others. Returns what was left, for
 * `takeOverLeft`.
 */
export async function takeOver(sql: Sql, now: number, term: number): Promise<Left> {
  await assertDelivering(sql, term);
  const unmoved = await moveBack(sql, await latest(sql), now);
  const unsuspected = await suspectRestored(sql);
  const claimed = await reclaim(sql, abandoned, { now });
  await tryAll(sql, now);
  return { claimed, unsuspected, unmoved };
}

/** Catches up on what was left and is no longer locked. Returns what is still left. */
export async function takeOverLeft(
  sql: Sql,
  { claimed, unsuspected, unmoved }: Left,
  now: number,
): Promise<Left> {
  return {
    unmoved: await moveLeft(sql, unmoved, now),
    claimed: claimed.length === 0 ? claimed : await reclaimLeft(sql, claimed, now),
    unsuspected: unsuspected && (await suspectRestored(sql)),
  };
}

/** Skips rows that have been claimed or queued since. */
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
