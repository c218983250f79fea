import type { ClientBase } from 'pg';
import { z } from 'zod';
import { sqlOn } from './sql.ts';

/**
 * What tells a row of pg_stat_activity from every other one, on any server at any time: after a restart or on another server, the
 * same process number is somebody else's. Null to a user who may not see when it began.
 */
export const sessionSql = "extract(epoch FROM backend_start) || ' ' || pid";

/** What a connection is to PostgreSQL: a process, by whose number it says who notifies, and its session (see `sessionSql`). */
type Backend = { readonly pid: number; readonly session: string | null };

const asked = z.tuple([z.object({ pid: z.number(), session: z.string().nullable() })]);

/** Asks a connection what it is to PostgreSQL. */
export async function askBackend(client: ClientBase): Promise<Backend> {
  const { rows } = await sqlOn(client)(
    `SELECT pg_backend_pid() AS pid,
       (SELECT ${sessionSql} FROM pg_stat_activity WHERE pid = pg_backend_pid()) AS session`,
  );
  return asked.parse(rows)[0];
}
