import { DatabaseError } from 'pg';
import { awayCode, oldPrimaryCode } from '../../error-advice.ts';

/** There is no connection to the database any more, or none can be made. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
  readonly code = awayCode;
}

/** The database didn't answer within the time limit, so the connection was given up. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
  readonly code = awayCode;
}

/** The connection leads to a former primary: another server has taken over from it. */
export class OldPrimary extends Error {
  override readonly name = 'OldPrimary';
  readonly code = oldPrimaryCode;
}

/**
 * PostgreSQL's codes (https://www.postgresql.org/docs/current/errcodes-appendix.html) for what passes without a change of the
 * program: a server that starts, stops, is full, lets nobody in, or has become a read-only standby, what took too long, and a session
 * that has lost what it had prepared.
 */
const passing = /^(?:08...|57P0[1235]|57014|53[123]00|25006|25P0[234]|26000|28...|3D000)$/;

/** Whether PostgreSQL no longer runs what it had prepared, because a table has changed: its text is in the server's language. */
const isOutdated = ({ code, routine }: DatabaseError): boolean =>
  code === '0A000' && routine === 'RevalidateCachedQuery';

/**
 * Serialization failures and deadlocks (https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html), and a
 * lock that wasn't free within `lock_timeout`.
 */
const conflicts = ['40001', '40P01', '55P03'];

/** Whether PostgreSQL ended a transaction because it conflicted with another one. The connection is still good. */
export const isConflict = (error: unknown): boolean =>
  error instanceof DatabaseError && conflicts.includes(error.code ?? '');

/** Whether the connection, its session, or the server behind it is gone, so that the connection isn't used again. */
export const isLoss = (error: unknown): boolean =>
  error instanceof DatabaseError
    ? passing.test(error.code ?? '') || isOutdated(error)
    : error instanceof ConnectionLost || error instanceof TookTooLong || error instanceof OldPrimary;

/** Whether the same work can succeed later, with nothing changed. */
export const canPass = (error: unknown): boolean => isLoss(error) || isConflict(error);

/** The error of a call to pg: everything that PostgreSQL itself doesn't say is about the connection. */
export const lossOf = (error: unknown): unknown =>
  error instanceof DatabaseError
    ? error
    : new ConnectionLost('The connection to the database is lost.', { cause: error });
