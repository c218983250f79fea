import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { IncidentId } from '../../src/domain/incident/ids.ts';
import { plainText } from '../../src/domain/text/text.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite-store.ts';
import type { Store } from '../../src/store/store.ts';
import { StoreUnavailable } from '../../src/store/store-unavailable.ts';
import { alice, bob, byBob, byBot, minute, ts } from '../domain/support/fixtures.ts';
import { conformance } from './conformance.ts';
import { changed, claim, open, owe, quietIncident, tell } from './support/orders.ts';
import { openFile, sqlite, temporaryFolder, withSql } from './support/sqlite.ts';

conformance(sqlite);

const databaseFile = () => join(temporaryFolder(), 'incidents.db');

/** Overwrites the middle of a database that holds something, as a broken disk does. */
function tear(file: string): void {
  withSql(file, (db) => {
    db.pragma('journal_mode = WAL');
    db.exec('CREATE TABLE filler (text TEXT)');
    db.prepare('INSERT INTO filler VALUES (?)').run('x'.repeat(50_000));
  });
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0xff, 4096, 5 * 4096));
}

/** What opening says when it does not work: a StoreUnavailable with a sentence. */
function refusal(file: string): string {
  try {
    openFile(file);
  } catch (error) {
    expect(error).toBeInstanceOf(StoreUnavailable);
    return error instanceof Error ? error.message : '';
  }
  return expect.fail('it was opened');
}

describe('opening an SQLite file', () => {
  test('creates the folder and the schema if there is nothing', async () => {
    const file = join(temporaryFolder(), 'data', 'deep', 'incidents.db');
    const store = openFile(file);
    expect(existsSync(file)).toBe(true);
    expect(changed(await tell(store, open())).id).toBe(1);
  });

  test('keeps everything that was there', async () => {
    const file = databaseFile();
    const first = openFile(file);
    const { id } = changed(await tell(first, open(), { inboxId: 'view-1' }));
    await first.rememberPerson(alice, 'Alice');
    const [incident, events, pending] = [
      await first.incident(id),
      await first.events(id),
      await first.pending(),
    ];
    await first.close();
    const second = openFile(file);
    expect(await second.incident(id)).toEqual(incident);
    expect(await second.events(id)).toEqual(events);
    expect(await second.pending()).toEqual(pending);
    expect(await second.people([alice])).toEqual(new Map([[alice, 'Alice']]));
  });

  test('keeps it in WAL mode, so that readers never wait', () => {
    const file = databaseFile();
    openFile(file);
    expect(withSql(file, (db) => db.pragma('journal_mode', { simple: true }))).toBe('wal');
  });

  test('as a second bot is refused with what to do', () => {
    const file = databaseFile();
    openFile(file);
    expect(refusal(file)).toMatch(/^A bot is already using the database .*incidents\.db.* Stop it,.*\.$/);
  });

  test('as a bot works once the other one has stopped', async () => {
    const file = databaseFile();
    await openFile(file).close();
    expect(() => openFile(file)).not.toThrow();
  });

  test('beside a running bot works for the terminal, which sees and is seen', async () => {
    const file = databaseFile();
    const bot = openFile(file);
    const { id } = changed(await tell(bot, open()));
    const terminal = openFile(file, { exclusive: false });
    expect(await terminal.list({ open: true, limit: 9 })).toHaveLength(1);
    await tell(terminal, { type: 'resolve', fix: null }, { target: id });
    expect(await bot.incident(id)).toMatchObject({ incident: { status: 'RESOLVED', seq: 2 } });
  });

  test('caches what it has read, so that a long history is read once', async () => {
    const file = databaseFile();
    const { id } = changed(await tell(openFile(file, { exclusive: true }), open()));
    const terminal = openFile(file, { exclusive: false });
    expect(await terminal.incident(id)).toMatchObject({ kind: 'found' });
    withSql(file, (db) => db.exec('DELETE FROM events'));
    expect(await terminal.incident(id)).toMatchObject({ kind: 'found', incident: { title: 'Chats hang' } });
  });

  test('of a newer program is refused, and works again with that program', () => {
    const file = databaseFile();
    withSql(file, (db) => db.pragma('user_version = 99'));
    expect(refusal(file)).toMatch(/schema 99, but this version only knows \d+\. Start the newer version/);
    withSql(file, (db) => db.pragma('user_version = 0'));
    expect(() => openFile(file)).not.toThrow();
  });

  test.each<[string, (file: string) => void]>([
    ['that is a folder', (file) => mkdirSync(file)],
    ['whose lock cannot be made', (file) => mkdirSync(`${file}.lock`)],
  ])('%s is refused with what to check', (_name, spoil) => {
    const file = databaseFile();
    spoil(file);
    expect(refusal(file)).toMatch(
      /^The database .*incidents\.db can't be opened \(.+\)\. Check .*DATABASE_URL.*\.$/,
    );
  });

  test.each<[string, (file: string) => void]>([
    [
      'that is no database',
      (file) => writeFileSync(file, 'not a database, but long enough to be read as one'.repeat(99)),
    ],
    ['with torn pages', tear],
  ])('%s is refused with how to restore, and stays as it was', (_name, spoil) => {
    const file = databaseFile();
    spoil(file);
    const before = readFileSync(file);
    expect(refusal(file)).toMatch(
      /^The database .*incidents\.db is corrupt or isn't a database \(.+\)\. .*npx intercom-incident restore FILE.*DATABASE_URL\.$/s,
    );
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('below a path that is no folder is refused with what to check', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'data'), 'x');
    expect(refusal(join(folder, 'data', 'incidents.db'))).toMatch(/can't be opened.*DATABASE_URL/);
  });

  test("throws once it's closed instead of forgetting", async () => {
    const store = openSqlite(`file:${databaseFile()}`);
    await store.close();
    await expect(tell(store, open())).rejects.toThrow();
    await expect(store.checkWritable()).rejects.toThrow();
  });
});

