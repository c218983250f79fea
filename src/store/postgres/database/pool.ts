import {
  Client,
  type ClientBase,
  type ClientConfig,
  Pool,
  type PoolClient,
  type PoolConfig,
  types,
} from 'pg';
import { z } from 'zod';
import { asBot } from '../../patience.ts';
import { StoreUnavailable } from '../../store-unavailable.ts';
import { connectionOf } from './gathering-writes.ts';
import { isLoss } from './losses.ts';

/** How many statements of one process run at once; more wait for their turn. */
const connections = 10;

/**
 * How long a transaction may do nothing, ms: PostgreSQL ends that of a process that is frozen or gone, before another bot
 * waits for its locks to take over delivery.
 */
const frozenMs = 3_000;

/** How long a statement can take, ms: then PostgreSQL ends it, so that work nobody waits for any more holds no locks. */
const statementMs = 10_000;

/**
 * How long a statement can wait for a lock, ms: much less than a lease lasts, because PostgreSQL keeps the locks of a process that
 * is frozen or gone, and would wait for them.
 */
const lockMs = 1_500;

/** How long one try of work can take, ms, while nobody waits for an answer. PostgreSQL ends its statements sooner. */
export const tryMs = 15_000;

/** How long a connection can leave a statement unanswered, ms: longer than a try. Then it's closed, and its statements fail. */
const unansweredMs = 20_000;

/** How long a connection can be silent, ms, before TCP keepalive probes the other end; 10 s later it's lost. */
export const silentMs = 10_000;

const settingRow = z.tuple([z.object({ ms: z.number() })]);

const int8 = 20;

/** `bigint` as a number: everything that is kept in one is far below 2^53. */
const parsers: { readonly getTypeParser: typeof types.getTypeParser } = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === int8 ? Number : types.getTypeParser(oid, format ?? 'text'),
};

/**
 * How a connection to the database at a URL is made. Its `sslmode` means what it means to PostgreSQL's own programs: without
 * `uselibpqcompat`, pg takes `require` for `verify-full` and warns that this will change
 * (https://github.com/brianc/node-postgres/tree/master/packages/pg-connection-string).
 */
export const connectionTo = (url: string, { connectMs } = asBot): ClientConfig => ({
  connectionString: withTlsOfLibpq(url),
  // A statement doesn't wait for the answer to the one before it.
  pipeline: true,
  connectionTimeoutMillis: connectMs,
  keepAlive: true,
  keepAliveInitialDelayMillis: silentMs,
  application_name: 'intercom-incident',
  idle_in_transaction_session_timeout: frozenMs,
  statement_timeout: statementMs,
  lock_timeout: lockMs,
  types: parsers,
});

/** `sslrootcert=system` means the CAs that the program knows anyway: here, those of Node. */
function withTlsOfLibpq(url: string): string {
  const known = url.replace(/([?&])sslrootcert=system(&|$)/, '$1');
  return /[?&]sslmode=/.test(known) ? `${known}&uselibpqcompat=true` : known;
}

/**
 * Throws StoreUnavailable if the connection lacks its settings: a pooler in between drops them, and then would drop LISTEN as
 * well. What a frozen process holds would be held forever.
 */
export async function assertDirect(client: ClientBase): Promise<void> {
  const { rows } = await client.query(
    "SELECT setting::integer AS ms FROM pg_settings WHERE name = 'statement_timeout'",
  );
  const [{ ms }] = settingRow.parse(rows);
  if (ms !== statementMs)
    throw new StoreUnavailable(
      (setting) =>
        `Something between the bot and PostgreSQL, such as PgBouncer, drops the connection's settings. Nothing was changed. Name PostgreSQL itself in ${setting}.`,
    );
}

/** A connection that ends when it fails: pg leaves one open on which it couldn't log in, for example without a password. */
export class EndingClient extends Client {
  constructor(config?: ClientConfig) {
    super(config);
    const connection = connectionOf(this);
    connection?.on('error', () => connection.stream.destroy());
  }
}

/** The connections to the database at a URL, made when they are needed. */
export const poolFor = (url: string, waiting = asBot): Pool =>
  poolOf({ ...connectionTo(url, waiting), max: connections, query_timeout: unansweredMs });

/**
 * Connections that are made when needed. Losing one in use fails its statements; losing an idle one only means that it's
 * replaced.
 */
export function poolOf(config: PoolConfig): Pool {
  const pool = new Pool({ ...config, Client: EndingClient });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** Returns a connection to the pool when its work has ended, or closes it if it was lost. */
export async function released<Result>(client: PoolClient, work: Promise<Result>): Promise<Result> {
  let lost = false;
  try {
    return await work;
  } catch (error) {
    lost = isLoss(error);
    throw error;
  } finally {
    client.release(lost);
  }
}
