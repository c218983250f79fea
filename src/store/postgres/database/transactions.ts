import type { Pool, PoolClient } from 'pg';
import type { Patience } from '../../patience.ts';
import { type Sql, sqlOn } from './sql.ts';

/** How often work is started again that PostgreSQL ended because it ran into another's; each time after the other. */
const conflictTries = 10;

/** Runs reads and writing transactions, each on a connection of its own. */
export class Transactions {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Runs what only reads, or needs no transaction: each statement sees what is committed when it begins. */
  read<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> {
    return this.#connected((client) => work(sqlOn(client)));
  }

  /**
   * Runs what writes, in one transaction, which is started again if it can't be brought into an order with others (so
   * `work` may run several times, and is committed once). `committed` is called when it has ended.
   */
  async write<Result>(
    work: (sql: Sql) => Promise<Result>,
    _patience: Patience,
    committed: (result: Result) => void = () => {},
  ): Promise<Result> {
    for (let tries = 1; ; tries += 1) {
      try {
        const result = await this.#connected((client) => inTransaction(client, work));
        committed(result);
        return result;
      } catch (error) {
        if (!isConflict(error) || tries === conflictTries) throw error;
      }
    }
  }

  /** Waits for what runs, and closes all connections. */
  close(): Promise<void> {
    return this.#pool.end();
  }

  async #connected<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    const client = await this.#pool.connect();
    try {
      return await work(client);
    } finally {
      client.release();
    }
  }
}

async function inTransaction<Result>(
  client: PoolClient,
  work: (sql: Sql) => Promise<Result>,
): Promise<Result> {
  await client.query('BEGIN');
  try {
    const result = await work(sqlOn(client));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** Serialization failures and deadlocks (https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html). */
const isConflict = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '40001' || error.code === '40P01');
