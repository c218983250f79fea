import type { Client } from 'pg';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { describeWith } from '../../support/describe-with.ts';
import { lendDatabase, writtenTables } from '../support/lent-databases.ts';
import { freshDatabase, lackOfPostgres, withClient } from '../support/postgres.ts';

const names = z.array(z.object({ tablename: z.string() }));

/** What stands in each table, and which number comes next, as text. */
async function contents(client: Client): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const { tablename: name } of names.parse((await client.query(`${writtenTables} ORDER BY 1`)).rows))
    found.set(name, JSON.stringify((await client.query(`TABLE ${name}`)).rows));
  const numbers = await client.query('SELECT sequencename, last_value FROM pg_sequences ORDER BY 1');
  return found.set('the sequences', JSON.stringify(numbers.rows));
}

/** Puts a row, and nothing else, into each table, and takes a number from each sequence. */
const spoil = `
SET session_replication_role = replica;
DO $$ DECLARE here text; fields text; row text; BEGIN
  FOR here IN ${writtenTables} LOOP
    SELECT string_agg(quote_ident(column_name), ','), string_agg(
      CASE WHEN column_name = 'id' AND data_type <> 'text' THEN '1'
      WHEN data_type LIKE 'timestamp%' THEN 'now()' WHEN data_type LIKE '%int%' THEN '-7' ELSE '''word''' END, ',')
      INTO fields, row FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name = here
        AND is_generated = 'NEVER' AND NOT (table_name = 'outbox' AND column_name = 'episode');
    EXECUTE format('DELETE FROM %1$I; INSERT INTO %1$I (%2$s) VALUES (%3$s)', here, fields, row);
  END LOOP;
  PERFORM nextval(format('%I.%I', schemaname, sequencename)::regclass) FROM pg_sequences;
END $$`;

describeWith(lackOfPostgres, 'A database that tests are lent one after another', () => {
  test('equals a fresh one when it is lent again, whatever a test wrote into it', async () => {
    const fresh = await withClient(await freshDatabase(), contents);
    const first = await lendDatabase();
    await withClient(first.url, (client) => client.query(spoil));
    const spoiled = await withClient(first.url, contents);
    for (const [table, rows] of fresh) expect(spoiled.get(table), table).not.toBe(rows);
    await first.giveBack();

    const again = await lendDatabase();
    expect(again.url).toBe(first.url);
    expect(await withClient(again.url, contents)).toEqual(fresh);
    await again.giveBack();
  });

  test('has no connection of an earlier test left when it is lent again', async () => {
    const first = await lendDatabase();
    await withClient(first.url, async (left) => {
      await left.query('BEGIN');
      await left.query('UPDATE numbering SET highest = 7');
      await first.giveBack();

      await expect(left.query('COMMIT')).rejects.toThrow('not queryable');
    });
    const again = await lendDatabase();
    const { rows } = await withClient(again.url, (client) => client.query('SELECT highest FROM numbering'));
    expect(rows).toEqual([{ highest: '0' }]);
    await again.giveBack();
  });
});
