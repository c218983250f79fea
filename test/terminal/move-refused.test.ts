import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { move } from '../../src/store/moving/move.ts';
import { openToFill, openToMove } from '../../src/store/moving/open-to-move.ts';
import { moved } from '../../src/terminal/move.ts';
import { layCable } from '../store/support/cable.ts';
import { primaryAndStandby } from '../store/support/failover.ts';
import { leasesAt } from '../store/support/leases.ts';
import { freshDatabase, lackOfPostgres, withClient } from '../store/support/postgres.ts';
import { openDatabase } from '../store/support/postgres-engine.ts';
import { openFile, temporaryFolder, withSql } from '../store/support/sqlite.ts';
import { describeWith } from '../support/describe-with.ts';
import { newDatabase } from './export/support/exports.ts';
import { historyOf } from './export/support/histories.ts';

const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** The URL of a fresh database for a user who can only read it. */
async function readOnly(): Promise<URL> {
  const url = await freshDatabase();
  const reader = `reader_${process.pid}`;
  const asOwner = (sql: string) => withClient(url, (client) => client.query(sql));
  await asOwner(`CREATE ROLE ${reader} LOGIN; GRANT pg_read_all_data TO ${reader}`);
  onTestFinished(async () => {
    await asOwner(`DROP ROLE ${reader}`);
  });
  return new URL(url.replace('://bot@', `://${reader}@`));
}

describeWith(lackOfPostgres, 'Moving into a database', () => {
  test("whose tables the user doesn't own says who has to own them", async () => {
    const [file, to] = [await historyOf([[]]), await readOnly()];
    await expect(moved(`file:${file}`, to.href)).rejects.toThrow(
      /^Nothing was moved \(permission denied for \w+ \w+\)\. Both databases are as they were\. The users in DATABASE_URL and --to have to own their databases, with all tables\.$/,
    );
  });

  test.each<[string, (to: URL) => unknown, RegExp, object]>([
    [
      "doesn't exist",
      (to) => Object.assign(to, { pathname: '/none' }),
      /^The database postgres:\S+\/none can't be opened .* Create it with `createdb`, or check its name in --to\.$/,
      { passes: false },
    ],
    [
      'has a table schema_version without a row',
      (to) => withClient(to.href, (client) => client.query('DELETE FROM schema_version')),
      /^The database has a table .* Create one for the bot alone with `createdb`, and name it in --to\.$/,
      { passes: false },
    ],
    [
      'takes no writes',
      (to) =>
        withClient(to.href, (client) =>
          client.query(`ALTER DATABASE ${to.pathname.slice(1)} SET default_transaction_read_only TO on`),
        ),
      /^The database takes no writes: .* Name the primary in --to, or turn off default_transaction_read_only/,
      { passes: true },
    ],
  ])('that %s says what to do about --to, and whether waiting helps', async (_, spoil, sentence, passing) => {
    const [file, to] = [await historyOf([[]]), new URL(await freshDatabase())];
    await spoil(to);
    const refused = await moved(`file:${file}`, to.href).catch((error: unknown) => error);
    expect(refused).toMatchObject({ message: expect.stringMatching(sentence), ...passing });
  });

  test('behind a pooler says to name PostgreSQL itself in --to', async () => {
    const [file, cable] = [await historyOf([[]]), await layCable(await freshDatabase())];
    cable.swap('statement_timeout\0', 'pooler.dropped_it\0');
    await expect(moved(`file:${file}`, cable.url)).rejects.toThrow(/Name PostgreSQL itself in --to\.$/);
  });
});

