import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { Client } from 'pg';
import { inject, onTestFinished } from 'vitest';
import { howToGetPostgres } from '../../../demo/postgres/find-postgres.ts';
import { poolFor } from '../../../src/store/postgres/database/pool.ts';
import { Transactions } from '../../../src/store/postgres/database/transactions.ts';

const at = inject('postgresAt');

/** Why tests on PostgreSQL are left out: null if there is one. */
export const lackOfPostgres = at === null ? `the store on PostgreSQL. ${howToGetPostgres}` : null;

let made = 0;

/** A database of its own with the bot's tables, or without any, as long as it's wanted. */
export async function makeDatabase(
  template: 'empty' | 'template1' = 'empty',
): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const server = await text(connect(at ?? ''));
  made += 1;
  const name = `test_${process.pid}_${made}`;
  await withClient(server, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  return {
    url: server.replace('/postgres?', `/${name}?`),
    async drop() {
      await withClient(server, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

/** The URL of a database of the running test's own, gone when it ends. */
export async function freshDatabase(template?: 'empty' | 'template1'): Promise<string> {
  const { url, drop } = await makeDatabase(template);
  onTestFinished(drop);
  return url;
}

/** Transactions on a database, whose connections are closed when the test ends. */
export function transactionsOn(url: string): Transactions {
  const transactions = new Transactions(poolFor(url));
  onTestFinished(() => transactions.close());
  return transactions;
}

/** Does something to a database from outside, as a person with psql would. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  // What is cut off at the end of a failed test is no failure of its own.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** How many rows a table of a database has. */
export const countOf = (url: string, table: string): Promise<number | null> =>
  withClient(url, async (client) => (await client.query(`SELECT FROM ${table}`)).rowCount);

/** Runs transactions on a server, so that the IDs of those it has lost are used again. */
export const useUpNumbers = (url: string): Promise<void> =>
  withClient(url, async (client) => {
    for (let n = 0; n < 50; n += 1) await client.query('SELECT pg_current_xact_id()');
  });
