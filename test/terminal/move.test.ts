import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { needlesIn } from '../../src/domain/find/terms.ts';
import { anything } from '../../src/domain/find/wanted.ts';
import { plainText } from '../../src/domain/text/text.ts';
import { movedTables } from '../../src/store/moving/moving.ts';
import type { Store } from '../../src/store/store.ts';
import { moved } from '../../src/terminal/move.ts';
import { story } from '../domain/support/actions.ts';
import { minute } from '../domain/support/fixtures.ts';
import { changed, claim, open, tell } from '../store/support/orders.ts';
import { freshDatabase, lackOfPostgres, withClient } from '../store/support/postgres.ts';
import { openDatabase } from '../store/support/postgres-engine.ts';
import { openFile, temporaryFolder, withSql } from '../store/support/sqlite.ts';
import { describeWith } from '../support/describe-with.ts';
import { newDatabase, tablesOf } from './export/support/exports.ts';
import { historyOf, plantUnreadable } from './export/support/histories.ts';

/** What happened in a store, and what the tables besides hold. */
async function historyWithEverything(stories: Parameters<typeof historyOf>[0]): Promise<string> {
  const file = await historyOf(stories);
  const store = openFile(file);
  await tell(store, open('Inbox hangs'), { inboxId: 'form', content: 'hash' });
  const [first, second] = await claim(store, minute(0));
  if (first)
    await store.settle({
      claim: first,
      as: {
        kind: 'dead',
        at: minute(1),
        why: 'no\0_scope',
        todo: 'Add it.',
        againAt: minute(60),
        call: 'chat',
      },
    });
  if (second) await store.settle({ claim: second, as: { kind: 'retry', at: minute(9), why: 'slow' } });
  await store.makeTallies(null, 3);
  await store.close();
  withSql(file, (db) => {
    db.exec('INSERT INTO episodes VALUES (1700000000000, \'{"later":"version"}\')');
    db.exec('INSERT INTO watch VALUES (1, \'{"suspectSince":null,"lastBadAt":null,"after":0}\')');
    db.exec("UPDATE sqlite_sequence SET seq = seq + 100 WHERE name = 'outbox'");
    db.exec('INSERT INTO numbering VALUES (1, 77)');
  });
  return file;
}

const names = [...movedTables.map(({ name }) => name), 'clock', 'numbering', 'sqlite_sequence'];

/** No engine but SQLite keeps the character of code 0. */
const withoutNul = (tables: unknown): unknown =>
  JSON.parse(
    JSON.stringify(tables, (_, value) =>
      typeof value === 'string' ? value.replaceAll('\0', '\u{FFFD}') : value,
    ),
  );

const textOf = async (from: string, to: string): Promise<string> => {
  const done = await moved(from, to);
  return 'text' in done ? done.text : done.refused;
};

/** The numbers of the incidents that are found by a word, once all are in the index. */
async function found(store: Store, word: string): Promise<number[]> {
  while (await store.indexMore());
  const page = { before: null, limit: 100, known: 'all' } as const;
  return (await store.find({ ...anything, needles: needlesIn(word) }, page)).map(({ id }) => id);
}

