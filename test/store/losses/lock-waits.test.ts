import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { adviceFor, OutcomeUnknown } from '../../../src/store/error-advice.ts';
import { connectionTo, poolOf } from '../../../src/store/postgres/database/pool.ts';
import type { WritingSql } from '../../../src/store/postgres/database/sql.ts';
import { Transactions } from '../../../src/store/postgres/database/transactions.ts';
import { describeWith } from '../../support/describe-with.ts';
import { overhear } from '../../support/overhear.ts';
import { layCable } from '../support/cable.ts';
import { freshDatabase, lackOfPostgres, withClient } from '../support/postgres.ts';

/** A bot that waits 50 ms for a lock each time, and a shell. */
async function place() {
  const url = await freshDatabase();
  const cable = await layCable(url);
  const transactions = new Transactions(poolOf({ ...connectionTo(cable.url), lock_timeout: 50 }), 2_000);
  onTestFinished(() => transactions.close());
  const shell = new Client({ connectionString: url });
  onTestFinished(() => shell.end());
  await shell.connect();
  await shell.query(`INSERT INTO people VALUES ('U1', 'X')`);
  return { url, cable, transactions, shell };
}

const rename = (sql: WritingSql) => sql(`UPDATE people SET name = 'Z'`);

const holdPeople = async (shell: Client) => {
  await shell.query('BEGIN');
  await shell.query(`UPDATE people SET name = 'Y'`);
};

describeWith(lackOfPostgres, "A transaction that doesn't get a lock in time", () => {
  test('is started again on the same connection', async () => {
    const { transactions, shell } = await place();
    await holdPeople(shell);
    const tries: unknown[] = [];
    await transactions.write(async (sql) => {
      tries.push((await sql('SELECT pg_backend_pid()')).rows[0]);
      if (tries.length === 3) await shell.query('COMMIT');
      await rename(sql);
    }, 'endless');
    expect(tries).toEqual([tries[0], tries[0], tries[0]]);
  });

  test('is refused with that reason and what to do', async () => {
    const { transactions, shell } = await place();
    await holdPeople(shell);
    const failed = await transactions.write(rename, 'answer').catch((error: unknown) => error);
    expect(failed).toMatchObject({ name: 'DatabaseAway', code: '55P03' });
    expect(overhear(adviceFor(failed)?.todo ?? '')).toMatch(
      /^Look in pg_stat_activity for a transaction left open/,
    );
  });

  test('for learning how it ended is reported as unknown', async () => {
    const { cable, transactions, shell } = await place();
    await transactions.write(rename, 'answer');
    let locked: Promise<unknown> = Promise.resolve();
    const renaming = transactions.write(async (sql) => {
      await rename(sql);
      locked = shell.query('BEGIN; LOCK TABLE lineage_mark IN ACCESS EXCLUSIVE MODE');
      const waiting = () =>
        sql("SELECT FROM pg_locks WHERE NOT granted AND relation = 'lineage_mark'::regclass");
      await expect.poll(async () => (await waiting()).count, { timeout: 20_000 }).toBe(1);
      cable.breakAt({ at: 'COMMIT', arrives: true });
    }, 'answer');
    await expect(renaming).rejects.toBeInstanceOf(OutcomeUnknown);
    await locked;
  });
});

describeWith(lackOfPostgres, 'A transaction whose commit conflicts with another one', () => {
  test('is known to have saved nothing', async () => {
    const { url, transactions } = await place();
    await withClient(url, (client) =>
      client.query(`
        CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN RAISE EXCEPTION 'could not serialize access' USING ERRCODE = '40001'; END $$;
        CREATE CONSTRAINT TRIGGER late AFTER UPDATE ON people DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW EXECUTE FUNCTION fail()`),
    );
    const failed = transactions.write(rename, 'answer');
    await expect(failed).rejects.toMatchObject({ name: 'DatabaseAway', code: '40001' });
  });
});
