import { z } from 'zod';
import { clocksDifferMs } from '../../clocks-differ.ts';
import type { Sql } from '../database/sql.ts';

const markedRow = z.tuple([z.object({ lineage: z.string() })]);
const latestRow = z.tuple([z.object({ latest: z.number() })]);

/** A well-kept clock goes back by less than this, ms; the latest time is known this exactly where that's cheap. */
const slewMs = 1_000;
/** How exactly the latest time is known while nothing happens, ms: saving it costs a commit. */
const idleMs = 60_000;

/**
 * The SQL that saves the time `@now` as the latest that was seen. Nobody waits for another who does the same at that
 * moment. `writing`: the transaction writes anyway.
 */
export const seeSql = (now: string, writing = true): string =>
  `UPDATE clock SET latest = ${now} WHERE id = (SELECT id FROM clock
     WHERE latest + ${writing ? slewMs : idleMs} < ${now} FOR UPDATE SKIP LOCKED)`;

/** On which course of events the database is from now on: nobody else's transaction on it has the number of one of ours. */
export async function markLineage(sql: Sql): Promise<string> {
  const { rows } = await sql('SELECT mark_lineage() AS lineage');
  return markedRow.parse(rows)[0].lineage;
}

/**
 * In a database that was put back to an earlier moment, or has lost its last commits in a crash, what is owed may have been sent
 * since: it's looked for in Slack first, as after `restore` of a file. Whoever does the same at that moment waits;
 * nobody else does.
 */
export async function suspectRestored(sql: Sql): Promise<void> {
  await sql('SELECT 1 FROM clock WHERE lineage IS DISTINCT FROM current_lineage() FOR UPDATE');
  await sql(
    `UPDATE outbox SET maybe_sent = 1, tried_from = greatest(0, coalesce(tried_from, owed_at - @before))
       WHERE (SELECT lineage <> current_lineage() FROM clock)`,
    { before: clocksDifferMs },
  );
  await sql('UPDATE clock SET lineage = current_lineage() WHERE lineage IS DISTINCT FROM current_lineage()');
}

/** See `Store.onClockSetBack`. */
export async function onClockSetBack(sql: Sql, from: number, to: number): Promise<boolean> {
  if (from <= to + slewMs) return false;
  await sql(
    `UPDATE outbox SET due_at = CASE WHEN promised_at > @to THEN promised_at ELSE due_at - @by END,
       again_at = again_at - @by, extra_at = extra_at - @by, failing_since = failing_since - @by`,
    { to, by: from - to },
  );
  await sql('UPDATE clock SET latest = @to', { to });
  return true;
}

/** The latest time that was seen, UTC ms; to the second if the store is being written to. */
export async function latest(sql: Sql): Promise<number> {
  const { rows } = await sql('SELECT latest FROM clock');
  return latestRow.parse(rows)[0].latest;
}
