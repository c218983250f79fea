import { type ClientBase, DatabaseError } from 'pg';
import { z } from 'zod';
import { isConflict, TookTooLong } from './losses.ts';
import { runStatement, type Sql, type Statement, sendQuery } from './sql.ts';

const ended = z.tuple([z.object({ status: z.enum(['committed', 'aborted', 'in progress', 'unknown']) })]);

/** Which transaction it is: its number, on which course of events. After a crash or a failover, another has the same. */
export type Identity = { readonly xid: string; readonly lineage: string };

/**
 * Sends what a transaction ends with and its commit at once: PostgreSQL runs them in their order, and after one that fails it
 * rolls back instead of committing. Returns why it surely saved nothing, or null once it has saved all. Throws if neither is known.
 */
export async function commit(
  client: ClientBase,
  last: readonly Statement[],
): Promise<{ readonly error: unknown } | null> {
  const written = last.map((one) => runStatement(client, one));
  const committing = sendQuery(client, 'COMMIT');
  const [committed, ...others] = await Promise.allSettled([committing, ...written]);
  const failed = others.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected' && failed.reason instanceof DatabaseError)
    return { error: failed.reason };
  if (committed.status === 'rejected') {
    if (isConflict(committed.reason)) return { error: committed.reason };
    throw committed.reason;
  }
  if (committed.value.command === 'COMMIT') return null;
  return { error: new Error('A statement of the transaction failed, so nothing was saved.') };
}

/** How a transaction has ended. */
export type End = 'committed' | 'aborted' | 'unknown';

/**
 * How a transaction has ended whose connection was lost meanwhile: unknown after a crash or a failover, since the database may have
 * lost it and given its number to another. Throws TookTooLong while that isn't decided yet, or can't be known, since a standby may
 * lack it.
 */
export async function howEnded(sql: Sql, { xid, lineage }: Identity): Promise<End> {
  const { rows } = await sql(
    `SELECT CASE WHEN pg_is_in_recovery() THEN 'in progress' WHEN current_lineage() <> @lineage THEN 'unknown'
       ELSE pg_xact_status(@xid::xid8) END AS status`,
    { xid, lineage },
  );
  const [{ status }] = ended.parse(rows);
  if (status === 'in progress') throw new TookTooLong("The transaction's end isn't decided yet.");
  return status;
}
