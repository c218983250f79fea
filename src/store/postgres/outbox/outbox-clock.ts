import { z } from 'zod';
import { clocksDifferMs } from '../../clocks-differ.ts';
import { allOf, type Sql } from '../database/sql.ts';

const markedRow = z.tuple([z.object({ lineage: z.string() })]);
const lanesRow = z.tuple([z.object({ lanes: z.array(z.string()).nullable() })]);
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
  keepSql(now, `latest + ${writing ? slewMs : idleMs} < ${now}`);

/**
 * The same for the bot that delivers, once all times are by its clock: a latest time ahead of that was put back by work which began
 * before the clock was set back, and would move everything again for the next bot.
 */
export const correctSql = (now: string, writing: boolean): string =>
  keepSql(now, `latest + ${writing ? slewMs : idleMs} < ${now} OR latest - ${slewMs} > ${now}`);

const keepSql = (now: string, when: string): string =>
  `UPDATE clock SET latest = ${now} WHERE id = (SELECT id FROM clock WHERE ${when} FOR UPDATE SKIP LOCKED)`;

/** Returns the database's lineage, marking it first if it's new. Within one lineage, no two transactions have the same ID. */
export async function markLineage(sql: Sql): Promise<string> {
  const { rows } = await sql('SELECT mark_lineage() AS lineage');
  return markedRow.parse(rows)[0].lineage;
}

/**
 * The advisory lock for marking effects as possibly sent: bots that do so at once wait for each other, and for nobody else.
 * (`schemaLock`, plus one; nothing else in the database should use it.)
 */
const suspectingLock = 0x69_6e_64;

/**
 * Keeps the last effect owed from an earlier lineage, once: later ones can't have been sent there. If another process has locked
 * the mark, it's kept next time, and effects owed until then count too.
 */
const keepBound = `UPDATE lineage_mark SET came_from = (SELECT lineage FROM clock),
    owed_before = (SELECT coalesce(max(id), 0) FROM outbox), written_by = pg_current_xact_id()
  WHERE id = (SELECT id FROM lineage_mark AS mark WHERE xmin = written_by::xid AND EXISTS (
    SELECT FROM clock WHERE clock.lineage <> mark.lineage AND clock.lineage IS DISTINCT FROM mark.came_from)
    FOR UPDATE SKIP LOCKED)`;

/** Forgets the bound once nothing is left from the earlier lineage: a dump of that one may be restored, and needs a new bound. */
const forgetBound = `UPDATE lineage_mark SET came_from = NULL, owed_before = NULL, written_by = pg_current_xact_id()
  WHERE id = (SELECT id FROM lineage_mark AS mark WHERE xmin = written_by::xid AND came_from IS NOT NULL
    AND lineage = (SELECT lineage FROM clock) FOR UPDATE SKIP LOCKED)`;

/** Effects owed from an earlier lineage that aren't yet marked as possibly sent. */
const unsuspected = `(maybe_sent = 0 OR tried_from IS NULL) AND id <= (
    SELECT CASE WHEN mark.came_from = clock.lineage THEN mark.owed_before ELSE (SELECT max(id) FROM outbox) END
    FROM clock, lineage_mark AS mark WHERE clock.lineage <> current_lineage())`;

/**
 * Marks owed effects as possibly sent in a database that was restored to an earlier moment, or lost its last commits in a crash.
 * They're looked for in Slack first, as after `restore` of a file. Rows that another process has locked are left for the next
 * time: returns their lanes, in which nothing can be claimed until then, or null if none are left.
 */
export async function suspectRestored(sql: Sql): Promise<readonly string[] | null> {
  const [, , , , , { rows }] = await allOf([
    sql(`SELECT pg_advisory_xact_lock(${suspectingLock})`),
    sql(keepBound),
    sql(
      `UPDATE outbox SET maybe_sent = 1, tried_from = greatest(0, coalesce(tried_from, owed_at - @before))
         WHERE id = ANY(ARRAY(SELECT id FROM outbox WHERE ${unsuspected} FOR UPDATE SKIP LOCKED))`,
      { before: clocksDifferMs },
    ),
    sql(
      `UPDATE clock SET lineage = current_lineage() WHERE id = (SELECT id FROM clock
         WHERE lineage IS DISTINCT FROM current_lineage() AND NOT EXISTS (SELECT FROM outbox WHERE ${unsuspected})
         FOR UPDATE SKIP LOCKED)`,
    ),
    sql(forgetBound),
    sql(
      `SELECT CASE WHEN lineage IS DISTINCT FROM current_lineage()
         THEN ARRAY(SELECT DISTINCT lane FROM outbox WHERE ${unsuspected}) END AS lanes FROM clock`,
    ),
  ]);
  return lanesRow.parse(rows)[0].lanes;
}

/** Whether a clock that goes from one time to another (UTC ms) was set back, because even a well-kept one goes back a little. */
export const isSetBack = (from: number, to: number): boolean => from > to + slewMs;

/** The latest time that was seen, UTC ms; to the second if the store is being written to. */
export async function latest(sql: Sql): Promise<number> {
  const { rows } = await sql('SELECT latest FROM clock');
  return latestRow.parse(rows)[0].latest;
}
