import { isOpenSql } from '../open-statuses.ts';
import { readStatsRows } from '../rows/stats-rows.ts';
import type { StoreStats } from '../store.ts';
import type { Sql } from './database/sql.ts';

/** The numbers that metrics expose, from indexes and open incidents only, without drills. */
export async function readStats(sql: Sql, now: number): Promise<StoreStats> {
  const outbox = await sql(
    `SELECT count(*) AS due, min(coalesce(json_number(effect, 'due'), owed_at)) AS "oldestDueAt",
       (SELECT count(*) FROM outbox WHERE dead_at IS NOT NULL OR unread = 1) AS dead,
       (SELECT count(*) FROM outbox JOIN incidents ON incidents.id = outbox.incident
          WHERE dead_at IS NULL AND starts_with(lane, 'wake:') AND drill = 0) AS reminders
     FROM outbox
     WHERE dead_at IS NULL AND unread = 0 AND (due_at <= @now OR leased = 1 OR last_error IS NOT NULL)
       AND NOT starts_with(lane, 'check_again:')`,
    { now },
  );
  const bySeverity = await sql(
    `SELECT severity, count(*) AS open, count(*) FILTER (WHERE next_update_at <= @now) AS overdue
     FROM incidents WHERE ${isOpenSql} AND drill = 0 GROUP BY severity`,
    { now },
  );
  return readStatsRows(outbox.rows[0], bySeverity.rows);
}
