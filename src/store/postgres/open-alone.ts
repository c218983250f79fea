import { Client } from 'pg';
import { StoreUnavailable } from '../store-unavailable.ts';
import { schemaLock } from './database/migrate.ts';
import { connectionTo } from './database/pool.ts';
import { cannotOpenPostgres } from './open-postgres.ts';

/** How long the connection may take to be made, ms: nobody in Slack waits for it. */
const connectMs = 10_000;

/**
 * One connection for work of any length, on which nothing is ended because it takes long; `prepare`: what comes first there.
 * Throws StoreUnavailable.
 */
export async function openAlone(url: string, prepare: (client: Client) => Promise<void>): Promise<Client> {
  const client = new Client({
    ...connectionTo(url),
    connectionTimeoutMillis: connectMs,
    statement_timeout: 0,
    idle_in_transaction_session_timeout: 0,
  });
  // Whoever asks it something learns that it's lost.
  client.on('error', () => {});
  try {
    await client.connect();
    await prepare(client);
    return client;
  } catch (cause) {
    await client.end().catch(() => {});
    throw cause instanceof StoreUnavailable ? cause : cannotOpenPostgres(url, cause);
  }
}

/**
 * Keeps every bot from writing to the database until the connection ends; `name`: what people call it. Throws
 * StoreUnavailable if a bot is running on it, or if somebody else does the same.
 */
export async function keepBotsOut(client: Client, name: string): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM delivery WHERE expires_at <= clock_timestamp() AND pg_try_advisory_lock(${schemaLock})`,
  );
  if (rowCount === 0)
    throw new StoreUnavailable(
      `A bot is using the database ${name}. Stop all bots on it, then start this again.`,
    );
}
