import { expect, test } from 'vitest';
import { describeWith } from '../support/describe-with.ts';
import { freshDatabase, lackOfPostgres, withClient } from './support/postgres.ts';

describeWith(lackOfPostgres, 'The row that all bots on a PostgreSQL database rely on', () => {
  test.each(
    ['delivery', 'numbering', 'clock'].flatMap((table) => [
      [table, `DELETE FROM ${table}`],
      [table, `TRUNCATE ${table}`],
    ]),
  )('in %s survives %s', async (table, statement) => {
    await withClient(await freshDatabase(), async (client) => {
      const before = (await client.query(`SELECT * FROM ${table}`)).rows;
      await expect(client.query(statement)).rejects.toThrow(
        `The row of ${table} is what all bots go by. Nothing was deleted.`,
      );
      expect((await client.query(`SELECT * FROM ${table}`)).rows).toEqual(before);
    });
  });

  test('can be replaced in one transaction, as a restore of the data alone does', async () => {
    await withClient(await freshDatabase(), async (client) => {
      await client.query(
        "BEGIN; DELETE FROM delivery; INSERT INTO delivery (id, term, expires_at) VALUES (1, 7, '-infinity'); COMMIT",
      );
      expect((await client.query('SELECT term FROM delivery')).rows).toEqual([{ term: '7' }]);
    });
  });
});
