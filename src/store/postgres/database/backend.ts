import type { ClientBase } from 'pg';
import { z } from 'zod';
import { silentMs, tryMs } from './pool.ts';
import { sendQuery } from './sending.ts';
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

/**
 * What ends a session that got the first of several statements, and waits for the others with its locks: of PostgreSQL's limits, only
 * that of a transaction, from version 17 on; on any, TCP keepalive, as soon as it ends our side. The system's default is two hours.
 */
const limits: Readonly<Record<string, number>> = {
  tcp_keepalives_idle: silentMs / 1_000,
  tcp_keepalives_interval: 1,
  tcp_keepalives_count: 10,
  tcp_user_timeout: 2 * silentMs,
  transaction_timeout: tryMs,
};

const limitSql = `SELECT set_config(name, value, false) FROM pg_settings JOIN (VALUES
    ${Object.entries(limits)
      .map(([name, value]) => `('${name}', '${value}')`)
      .join(', ')}) AS own (name, value) USING (name)`;

/**
 * Sets the limits of a connection's session that can't be named while it's made: a server that doesn't know one would refuse the
 * connection. The first statement doesn't wait for it.
 */
export function limitSession(client: ClientBase): void {
  sendQuery(client, limitSql).catch(() => {});
}