describe('A database that becomes corrupt while the bot runs', () => {
  test.each<[string, (store: Store) => Promise<unknown>]>([
    ['somebody asks for', (store) => store.events(1 as IncidentId)],
    ['the doctor looks through', (store) => store.unreadable()],
  ])('is unhealthy from the first corrupt page on that %s, even if it can be written', async (_who, read) => {
    const file = databaseFile();
    const before = openFile(file);
    await tell(before, open());
    await before.close();
    const store = openFile(file);
    await store.checkWritable();
    const page = withSql(file, (db) => {
      db.pragma('wal_checkpoint(TRUNCATE)');
      return Number(db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'events'").pluck().get());
    });
    writeFileSync(file, readFileSync(file).fill(0xff, (page - 1) * 4096, page * 4096));
    // Another commit, so that the store reads the pages anew.
    withSql(file, (db) => db.exec("INSERT INTO people VALUES ('U0X', 'X')"));
    await expect(read(store)).rejects.toThrow();
    await expect(store.checkWritable()).rejects.toMatchObject({ code: 'SQLITE_CORRUPT' });
  });
});

describe("Rows that aren't JSON", () => {
  test('among the events make one incident read-only', async () => {
    const bench = await sqlite.bench();
    const { id } = changed(await tell(bench.store, open()));
    await bench.plantEvent(id, 1, 'not JSON');
    const store = await bench.restart();
    expect(await store.incident(id)).toMatchObject({ kind: 'unreadable', seq: 1, why: 'it is not JSON' });
  });

  test('among the effects block nothing', async () => {
    const bench = await sqlite.bench();
    const id = await quietIncident(bench.store);
    await owe(bench.store, id, minute(0), { type: 'set_topic' }, { type: 'announce' });
    await bench.plantEffect(`set_topic:${id}`, 'not JSON');
    expect(await claim(bench.store, minute(0))).toMatchObject([{ effect: { type: 'announce' } }]);
    expect(await bench.store.dead(id)).toHaveLength(1);
  });
});

describe('the views for a person with a SQL shell', () => {
  test('tell the timeline in order, with names and UTC times', async () => {
    const file = databaseFile();
    const store = openFile(file);
    const { id } = changed(await tell(store, open(), { at: minute(0) }));
    await store.rememberPerson(alice, 'Alice');
    await tell(store, { type: 'resolve', fix: null }, { target: id, at: minute(61), by: byBob });
    const rows = withSql(file, (db) =>
      db.prepare('SELECT incident, seq, utc, who, type FROM timeline ORDER BY seq').all(),
    );
    expect(rows).toEqual([
      { incident: 'INC-1', seq: 1, utc: '2026-11-20 14:00:00', who: 'Alice', type: 'opened' },
      { incident: 'INC-1', seq: 2, utc: '2026-11-20 15:01:00', who: 'U0BOB', type: 'resolved' },
    ]);
  });

  test('tell a marked message at its own time, by its author', async () => {
    const file = databaseFile();
    const store = openFile(file);
    const { id } = changed(await tell(store, open(), { at: minute(0) }));
    const sent = ts(`${minute(5) / 1000}.000100`);
    const message = { ts: sent, author: bob, text: plainText('Cache is cold'), link: null, marked: true };
    await tell(store, { type: 'record_message', ...message }, { target: id, at: minute(9), by: byBot });
    const rows = withSql(file, (db) => db.prepare('SELECT utc, who FROM timeline WHERE seq = 2').all());
    expect(rows).toEqual([{ utc: '2026-11-20 14:05:00', who: 'U0BOB' }]);
  });

  test('tell each request_id with where and when it was first seen', async () => {
    const file = databaseFile();
    const store = openFile(file);
    const { id } = changed(await tell(store, open()));
    const requestIds = [
      { requestId: 'req_a1', source: 'explain' as const, where: 'https://acme.slack.com/p1' },
    ];
    await tell(store, { type: 'record_request_ids', seen: requestIds }, { target: id, at: minute(2) });
    expect(withSql(file, (db) => db.prepare('SELECT * FROM request_ids').all())).toEqual([
      {
        incident: 'INC-1',
        request_id: 'req_a1',
        source: 'explain',
        first_seen_in: 'https://acme.slack.com/p1',
        first_seen_utc: '2026-11-20 14:02:00',
      },
    ]);
  });
});
