import { hostname } from 'node:os';
import type { ClientBase, Pool } from 'pg';
import type { TimeSeen } from '../delivery-lease.ts';
import { errorMessage } from '../error-message.ts';
import { withoutPassword } from '../opening/database-url.ts';
import { asBot, atTerminal } from '../patience.ts';
import type { Store } from '../store.ts';
import { StoreUnavailable } from '../store-unavailable.ts';
import { assertCurrent, migrate, rehearseMigration } from './database/migrate.ts';
import { NewestTimeline } from './database/newest-timeline.ts';
import { isAway, lacksPassword, openingTodo } from './database/opening-advice.ts';
import { assertDirect, connectionTo, poolFor } from './database/pool.ts';
import { Transactions } from './database/transactions.ts';
import { PostgresLease } from './delivery/delivery-lease.ts';
import { PostgresStore } from './postgres-store.ts';

/** Opens the store in a PostgreSQL database, see `openStore`. `timeSeen` is called before anything is written. */
export async function openPostgres(
  url: string,
  whose: 'bot' | 'terminal',
  timeSeen: (time: TimeSeen) => void = () => {},
): Promise<Store> {
  const [waiting, prepare] = whose === 'bot' ? [asBot, migrate] : [atTerminal, assertCurrent];
  const pool = await preparedPool(poolFor(url, waiting), url, prepare);
  const name = `${hostname()}, process ${process.pid}`;
  const timeline = new NewestTimeline();
  const lease = new PostgresLease({
    config: connectionTo(url),
    withinMs: waiting.leaseMs,
    name,
    timeline,
    timeSeen,
  });
  if (whose === 'bot')
    await lease.deliverer().catch(async (cause: unknown) => {
      await Promise.all([lease.close(), pool.end()]);
      throw cannotOpenPostgres(url, cause);
    });
  return new PostgresStore({ transactions: new Transactions(pool, waiting.answerMs, timeline), lease });
}

/** See `rehearseFirstStart`. */
export async function rehearseOnPostgres(url: string): Promise<void> {
  const pool = await preparedPool(poolFor(url, atTerminal), url, rehearseMigration);
  await pool.end();
}

/** The connections to a database whose schema is right. Throws StoreUnavailable. */
async function preparedPool(
  pool: Pool,
  url: string,
  prepare: (client: ClientBase) => Promise<void>,
): Promise<Pool> {
  try {
    const client = await pool.connect();
    try {
      await assertDirect(client);
      await prepare(client);
    } finally {
      // It was made before anything watched the pool's connections.
      client.release(true);
    }
    return pool;
  } catch (cause) {
    await pool.end();
    throw cause instanceof StoreUnavailable ? cause : cannotOpenPostgres(url, cause);
  }
}

/** Why a database can't be opened, with what to check. */
export const cannotOpenPostgres = (url: string, cause: unknown): StoreUnavailable =>
  new StoreUnavailable(
    (setting) =>
      `The database ${withoutPassword(url)} can't be opened (${reasonOf(cause)}). ${openingTodo(cause)(setting)}`,
    { cause, passes: isAway(cause) },
  );

/** A host with several addresses has a reason for each. */
function reasonOf(cause: unknown): string {
  if (lacksPassword(cause)) return 'it asks for a password, and none is given';
  return cause instanceof AggregateError ? errorMessage(cause.errors[0]) : errorMessage(cause);
}
