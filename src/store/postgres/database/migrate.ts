import type { ClientBase } from 'pg';
import { z } from 'zod';
import { errorMessage } from '../../error-message.ts';
import {
  migrationFiles,
  migrationSql,
  migrationsOf,
  refuseNewer,
  refuseOther,
} from '../../opening/migrations.ts';
import { StoreUnavailable } from '../../store-unavailable.ts';
import { isAway, readOnlyTodo, unfitTodo } from './opening-advice.ts';

/** The folder with the SQL of each schema version. */
export const migrationsFolder = migrationsOf('postgres');

/**
 * The number of the advisory lock that keeps a schema as it is: shared by every transaction of a bot that writes, exclusive
 * while the schema is migrated. ("inc" in ASCII; nothing else in the database should use it.)
 */
export const schemaLock = 0x69_6e_63;

/** PostgreSQL 15, as `server_version_num`: the oldest that the bot is tested with. */
const oldestServer = 150_000;

const serverRow = z.tuple([z.object({ version: z.number(), encoding: z.string(), readOnly: z.boolean() })]);
const schemaRow = z.tuple([z.object({ version: z.number() })]);
const knownRow = z.tuple([z.object({ known: z.boolean() })]);

/**
 * Migrates the schema to the newest version: every `NNNN_name.sql` above the one of `schema_version`, in order, all in one
 * transaction, while every other bot waits. Throws StoreUnavailable, with the database unchanged, if the server is too old,
 * if a newer program has written the database, or if a migration fails; and what pg throws if the database goes away meanwhile.
 */
export const migrate = (client: ClientBase, folder = migrationsFolder): Promise<void> =>
  tryToMigrate(client, folder, 'COMMIT');

/** Migrates the schema and rolls that back. Throws what would keep a bot from starting. */
export const rehearseMigration = (client: ClientBase): Promise<void> =>
  tryToMigrate(client, migrationsFolder, 'ROLLBACK');

async function tryToMigrate(client: ClientBase, folder: string, end: 'COMMIT' | 'ROLLBACK'): Promise<void> {
  await refuseUnfit(client);
  const files = migrationFiles(folder);
  const before = await schemaVersion(client);
  refuseNewer(before, files.length);
  if (before === files.length) return;
  let running = '';
  try {
    await client.query('BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0');
    await client.query(unhurried(`SELECT pg_advisory_xact_lock(${schemaLock})`));
    // Another bot may have migrated it while this one waited.
    const version = await schemaVersion(client);
    refuseNewer(version, files.length);
    await client.query('CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL)');
    for (const name of files.slice(version)) {
      running = name;
      await client.query(unhurried(migrationSql(folder, name)));
    }
    await client.query('DELETE FROM schema_version');
    await client.query('INSERT INTO schema_version (version) VALUES ($1)', [files.length]);
    await client.query(end);
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => {});
    if (cause instanceof StoreUnavailable || isAway(cause)) throw cause;
    throw failed(before, files.length, running, cause);
  }
}

/** A statement without a time limit: pg can't lift a connection's limit for one statement, so this is the longest timer. */
const unhurried = (text: string) => ({ text, query_timeout: 2 ** 31 - 1 });

/** Throws StoreUnavailable unless the schema is the newest one, NoTablesYet if there is none: only the bot migrates it. */
export const assertCurrent = async (client: ClientBase): Promise<void> =>
  refuseOther(await schemaVersion(client), migrationFiles(migrationsFolder).length);

/**
 * How many migrations a database has had; 0 if it isn't the bot's yet. (`to_regclass` would answer from a cache, which
 * another bot's migration has made old.)
 */
async function schemaVersion(client: ClientBase): Promise<number> {
  const [{ known }] = knownRow.parse(
    (
      await client.query(`SELECT EXISTS (
      SELECT FROM pg_tables WHERE tablename = 'schema_version' AND schemaname = ANY (current_schemas(false))
    ) AS known`)
    ).rows,
  );
  if (!known) return 0;
  const read = schemaRow.safeParse((await client.query('SELECT * FROM schema_version LIMIT 2')).rows);
  if (!read.success)
    throw new StoreUnavailable(
      (setting) =>
        `The database has a table schema_version that isn't the bot's. Nothing was changed. Create one for the bot alone with \`createdb\`, and name it in ${setting}.`,
    );
  return read.data[0].version;
}

async function refuseUnfit(client: ClientBase): Promise<void> {
  const { rows } = await client.query(
    `SELECT current_setting('server_version_num')::integer AS version, current_setting('server_encoding') AS encoding,
       current_setting('transaction_read_only')::boolean AS "readOnly"`,
  );
  const [{ version, encoding, readOnly }] = serverRow.parse(rows);
  if (version < oldestServer)
    throw new StoreUnavailable(
      (setting) =>
        `The database runs on PostgreSQL ${Math.floor(version / 10_000)}, but the bot needs 15 or later. Nothing was changed. Upgrade the server, or name a newer one in ${setting}.`,
    );
  if (encoding !== 'UTF8')
    throw new StoreUnavailable(
      `The database stores text as ${encoding}, but the bot needs UTF8. Nothing was changed. Create one with \`createdb --encoding=UTF8 --template=template0\`.`,
    );
  if (readOnly)
    throw new StoreUnavailable(
      (setting) =>
        `The database takes no writes: it's a standby, or failing over. Nothing was changed. ${readOnlyTodo(setting)}`,
      { passes: true },
    );
}

const failed = (from: number, to: number, running: string, cause: unknown): StoreUnavailable =>
  new StoreUnavailable(
    (setting) =>
      `Couldn't migrate the database from schema ${from} to ${to}: ${running || 'its beginning'} failed (${errorMessage(cause)}). Nothing was changed. ${unfitTodo(cause)?.(setting) ?? "Check that the bot's user owns the database, or start the previous version."}`,
    { cause },
  );
