import { type ClientBase, DatabaseError } from 'pg';
import { z } from 'zod';
import { isConflict, TookTooLong } from './losses.ts';
import { type Statement, sendQuery, sendSeries } from './sending.ts';
import type { Sql } from './sql.ts';

const ended = z.tuple([z.object({ status: z.enum(['committed', 'aborted', 'in progress', 'unknown']) })]);

/** Identifies a transaction: its ID within a lineage. After a crash or a failover, another transaction can get the same ID. */
export type Identity = { readonly xid: string; readonly lineage: string };

/**
 * Sends the last statements of a transaction together with its commit. PostgreSQL runs them in order, and rolls back if one
 * fails. Returns the error if nothing was saved, and null if everything was. Throws if it can't tell which.
 */
export async function commit(
  client: ClientBase,
  last: readonly Statement[],
): Promise<{ readonly error: unknown } | null> {
  const written = sendSeries(client, last);
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
 * Asks how a transaction ended whose connection was lost. `unknown` after a crash or a failover: the database may have lost it and
 * reused its ID. Throws TookTooLong while the transaction is still running, and on a standby, which may not have it yet.
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
