import { expect, onTestFinished, test } from 'vitest';
import type { TimeSeen } from '../../../src/store/delivery-lease.ts';
import { openPostgres } from '../../../src/store/postgres/open-postgres.ts';
import { describeWith } from '../../support/describe-with.ts';
import { changed, open, tell } from '../support/orders.ts';
import { freshDatabase, lackOfPostgres, withClient } from '../support/postgres.ts';

/** A database without tables, after some statements; `DB` in them is its name. */
async function databaseAfter(...statements: string[]): Promise<string> {
  const url = await freshDatabase('template1');
  const name = new URL(url).pathname.slice(1);
  await withClient(url, async (client) => {
    for (const one of statements) await client.query(one.replaceAll('DB', name));
  });
  return url;
}

/** The URL of a database for a user that only the running test has: users belong to the whole server. */
async function roleFor(url: string, rights: string): Promise<string> {
  const name = `role_of_${new URL(url).pathname.slice(1)}`;
  await withClient(url, (client) => client.query(`CREATE ROLE ${name} LOGIN ${rights}`));
  onTestFinished(async () => {
    await withClient(url, (client) =>
      client.query(`REASSIGN OWNED BY ${name} TO bot; DROP OWNED BY ${name}; DROP ROLE ${name}`),
    );
  });
  return url.replace('//bot@', `//${name}@`);
}

const opened = (url: string) =>
  openPostgres(url, 'bot').then(async (store) => {
    await store.close();
    return 'opened';
  });

const ownDatabase = 'Create one for the bot alone with `createdb`';

describeWith(lackOfPostgres, 'A PostgreSQL database', () => {
  test.each([
    ['tables of another program', ['CREATE TABLE events (id integer)'], ownDatabase],
    [
      'functions of another program',
      ["CREATE FUNCTION utc_text(ms bigint) RETURNS text LANGUAGE sql AS $$ SELECT '' $$"],
      ownDatabase,
    ],
    ['a schema_version with other columns', ['CREATE TABLE schema_version (installed text)'], ownDatabase],
    ['a schema_version without a row', ['CREATE TABLE schema_version (version integer)'], ownDatabase],
    [
      'a schema_version with words',
      ['CREATE TABLE schema_version (version text)', "INSERT INTO schema_version VALUES ('V1')"],
      ownDatabase,
    ],
    [
      'no schema in its search_path',
      ['ALTER DATABASE DB SET search_path TO missing'],
      'Create the schema that the search_path of the user or the database names.',
    ],
    [
      'a default of reading only',
      ['ALTER DATABASE DB SET default_transaction_read_only TO on'],
      'Name the primary in DATABASE_URL, or turn off default_transaction_read_only',
    ],
  ])('with %s is refused with what to do, and stays as it was', async (_name, statements, todo) => {
    const url = await databaseAfter(...statements);
    await expect(opened(url)).rejects.toThrow(/Nothing was changed\./);
    await expect(opened(url)).rejects.toThrow(todo);
    const { rowCount } = await withClient(url, (client) =>
      client.query("SELECT FROM pg_tables WHERE tablename IN ('incidents', 'outbox')"),
    );
    expect(rowCount).toBe(0);
  });

  test('that lets in no more connections is refused with which limits to raise', async () => {
    const url = await roleFor(await databaseAfter(), 'CONNECTION LIMIT 0');
    await expect(opened(url)).rejects.toThrow(
      /too many connections .*Raise max_connections of PostgreSQL, or the limit of the user or the database\.$/,
    );
  });

  test.each([
    "default_transaction_isolation TO 'serializable'",
    "timezone TO 'Pacific/Kiritimati'",
    "datestyle TO 'German'",
    "client_encoding TO 'LATIN1'",
    "statement_timeout TO '50ms'",
    "idle_in_transaction_session_timeout TO '1ms'",
    "idle_session_timeout TO '100ms'",
    'extra_float_digits TO -15',
    'standard_conforming_strings TO off',
    'plan_cache_mode TO force_generic_plan',
  ])('whose user or database has %s works as any other', async (setting) => {
    const url = await databaseAfter();
    const [owner, name] = [await roleFor(url, ''), new URL(url).pathname.slice(1)];
    const user = new URL(owner).username;
    await withClient(url, async (client) => {
      await client.query(`ALTER DATABASE ${name} OWNER TO ${user}`);
      await client.query(`ALTER ROLE ${user} IN DATABASE ${name} SET ${setting}`);
    });
    const times: TimeSeen[] = [];
    const store = await openPostgres(owner, 'bot', (time) => void times.push(time));
    onTestFinished(() => store.close());
    const { id } = changed(await tell(store, open('Chats hängen 😀')));
    expect(await store.list({ open: true, limit: 9 })).toMatchObject([{ id, title: 'Chats hängen 😀' }]);
    expect(await store.lease.take()).toMatchObject({ term: 1 });
    for (const { now } of times) expect(Math.abs(now - Date.now())).toBeLessThan(60_000);
  });

  test('all of whose tables are published is migrated, and serves as any other', async () => {
    const url = await databaseAfter('CREATE PUBLICATION everything FOR ALL TABLES');
    const store = await openPostgres(url, 'bot');
    onTestFinished(() => store.close());
    const { id } = changed(await tell(store, open()));
    expect(await store.incident(id)).toMatchObject({ kind: 'found' });
    await expect(opened(url)).resolves.toBe('opened');
  });

  test('keeps its tables in the schema that its search_path names, and finds them again', async () => {
    const url = await databaseAfter('CREATE SCHEMA app', 'ALTER DATABASE DB SET search_path TO app');
    expect([await opened(url), await opened(url)]).toEqual(['opened', 'opened']);
    const { rows } = await withClient(url, (client) =>
      client.query("SELECT schemaname FROM pg_tables WHERE tablename = 'incidents'"),
    );
    expect(rows).toEqual([{ schemaname: 'app' }]);
  });
});
