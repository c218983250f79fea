import type { ClientBase } from 'pg';
import { z } from 'zod';
import { sqlOn } from './sql.ts';

/**
 * SQL that identifies a row of pg_stat_activity on any server at any time: after a restart, or on another server, the same
 * process ID belongs to a different session. Null if the user isn't allowed to see when the session began.
 */
export const sessionSql = "extract(epoch FROM backend_start) || ' ' || pid";

/** A connection as PostgreSQL sees it: the process ID, which a notification carries, and the session (see `sessionSql`). */
type Backend = { readonly pid: number; readonly session: string | null };

const asked = z.tuple([z.object({ pid: z.number(), session: z.string().nullable() })]);

/** Reads the process ID and the session of a connection. */
export async function askBackend(client: ClientBase): Promise<Backend> {
  const { rows } = await sqlOn(client)(
    `SELECT pg_backend_pid() AS pid,
       (SELECT ${sessionSql} FROM pg_stat_activity WHERE pid = pg_backend_pid()) AS session`,
  );
  return asked.parse(rows)[0];
}
