import { expect, onTestFinished, test } from 'vitest';
import { poolFor } from '../../../src/store/postgres/database/pool.ts';
import { Transactions } from '../../../src/store/postgres/database/transactions.ts';
import { describeWith } from '../../support/describe-with.ts';
import { freshDatabase, lackOfPostgres, withClient } from '../support/postgres.ts';

/** A bot with one connection, on which statements are prepared, and what a pooler does to that between two transactions. */
async function place() {
  const url = await freshDatabase();
  const pool = poolFor(url);
  const transactions = new Transactions(pool);
  onTestFinished(() => transactions.close());
  /** Its statement is new to the connection each time if it has another name. */
  const keep = (as: string) =>
    transactions.write(
      (sql) => sql(`INSERT INTO people VALUES (gen_random_uuid()::text, 'X') /* ${as} */`),
      'answer',
    );
  const list = () => transactions.read((sql) => sql('SELECT * FROM people'));
  await keep('known');
  await list();
  const onConnection = async (text: string) => {
    const client = await pool.connect();
    await client.query(text);
    client.release();
  };
  return { url, keep, list, onConnection };
}

describeWith(lackOfPostgres, 'On a connection to PostgreSQL', () => {
  test.each(['DISCARD ALL', 'DEALLOCATE ALL'])(
    'whose session was reset by %s, a write saves everything or nothing and is done once, whatever was prepared',
    async (reset) => {
      const { keep, list, onConnection } = await place();
      for (const [n, as] of ['known', 'new', 'known', 'newer'].entries()) {
        await onConnection(reset);
        await keep(as);
        expect((await list()).count).toBe(n + 2);
      }
    },
  );

  test('whose session was reset, a read is done all the same', async () => {
    const { list, onConnection } = await place();
    await onConnection('DISCARD ALL');
    expect((await list()).count).toBe(1);
  });

  test('that has prepared a statement, it is run again after its table has got another column', async () => {
    const { url, list } = await place();
    await withClient(url, (client) => client.query('ALTER TABLE people ADD COLUMN pronouns text'));
    expect((await list()).rows).toEqual([{ user: expect.any(String), name: 'X', pronouns: null }]);
  });
});
