import { z } from 'zod';
import { type Millis, millisSchema } from '../../../domain/incident/ids.ts';
import type { Claim, ClaimRequest, Room } from '../../claims.ts';
import { type ClaimRow, claimRows, isPrivateSql, readClaim } from '../../rows/claim-rows.ts';
import { allOf, type Sql, type WritingSql } from '../database/sql.ts';
import { assertDelivering } from '../delivery/fence.ts';
import { bringBack, nextBack } from './outbox-aside.ts';
import { correctSql, seeSql } from './outbox-clock.ts';
import { keepUnread } from './settling.ts';

const dueRow = z.tuple([z.object({ dueAt: millisSchema.nullable() })]);

/**
 * Rows that can run: alive, not held back, first in their lane, in a lane where nothing is running, and with nothing
 * pending that they wait for.
 */
const runnable = `dead_at IS NULL AND unread = 0 AND lane <> ALL(@busyLanes) AND split_part(key, ':', 1) <> ALL(@held)
  AND NOT EXISTS (SELECT 1 FROM outbox older
    WHERE older.lane = outbox.lane AND older.dead_at IS NULL AND older.unread = 0 AND older.id < outbox.id)
  AND NOT EXISTS (SELECT 1 FROM outbox first
    WHERE first.key = outbox.behind AND first.dead_at IS NULL AND first.unread = 0)`;

/**
 * Rows that another process has locked are left for the next time. Here and elsewhere, rows are chosen and locked in an array,
 * which is read once: a join could read the subquery again for each row, and take more rows than the limit.
 */
const due = (background: 0 | 1, limit: string): string =>
  `ARRAY(SELECT id FROM outbox WHERE background = ${background} AND due_at <= @now AND ${runnable}
     ORDER BY due_at, id LIMIT greatest(0, ${limit}::int) FOR UPDATE SKIP LOCKED)`;

const nextOf = (background: 0 | 1, limit: string): string =>
  `(SELECT due_at AS at FROM outbox WHERE background = ${background} AND ${runnable}
     ORDER BY due_at LIMIT greatest(0, least(1, ${limit}::int)))`;

/**
 * See `Store.claim`. A row whose lease ran out may have been sent; until then, each attempt could be the first that
 * was. `isMoved`: whether all times are by its clock.
 */
export async function claim(
  sql: WritingSql,
  { term, ...request }: ClaimRequest,
  isMoved: boolean,
): Promise<Claim[]> {
  const { now } = request;
  const fenced = assertDelivering(sql, term);
  const back = bringBack(sql, now);
  const claimed = sql(
    `UPDATE outbox SET due_at = @now::bigint + @leaseMs::bigint, version = version + 1, attempts = attempts + 1,
         tried_from = CASE WHEN maybe_sent = 1 OR leased = 1 THEN tried_from ELSE @slackNow::bigint END,
         maybe_sent = greatest(maybe_sent, leased), leased = 1
       WHERE id = ANY(${due(0, '@people')} || ${due(1, '@background')})
       RETURNING id, version, incident, episode, key, lane, effect, owed_at AS "owedAt", attempts, background,
         maybe_sent AS "maybeSent", tried_from AS "triedFrom", failed_tries AS "failedTries",
         failing_since AS "failingSince", asides, CASE WHEN again_at > @now THEN 1 ELSE 0 END AS extra,
         failed_with AS "failedWith", told AS reported, ${isPrivateSql} AS unnamed`,
    { ...request },
  );
  const [, , { rows }] = await allOf([fenced, back, claimed]);
  sql.atEnd((isMoved ? correctSql : seeSql)('@now', rows.length > 0), { now });
  const claims: Claim[] = [];
  for (const row of claimRows.parse(rows).sort((a, b) => a.id - b.id)) {
    const read = readClaim(row, term);
    if (read) claims.push(read);
    else await keepUnknown(sql, row, now);
  }
  return claims;
}

/** An effect that this version doesn't know waits for one that does, instead of stopping its lane. */
const keepUnknown = (sql: Sql, row: ClaimRow, at: number): Promise<void> =>
  keepUnread(sql, row, {
    at,
    why: "this version doesn't know this effect",
    todo: 'Run the version that created it.',
  });

/** See `Store.nextDue`. */
export async function nextDue(sql: Sql, room: Room): Promise<Millis | null> {
  const { rows } = await sql(
    `SELECT min(at) AS "dueAt" FROM (
       ${nextOf(0, '@people')} UNION ALL ${nextOf(1, '@background')} UNION ALL ${nextBack}) AS times`,
    room,
  );
  return dueRow.parse(rows)[0].dueAt;
}