describeWith(lackOfPostgres, 'Moving', () => {
  test.each([
    ['a row of incidents', "UPDATE incidents SET title = x'00ff'", 'neither text nor a number below 2\\^53'],
    [
      'a row of incidents',
      'UPDATE incidents SET opened_at = 9007199254740993',
      'neither text nor a number below 2\\^53',
    ],
    ['a counter', 'UPDATE clock SET latest = 9007199254740993', 'neither text nor a number below 2\\^53'],
    [
      'a row of incidents',
      "UPDATE incidents SET opened_at = 'yesterday'",
      'invalid input syntax for type bigint: "yesterday"',
    ],
  ])('names %s if another program ran: %s', async (what, spoil, why) => {
    const file = await historyOf([[]]);
    withSql(file, (db) => {
      db.pragma('foreign_keys = OFF');
      db.pragma('ignore_check_constraints = ON');
      db.exec(spoil);
    });
    const to = await freshDatabase();
    const refused = await moved(`file:${file}`, to).catch((error: Error) => error.message);
    expect(refused).toMatch(
      new RegExp(`^Nothing was moved: ${what} has a value that the bot never writes \\(${why}`),
    );
    expect(refused).toMatch(
      /Both databases are as they were\. Undo what another program wrote there, or restore a backup\.$/,
    );
    expect(await openDatabase(to).list({ open: false, limit: 9, known: 'all' })).toEqual([]);
  });

  test.each([
    ['payloads', "INSERT INTO inbox (id, received_at) VALUES ('far', -9007199254740993)", 'a row of inbox'],
    ['counters', 'UPDATE numbering SET highest = 9007199254740993', 'a counter'],
  ])('from PostgreSQL rounds no number of its %s', async (_, spoil, what) => {
    const from = await freshDatabase();
    await withClient(from, (client) => client.query(spoil));
    await expect(moved(from, `file:${newDatabase()}`)).rejects.toThrow(
      `Nothing was moved: ${what} has a value that the bot never writes (neither text nor a number below 2^53).`,
    );
  });

  test.each<[string, (url: string) => Promise<() => Promise<{ close(): Promise<void> }>>]>([
    [
      'a bot connects and delivers',
      async (url) => async () => {
        const lease = leasesAt(url).lease();
        await lease.take();
        return lease;
      },
    ],
    [
      'a bot only connects',
      async (url) => async () => {
        const store = openDatabase(url);
        await store.pending();
        return store;
      },
    ],
    [
      'a bot that was connected before begins to deliver',
      async (url) => {
        const lease = leasesAt(url).lease();
        await lease.deliverer();
        return async () => {
          await lease.take();
          return lease;
        };
      },
    ],
  ])('from PostgreSQL is refused at its end if %s there meanwhile', async (_, connected) => {
    const [from, to] = [await freshDatabase(), `file:${newDatabase()}`];
    const begin = await connected(from);
    const [source, target] = [await openToMove(from), await openToFill(to)];
    const bot = await begin();
    await expect(move(source, target)).rejects.toThrow(
      /^A bot or a command has begun to use postgres:\S+ meanwhile\. Nothing was moved\. Stop all bots on it, then start this again\.$/,
    );
    for (const one of [source, target, bot]) await one.close();
    await leasesAt(from).expire();
    await moved(from, to);
  });
});

describeWith(lackOfPostgres, 'Moving from a standby', () => {
  test("is refused, because it can't tell whether a bot writes to the primary", async () => {
    const { on, standby } = await primaryAndStandby('asynchronous');
    await expect(moved(on(standby), `file:${newDatabase()}`)).rejects.toThrow(
      /^The database postgres:\S+ is a standby, whose copy can be old\. Nothing was changed\. Name the primary in DATABASE_URL\.$/,
    );
  });
});

describe('Moving into a file', () => {
  test("that a bot uses, or that can't be created, is refused and names --to", async () => {
    const [filled, taken, file] = [await historyOf([[]]), newDatabase(), join(temporaryFolder(), 'file')];
    openFile(taken);
    writeFileSync(file, '');
    await expect(moved(`file:${filled}`, `file:${taken}`)).rejects.toThrow(
      /^A bot is already using the database \/.*\. Nothing was changed\. Stop it, or name a different one in --to\.$/,
    );
    await expect(moved(`file:${filled}`, `file:${file}/below.db`)).rejects.toThrow(
      /^--to names \/.*\/below\.db, which can't become a database of the bot \(.+\)\. Nothing was moved\. Name a new file, on a disk with room\.$/,
    );
  });

  test.each([
    [
      150,
      /^--to names \S+, which can't become a database of the bot \([^)]*(?:disk|full)[^)]*\)\. Nothing was moved\. Name a new file, on a disk with room\.$/m,
    ],
    [
      400,
      /^Nothing was moved \([^)]*(?:disk|full)[^)]*\)\. Both databases are as they were\. Check \S+, its disk,/,
    ],
  ])('whose disk has no room beyond %i blocks says so, and moves nothing', async (blocks, sentence) => {
    const [from, to] = [await historyOf([[]]), newDatabase()];
    withSql(from, (db) => db.exec(`UPDATE people SET name = '${'Alice'.repeat(50_000)}'`));
    const limited = ['-c', `ulimit -f ${blocks}; exec "$@"`, 'sh', process.execPath, program];
    const { status, stderr } = spawnSync('sh', [...limited, 'move', '--to', `file:${to}`], {
      env: { DATABASE_URL: `file:${from}` },
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([1, expect.stringMatching(sentence)]);
    await moved(`file:${from}`, `file:${to}`);
  });
});
