import { isOpenSql } from '../open-statuses.ts';
import { readStatsRows } from '../rows/stats-rows.ts';
import type { StoreStats } from '../store.ts';
import type { SqliteConnection } from './database/connect.ts';

/**
 * The numbers that metrics expose, from indexes and open incidents only, without drills; a millisecond for 10,000
 * incidents.
 */
export function readStats(db: SqliteConnection, now: number): StoreStats {
  const outbox = db
    .prepare(
      `SELECT count(*) AS due,
         min(coalesce(iif(json_valid(effect), json_extract(effect, '$.due'), NULL), owed_at)) AS oldestDueAt,
         (SELECT count(*) FROM outbox WHERE dead_at IS NOT NULL OR unread = 1) AS dead,
         (SELECT count(*) FROM outbox JOIN incidents ON incidents.id = outbox.incident
            WHERE dead_at IS NULL AND lane GLOB 'wake:*' AND drill = 0) AS reminders
       FROM outbox
       WHERE dead_at IS NULL AND unread = 0 AND (due_at <= ? OR leased = 1 OR last_error IS NOT NULL)
         AND NOT (lane GLOB 'check_again:*')`,
    )
    .get(now);
  const bySeverity = db
    .prepare(
      `SELECT severity, count(*) AS open, count(iif(next_update_at <= ?, 1, NULL)) AS overdue
       FROM incidents WHERE ${isOpenSql} AND drill = 0 GROUP BY severity`,
    )
    .all(now);
  return readStatsRows(outbox, bySeverity);
}
