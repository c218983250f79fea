import { cpSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { migrate, migrationsFolder } from '../../../src/store/postgres/database/migrate.ts';
import { cannotOpenPostgres, openPostgres } from '../../../src/store/postgres/open-postgres.ts';
import { StoreUnavailable } from '../../../src/store/store-unavailable.ts';
import { describeWith } from '../../support/describe-with.ts';
import { freshDatabase, lackOfPostgres, withClient } from '../support/postgres.ts';
import { temporaryFolder } from '../support/sqlite.ts';

/** The folder of migrations with one more at its end. */
function withOneMore(sql: string): string {
  const folder = temporaryFolder();
  cpSync(migrationsFolder, folder, { recursive: true });
  writeFileSync(join(folder, '9999_more.sql'), sql);
  return folder;
}

const versionIn = (url: string) =>
  withClient(url, async (client) => (await client.query('SELECT version FROM schema_version')).rows);

describeWith(lackOfPostgres, 'Migrating a PostgreSQL database', () => {
  test('brings an empty one to the newest schema, and a second time changes nothing', async () => {
    const url = await freshDatabase('template1');
    await withClient(url, (client) => migrate(client));
    const first = await versionIn(url);
    await withClient(url, (client) => migrate(client));
    expect(await versionIn(url)).toEqual(first);
  });

  test('is done once when ten bots start at the same time', async () => {
    const url = await freshDatabase('template1');
    await Promise.all(Array.from({ length: 10 }, () => withClient(url, (client) => migrate(client))));
    expect(await versionIn(url)).toHaveLength(1);
  });

  test('can take longer than the time limit of other statements, even while it waits for another bot', async () => {
    const url = await freshDatabase();
    const folder = withOneMore('SELECT pg_sleep(0.4)');
    const start = async () => {
      const client = new Client({ connectionString: url, query_timeout: 200 });
      await client.connect();
      await migrate(client, folder).finally(() => client.end());
    };
    await Promise.all([start(), start()]);
    expect(await versionIn(url)).toEqual([{ version: readdirSync(folder).length }]);
  });

  test('refuses one that a newer version has migrated, and leaves it as it is', async () => {
    const url = await freshDatabase();
    await withClient(url, (client) => client.query('UPDATE schema_version SET version = 99'));
    await expect(withClient(url, (client) => migrate(client))).rejects.toThrow(
      /schema 99, but this version only knows \d+\. Start the newer version/,
    );
    expect(await versionIn(url)).toEqual([{ version: 99 }]);
  });

  test('changes nothing when a migration fails, and says which one', async () => {
    const url = await freshDatabase();
    const before = await versionIn(url);
    const folder = withOneMore('DROP VIEW timeline; SELECT 1 FROM nowhere');
    await expect(withClient(url, (client) => migrate(client, folder))).rejects.toThrow(
      /9999_more\.sql failed \(relation "nowhere" does not exist\)\. Nothing was changed\./,
    );
    expect(await versionIn(url)).toEqual(before);
    await withClient(url, (client) => client.query('SELECT * FROM timeline'));
  });

  test('refuses a database of another encoding, with how to create one', async () => {
    const url = await freshDatabase();
    await withClient(url, (client) =>
      client.query(`CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0`),
    );
    const latin = url.replace(/\/test_\w+\?/, '/latin?');
    await expect(withClient(latin, (client) => migrate(client))).rejects.toThrow(
      /stores text as LATIN1, but the bot needs UTF8\..*createdb --encoding=UTF8/,
    );
  });

  test('that loses the database is not a failed migration, so a starting bot waits and tries again', async () => {
    const url = await freshDatabase();
    const before = await versionIn(url);
    const folder = withOneMore('SELECT pg_terminate_backend(pg_backend_pid())');
    const lost = await withClient(url, (client) => migrate(client, folder)).catch((error: unknown) => error);
    expect(cannotOpenPostgres(url, lost)).toMatchObject({ passes: true });
    expect(lost).not.toBeInstanceOf(StoreUnavailable);
    expect(await versionIn(url)).toEqual(before);
  });

  test("says that a user who doesn't own the tables needs to", async () => {
    const url = await freshDatabase();
    await withClient(url, (client) => client.query('CREATE ROLE stranger LOGIN'));
    onTestFinished(async () => {
      await withClient(url, (client) => client.query('DROP ROLE stranger'));
    });
    await expect(openPostgres(url.replace('//bot@', '//stranger@'), 'bot')).rejects.toThrow(
      /\(permission denied .*\)\. The user in DATABASE_URL has to own the database and its tables\.$/,
    );
  });
});
