import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { askBackend } from '../../../src/store/postgres/database/backend.ts';
import { poolFor } from '../../../src/store/postgres/database/pool.ts';
import { Transactions } from '../../../src/store/postgres/database/transactions.ts';
import { describeWith } from '../../support/describe-with.ts';
import { layCable } from '../support/cable.ts';
import { freshDatabase, lackOfPostgres, withClient } from '../support/postgres.ts';

/** Longer than it takes to find a forgotten connection, ms, and shorter than a try that nothing ends. */
const answerMs = 9_000;

/** A bot that has one connection to the database at a URL, behind a cable. */
async function cabled(url: string) {
  const cable = await layCable(url);
  const transactions = new Transactions(poolFor(cable.url), answerMs);
  onTestFinished(() => transactions.close());
  const read = () => transactions.read((sql) => sql('SELECT 1'));
  await read();
  return { cable, read };
}

/** Another session in the database, which sees those of the bot. */
async function somebody(url: string) {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  onTestFinished(() => client.end());
  await client.connect();
  const { pid } = await askBackend(client);
  const pidsOfBot = async (): Promise<number[]> => {
    const { rows } = await client.query(
      "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'intercom-incident'",
    );
    return rows.map((row) => row.pid);
  };
  return {
    pid,
    pidsOfBot,
    isThere: () =>
      client.query('SELECT 1').then(
        () => true,
        () => false,
      ),
  };
}

let users = 0;

/** The URL of the same database for a user who owns nothing. `may`: SQL that grants them more. */
async function asUser(url: string, may: (user: string) => string = () => ''): Promise<string> {
  users += 1;
  const name = `user_${process.pid}_${users}`;
  await withClient(url, (client) => client.query(`CREATE ROLE ${name} LOGIN; ${may(name)}`));
  onTestFinished(() => withClient(url, async (client) => void (await client.query(`DROP ROLE ${name}`))));
  const as = new URL(url);
  as.username = name;
  return as.href;
}

describeWith(lackOfPostgres, 'A bot whose connection is forgotten', () => {
  test('ends no other session with the same process ID, on another server or after a restart', async () => {
    const url = await freshDatabase();
    const { pid, pidsOfBot, isThere } = await somebody(url);
    const { cable, read } = await cabled(url);
    const [own] = await pidsOfBot();
    expect(String(own)).toHaveLength(String(pid).length);
    cable.swap(`${own}"}`, `${pid}"}`);
    cable.forget();
    await read();
    expect(await isThere()).toBe(true);
    expect(await pidsOfBot()).toContain(own);
  });

  test('ends its own session even as an ordinary user', async () => {
    const url = await freshDatabase();
    const { pidsOfBot } = await somebody(url);
    const { cable, read } = await cabled(await asUser(url));
    const [forgotten] = await pidsOfBot();
    cable.forget();
    await read();
    await expect.poll(pidsOfBot, { timeout: 20_000 }).not.toContain(forgotten);
  });
});

test.skipIf(lackOfPostgres !== null)(
  'a user who is not allowed to see their own sessions in PostgreSQL learns only their process ID',
  async () => {
    const url = await freshDatabase();
    const played = new URL(await asUser(url)).username;
    const player = await asUser(
      url,
      (name) => `GRANT ${played} TO ${name}; ALTER ROLE ${name} SET role = ${played}`,
    );
    expect(await withClient(player, askBackend)).toEqual({ pid: expect.any(Number), session: null });
  },
);
