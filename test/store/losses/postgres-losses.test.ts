import type { Client } from 'pg';
import { expect, test } from 'vitest';
import { findPostgres } from '../../../demo/postgres/find-postgres.ts';
import { startPrivateServer } from '../../../demo/postgres/private-server.ts';
import { DatabaseAway, OutcomeUnknown } from '../../../src/store/error-advice.ts';
import type { Patience } from '../../../src/store/patience.ts';
import { migrate } from '../../../src/store/postgres/database/migrate.ts';
import type { Transactions } from '../../../src/store/postgres/database/transactions.ts';
import { describeWith } from '../../support/describe-with.ts';
import { layCable } from '../support/cable.ts';
import { freshDatabase, lackOfPostgres, transactionsOn, withClient } from '../support/postgres.ts';

const add = (transactions: Transactions, patience: Patience) =>
  transactions.write((sql) => sql(`INSERT INTO people VALUES (gen_random_uuid()::text, 'X')`), patience);

/** The same with its one statement sent together with the commit. */
const addAtEnd = (transactions: Transactions, patience: Patience) =>
  transactions.write(
    async (sql) => sql.atEnd(`INSERT INTO people VALUES (gen_random_uuid()::text, 'X')`),
    patience,
  );

const count = (url: string) =>
  withClient(url, async (client) => (await client.query('SELECT FROM people')).rowCount);

const cutOthers = (client: Client) =>
  client.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );

/** What a failover does: from now on the database takes no writes, or does again, and nobody stays connected. */
const setReadOnly = (url: string, to: 'on' | 'off') =>
  withClient(url, async (client) => {
    await client.query('SET default_transaction_read_only = off');
    const name = new URL(url).pathname.slice(1);
    await client.query(`ALTER DATABASE ${name} SET default_transaction_read_only = ${to}`);
    await cutOthers(client);
  });

/** A database behind a cable, with one connection that has been used. */
async function cabled() {
  const far = await freshDatabase();
  const cable = await layCable(far);
  const transactions = transactionsOn(cable.url);
  await add(transactions, 'answer');
  return { far, cable, transactions };
}

async function msUntilRefused(work: Promise<unknown>, error: new (cause: unknown) => Error): Promise<number> {
  const from = performance.now();
  await expect(work).rejects.toBeInstanceOf(error);
  return performance.now() - from;
}

describeWith(lackOfPostgres, 'A transaction whose connection is lost', () => {
  test.each([
    ['arrives', 'before', true, add],
    ["doesn't arrive", 'before', false, add],
    ['arrives', 'with', true, addAtEnd],
    ["doesn't arrive", 'with', false, addAtEnd],
  ] as const)(
    'during its commit is done once, if the commit %s, and what it writes was sent %s it',
    async (_, _when, arrives, adding) => {
      const { far, cable, transactions } = await cabled();
      cable.breakAt({ at: 'COMMIT', arrives });
      await adding(transactions, 'answer');
      expect(await count(far)).toBe(2);
    },
  );

  test('before its commit is started again', async () => {
    const { far, cable, transactions } = await cabled();
    cable.breakAt({ at: 'BEGIN', arrives: true });
    await add(transactions, 'answer');
    expect(await count(far)).toBe(2);
  });

  test('during its commit is done once, even if an earlier try that was given up goes on meanwhile', async () => {
    const { far, cable, transactions } = await cabled();
    const given: (() => void)[] = [];
    await transactions.write(async (sql) => {
      await sql(`INSERT INTO people VALUES (gen_random_uuid()::text, 'X')`);
      const goOn = given.at(-1);
      const goesOn = new Promise<void>((resolve) => given.push(resolve));
      if (given.length === 1) {
        cable.forget();
        sql('SELECT 1').catch(() => {});
        await goesOn;
      } else if (given.length === 2) {
        cable.breakAt({ at: 'COMMIT', arrives: true });
        if (goOn) setImmediate(goOn);
      }
    }, 'endless');
    expect(await count(far)).toBe(2);
  });

  test('is refused in time for an answer if the database stays silent', async () => {
    const { cable, transactions } = await cabled();
    cable.hang();
    expect(await msUntilRefused(add(transactions, 'answer'), DatabaseAway)).toBeLessThan(2_500);
    expect(
      await msUntilRefused(
        transactions.read((sql) => sql('SELECT 1')),
        DatabaseAway,
      ),
    ).toBeLessThan(2_500);
  });

  test('says that its end is unknown if the database falls silent at the commit', async () => {
    const { far, cable, transactions } = await cabled();
    const adding = transactions.write(async (sql) => {
      await sql(`INSERT INTO people VALUES ('U1', 'X')`);
      cable.breakAt({ at: 'COMMIT', arrives: true });
      setTimeout(cable.hang);
    }, 'answer');
    await msUntilRefused(adding, OutcomeUnknown);
    cable.mend();
    expect(await count(far)).toBe(2);
  });

  test('waits as long as it takes if nobody waits for an answer, and is then done once', async () => {
    const { far, cable, transactions } = await cabled();
    cable.hang();
    const adding = add(transactions, 'endless');
    await msUntilRefused(add(transactions, 'answer'), DatabaseAway);
    cable.cut();
    cable.mend();
    await adding;
    expect(await count(far)).toBe(2);
  });
});

describeWith(lackOfPostgres, 'A database', () => {
  test('that cuts every connection while nobody uses one is only connected to anew', async () => {
    const url = await freshDatabase();
    const transactions = transactionsOn(url);
    await add(transactions, 'answer');
    await withClient(url, cutOthers);
    await add(transactions, 'answer');
    expect(await count(url)).toBe(2);
  });

  test('that takes no writes for a while, as in a failover, is written to again afterwards', async () => {
    const url = await freshDatabase();
    const transactions = transactionsOn(url);
    await setReadOnly(url, 'on');
    const adding = add(transactions, 'endless');
    await expect(add(transactions, 'answer')).rejects.toBeInstanceOf(DatabaseAway);
    await setReadOnly(url, 'off');
    await adding;
    expect(await count(url)).toBe(1);
  });

  test('that takes no writes is reported as read-only, even if the last try got no answer', async () => {
    const url = await freshDatabase();
    const transactions = transactionsOn(url);
    await setReadOnly(url, 'on');
    let refused = false;
    const adding = transactions.write(async (sql) => {
      if (refused) await new Promise(() => {});
      refused = true;
      await sql(`INSERT INTO people VALUES ('U1', 'X')`);
    }, 'answer');
    await expect(adding).rejects.toMatchObject({ name: 'DatabaseAway', code: '25006' });
  });

  test('that is stopped and started again loses nothing that waits, and answers meanwhile', async () => {
    await using server = await startPrivateServer(findPostgres(process.env) ?? '');
    await withClient(server.url('postgres'), (client) => migrate(client));
    const transactions = transactionsOn(server.url('postgres'));
    await add(transactions, 'answer');
    await server.stop('fast');
    const adding = add(transactions, 'endless');
    expect(await msUntilRefused(add(transactions, 'answer'), DatabaseAway)).toBeLessThan(2_500);
    await server.start();
    await adding;
    expect(await count(server.url('postgres'))).toBe(2);
  });

  test('that a newer bot has migrated is not written to any more', async () => {
    const url = await freshDatabase();
    const transactions = transactionsOn(url);
    await add(transactions, 'answer');
    await withClient(url, (client) => client.query('UPDATE schema_version SET version = 99'));
    await expect(add(transactions, 'endless')).rejects.toThrow(/schema 99, but this version only knows/);
    expect(await count(url)).toBe(1);
  });
});