describeWith(lackOfPostgres, 'Moving', () => {
  test('to PostgreSQL and back gives the file that it came from, row for row, which is unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(story, { minLength: 2, maxLength: 4 }), async (stories) => {
        const from = await historyWithEverything(stories);
        plantUnreadable(from);
        const [through, back] = [await freshDatabase('template1'), newDatabase()];
        const bytes = readFileSync(from);
        await textOf(`file:${from}`, through);
        expect(readFileSync(from).equals(bytes)).toBe(true);
        await textOf(through, `file:${back}`);
        expect(tablesOf(back, names)).toEqual(withoutNul(tablesOf(from, names)));
      }),
      { numRuns: 3 },
    );
  });

  test('says what was moved, what is unchanged, and what to do next', async () => {
    const from = await historyOf([[], []]);
    const to = await freshDatabase();
    expect(await textOf(`file:${from}`, to)).toMatch(
      /^2 incidents with \d+ events and all the rest moved to postgres:\/\/\S+, and compared row by row\.\n\S+incidents\.db is unchanged\. Set DATABASE_URL to the new database, then start the bot: npm start\nDon't start a bot on the old one again: both would post what is still pending\.$/,
    );
  });

  test('lets a bot go on: with its effects, its numbers, its known payloads, and its words', async () => {
    const from = await historyWithEverything([[]]);
    const to = await freshDatabase();
    await textOf(`file:${from}`, to);
    const [before, after] = [openFile(from), openDatabase(to)];
    expect(await after.pending()).toEqual(await before.pending());
    expect((await after.dead()).map(({ key }) => key)).toEqual((await before.dead()).map(({ key }) => key));
    expect(await after.received('form', 'hash')).toMatchObject({ kind: 'repeated' });
    expect(await found(after, 'hangs')).toEqual(await found(before, 'hangs'));
    expect(changed(await tell(after, open())).id).toBe(78);
    const newest = (store: Store) => claim(store, minute(500), [], 99).then((all) => all.at(-1)?.id);
    changed(await tell(before, open()));
    expect(await newest(after)).toBe(await newest(before));
  });

  test.each(['incidents', 'people', 'inbox', 'episodes'])(
    'is refused if the new database has %s',
    async (table) => {
      const from = await historyWithEverything([[]]);
      const to = await freshDatabase();
      await textOf(`file:${from}`, to);
      const others = movedTables.map(({ name }) => name).filter((name) => name !== table);
      await withClient(to, async (client) => {
        await client.query('SET session_replication_role = replica');
        for (const other of others) await client.query(`DELETE FROM ${other}`);
      });
      await expect(moved(`file:${from}`, to)).rejects.toThrow(
        new RegExp(`isn't empty: it has ${table}\\. Nothing was changed\\. Move into a new one\\.$`),
      );
    },
  );

  test('works if only a bot of the same Slack workspace has started on the new database', async () => {
    const home = { team: 'T1', url: 'https://one.slack.com/' };
    const [from, to, ofOthers] = [await historyOf([[]]), await freshDatabase(), await freshDatabase()];
    const startedOn = async (store: Store, team: string) => {
      await store.homeOf({ ...home, team });
      await store.close();
    };
    await startedOn(openFile(from), 'T1');
    await startedOn(openDatabase(to), 'T1');
    await startedOn(openDatabase(ofOthers), 'T2');
    expect(await textOf(`file:${from}`, to)).toMatch(/^1 incident with/);
    await expect(moved(`file:${from}`, ofOthers)).rejects.toThrow(/isn't empty: it has workspace\./);
    await expect(moved(`file:${from}`, to)).rejects.toThrow(/isn't empty: it has incidents\./);
  });

  test('is refused while a bot runs, on either side', async () => {
    const file = await historyOf([[]]);
    const to = await freshDatabase();
    const bot = openFile(file);
    await expect(moved(`file:${file}`, to)).rejects.toThrow(
      /^A bot is already using the database .*incidents\.db/,
    );
    await bot.close();
    await withClient(to, (client) =>
      client.query("UPDATE delivery SET expires_at = clock_timestamp() + interval '1 minute'"),
    );
    for (const [one, other] of [
      [`file:${file}`, to],
      [to, `file:${newDatabase()}`],
    ] as const)
      await expect(moved(one, other)).rejects.toThrow(
        /^A bot is using the database postgres:.*Stop all bots on it/,
      );
  });

  test('leaves both as they were if the copy of a row is another one', async () => {
    const file = await historyOf([[], []]);
    const to = await freshDatabase();
    await withClient(to, (client) =>
      client.query(`CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN IF new.id = 2 THEN new.title := 'Other'; END IF; RETURN new; END $$;
        CREATE TRIGGER spoil BEFORE INSERT ON incidents FOR EACH ROW EXECUTE FUNCTION spoil()`),
    );
    await expect(moved(`file:${file}`, to)).rejects.toThrow(
      'Nothing was moved: the copy of a row of incidents differs (2). Both databases are as they were.',
    );
    expect(await openDatabase(to).list({ open: false, limit: 9, known: 'all' })).toEqual([]);
  });

  test('from a database to itself is refused', async () => {
    const to = await freshDatabase();
    expect(await textOf(to, to)).toBe('--to is the database that DATABASE_URL names. Nothing was moved.');
    // Named in two ways, it's the same all the same.
    await expect(moved(to, to.replace('postgres://', 'postgresql://'))).rejects.toThrow(
      /^The database postgres:\S+ is in use, perhaps by another command\. Nothing was changed\. Wait for that to end, then start this again\.$/,
    );
  });
});

describe('Moving without PostgreSQL', () => {
  test('is refused if there is nothing to move', async () => {
    const missing = join(temporaryFolder(), 'none.db');
    await expect(moved(`file:${missing}`, `file:${newDatabase()}`)).rejects.toThrow(
      `There's no database at ${missing}. Check DATABASE_URL. Nothing was moved.`,
    );
    expect(existsSync(missing)).toBe(false);
  });

  test.each<[string, (path: string) => void]>([
    ['a file of something else', (path) => writeFileSync(path, 'Not a database. '.repeat(99))],
    ['a folder', (path) => mkdirSync(path)],
    [
      'a database of a later version',
      (path) => new Database(path).exec('PRAGMA user_version = 9999').close(),
    ],
  ])('into %s is refused without advice that would replace the source', async (_what, make) => {
    const taken = join(temporaryFolder(), 'taken');
    make(taken);
    const filled = await historyOf([[]]);
    const refused = await moved(`file:${filled}`, `file:${taken}`).catch((error: Error) => error.message);
    expect(refused).toMatch(
      /^--to names \/.*\/taken, which can't become a database of the bot(?: \([^)]+\))?\. Nothing was moved\. Name a new file, on a disk with room\.$/,
    );
  });

  test('is refused to what is no database, without repeating its password', async () => {
    const refused = await textOf(`file:${newDatabase()}`, 'mysql://bot:secret@db.example/incidents');
    expect(refused).toMatch(/^--to must be a file.* Nothing was moved\.$/);
    expect(refused).not.toContain('secret');
  });

  test('works from a file to another, too', async () => {
    const from = await historyOf([[]]);
    const store = openFile(from);
    await tell(
      store,
      { type: 'add_note', text: plainText('More'), when: null },
      { target: (await store.list({ open: false, limit: 1 }))[0]?.id ?? 'new' },
    );
    await store.close();
    const to = newDatabase();
    await textOf(`file:${from}`, `file:${to}`);
    const rows = movedTables.map(({ name }) => name);
    expect(tablesOf(to, rows)).toEqual(tablesOf(from, rows));
  });
});
