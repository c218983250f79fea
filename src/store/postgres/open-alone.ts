import type { Client } from 'pg';
import { z } from 'zod';
import { atTerminal } from '../patience.ts';
import { StoreUnavailable } from '../store-unavailable.ts';
import { limitSession } from './database/backend.ts';
import { commit, type End, howEnded, type Identity } from './database/commit.ts';
import { isLoss } from './database/losses.ts';
import { schemaLock } from './database/migrate.ts';
import { assertDirect, connectionTo, EndingClient, poolFor } from './database/pool.ts';
import { Transactions } from './database/transactions.ts';
import { cannotOpenPostgres } from './open-postgres.ts';

/** Lifts every time limit on work that this PostgreSQL knows, whether the connection, the user, or the database sets it. */
const unlimited = `SELECT set_config(name, '0', false) FROM pg_settings WHERE name IN
  ('statement_timeout', 'lock_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout', 'idle_session_timeout',
   'tcp_user_timeout')`;

const standbyRow = z.tuple([z.object({ standby: z.boolean() })]);
const identified = z.tuple([z.object({ xid: z.string(), lineage: z.string() })]);

/**
 * Opens one connection without time limits, for work of any length, which ends if this host vanishes. `prepare`: what to run first.
 * Throws StoreUnavailable.
 */
export async function openAlone(url: string, prepare: (client: Client) => Promise<void>): Promise<Client> {
  const client = new EndingClient(connectionTo(url, atTerminal));
  // Whoever asks it something learns that it's lost.
  client.on('error', () => {});
  try {
    await client.connect();
    await assertDirect(client);
    limitSession(client);
    await client.query(unlimited);
    await prepare(client);
    return client;
  } catch (cause) {
    await client.end().catch(() => {});
    throw cause instanceof StoreUnavailable ? cause : cannotOpenPostgres(url, cause);
  }
}

/**
 * Keeps every bot from writing to the database until the connection ends; `name`: what people call it. Throws
 * StoreUnavailable if a bot is running on it, if another command or a change holds it, or on a standby, which can't tell.
 */
export async function keepBotsOut(client: Client, name: string): Promise<void> {
  const { rows } = await client.query('SELECT pg_is_in_recovery() AS standby');
  if (standbyRow.parse(rows)[0].standby)
    throw new StoreUnavailable(
      (setting) =>
        `The database ${name} is a standby, whose copy can be old. Nothing was changed. Name the primary in ${setting}.`,
    );
  const { rowCount: free } = await client.query(`SELECT WHERE pg_try_advisory_lock(${schemaLock})`);
  if (await isDelivered(client))
    throw new StoreUnavailable(
      `A bot is using the database ${name}. Stop all bots on it, then start this again.`,
    );
  if (!free)
    throw new StoreUnavailable(
      `The database ${name} is in use, perhaps by another command. Nothing was changed. Wait for that to end, then start this again.`,
    );
}

/** Whether a bot has the right to deliver. */
export async function isDelivered(client: Client): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM delivery WHERE expires_at > clock_timestamp()');
  return rowCount !== 0;
}

/** Whether a bot or a command has connected since this connection was made, and still is: bots that are kept out wait. */
export async function isAwaited(client: Client): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM pg_stat_activity AS other JOIN pg_stat_activity AS own USING (datid, application_name, backend_type)
       WHERE own.pid = pg_backend_pid() AND other.backend_start > own.backend_start`,
  );
  return rowCount !== 0;
}

/**
 * Commits everything. If the connection is lost meanwhile, asks on another one whether the commit went through. Throws the error
 * if it didn't, or StoreUnavailable if that can't be known; `name`: what people call the database.
 */
export async function commitAlone(client: Client, url: string, name: string): Promise<void> {
  const { rows } = await client.query('SELECT pg_current_xact_id()::text AS xid, mark_lineage() AS lineage');
  const [identity] = identified.parse(rows);
  try {
    const failed = await commit(client, []);
    if (failed) throw failed.error;
  } catch (cause) {
    if (!isLoss(cause)) throw cause;
    const end = await askForEnd(url, identity);
    if (end === 'aborted') throw cause;
    if (end !== 'committed')
      throw new StoreUnavailable(
        `The database ${name} went away while it was saving, so it has everything or nothing. Once it's back, start this again: it says if the database isn't empty.`,
        { cause },
      );
  }
}

/** Returns `unknown` if the database stays away. */
async function askForEnd(url: string, identity: Identity): Promise<End> {
  const asking = new Transactions(poolFor(url, atTerminal), atTerminal.answerMs);
  try {
    return await asking.read((sql) => howEnded(sql, identity));
  } catch {
    return 'unknown';
  } finally {
    await asking.close();
  }
}
