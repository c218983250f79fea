import { expect } from 'vitest';
import type { Store } from '../../../../src/store/store.ts';
import { freshDatabase, withClient } from '../../support/postgres.ts';
import { openDatabase } from '../../support/postgres-engine.ts';

/** Two bots on one database, and whoever else holds something there. */
export type TwoBots = {
  readonly stores: readonly [Store, Store];
  /**
   * Runs work on both while another session holds the lock of a statement, and releases it once all of it waits, each behind
   * the one before.
   */
  colliding<Result>(lock: string, ...work: readonly (() => Promise<Result>)[]): Promise<Result[]>;
};

const quickly = `DO $$ BEGIN
  EXECUTE format('ALTER DATABASE %I SET deadlock_timeout = ''20ms''', current_database());
END $$`;

/** Opens two stores on an empty database, in which circles of waiting are found at once. */
export async function twoBots(): Promise<TwoBots> {
  const url = await freshDatabase();
  await withClient(url, (client) => client.query(quickly));
  return {
    stores: [openDatabase(url), openDatabase(url)],
    colliding: <Result>(lock: string, ...work: readonly (() => Promise<Result>)[]) =>
      withClient(url, async (client) => {
        await client.query('BEGIN');
        await client.query(lock);
        const running: Promise<Result>[] = [];
        for (const one of work) {
          running.push(one());
          await expect
            .poll(() => withClient(url, waiting), { interval: 5, timeout: 10_000 })
            .toBe(running.length);
        }
        await client.query('ROLLBACK');
        return Promise.all(running);
      }),
  };
}

type Asking = Parameters<Parameters<typeof withClient>[1]>[0];

/** How many transactions of the database wait for another. */
async function waiting(client: Asking): Promise<number> {
  const { rows } = await client.query(
    `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows[0].n;
}
