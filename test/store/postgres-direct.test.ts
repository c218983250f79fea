import { Client } from 'pg';
import { expect, test } from 'vitest';
import { assertDirect, connectionTo } from '../../src/store/postgres/database/pool.ts';
import { openAlone } from '../../src/store/postgres/open-alone.ts';
import { cannotOpenPostgres } from '../../src/store/postgres/open-postgres.ts';
import { describeWith } from '../support/describe-with.ts';
import { layCable } from './support/cable.ts';
import { freshDatabase, lackOfPostgres, withClient } from './support/postgres.ts';

/** Whether a connection to a fresh database is one that the bot can use; why not. */
async function judged(settings: (url: string) => ConstructorParameters<typeof Client>[0]): Promise<unknown> {
  const client = new Client(settings(await freshDatabase()));
  await client.connect();
  try {
    return await assertDirect(client).then(
      () => null,
      (error: Error) => error.message,
    );
  } finally {
    await client.end();
  }
}

describeWith(lackOfPostgres, 'A connection to PostgreSQL', () => {
  test('that keeps its settings is used', async () => {
    expect(await judged(connectionTo)).toBeNull();
  });

  test('that lost them to a pooler is refused, which would lose words between bots as well', async () => {
    expect(await judged((url) => ({ connectionString: url }))).toMatch(
      /^Something between the bot and PostgreSQL, such as PgBouncer, .* Name PostgreSQL itself in DATABASE_URL\.$/,
    );
  });

  test('that lost them is refused for `move` and `import` too, which lock bots out on it', async () => {
    const cable = await layCable(await freshDatabase());
    cable.swap('statement_timeout\0', 'pooler.dropped_it\0');
    await expect(openAlone(cable.url, async () => {})).rejects.toThrow(
      /^Something between the bot and PostgreSQL, such as PgBouncer, /,
    );
  });

  test('for work of any length has no time limits, whatever the database sets', async () => {
    const url = await freshDatabase();
    const [limit, idle] = ['statement_timeout', 'idle_in_transaction_session_timeout'];
    await withClient(url, async (client) => {
      for (const name of [limit, idle])
        await client.query(
          `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET ${name} = 9', current_database()); END $$`,
        );
    });
    const client = await openAlone(url, async () => {});
    const { rows } = await client.query(
      `SELECT current_setting('${limit}') AS "limit", current_setting('${idle}') AS idle`,
    );
    await client.end();
    expect(rows).toEqual([{ limit: '0', idle: '0' }]);
  });

  test('that a pooler refuses for its settings says where to connect instead', () => {
    const refused = Object.assign(new Error('unsupported startup parameter: statement_timeout'), {
      code: '08P01',
    });
    expect(cannotOpenPostgres('postgres://bot@pooler.example/incidents', refused).message).toContain(
      'name PostgreSQL itself in DATABASE_URL, not a pooler.',
    );
  });
});
