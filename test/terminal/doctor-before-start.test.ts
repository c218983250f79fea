import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseName } from '../../src/store/opening/database-name.ts';
import { type Run, runProgram } from '../flows/support/program.ts';
import { type Scene, setScene } from '../flows/support/scene.ts';
import { freshDatabase, lackOfPostgres, withClient } from '../store/support/postgres.ts';
import { temporaryFolder, withSql } from '../store/support/sqlite.ts';
import { describeWith } from '../support/describe-with.ts';

let set: Scene;
const cli = (command: string, url: string): Promise<Run> =>
  runProgram({ ...set.env, DATABASE_URL: url }, 'cli', command);

beforeAll(async () => {
  set = await setScene({ logLevel: 'silent' });
  await set.intercom.set({ api: 'healthy' });
});
afterAll(() => set.stop());

/** A file without anything in it, as a container's mount can make one. */
function emptyFile(): string {
  const file = join(temporaryFolder(), 'incidents.db');
  writeFileSync(file, '');
  return `file:${file}`;
}

const tablesIn = (url: string): Promise<unknown[]> =>
  withClient(
    url,
    async (client) =>
      (await client.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")).rows,
  );

describeWith(lackOfPostgres, 'Before the first start', () => {
  test.each([
    ['PostgreSQL database', () => freshDatabase('template1')],
    ['file', async () => emptyFile()],
  ])('the doctor accepts an empty %s, and the other commands say what makes its tables', async (_, made) => {
    const url = await made();
    const { code, output } = await cli('doctor', url);
    expect(output).toContain(
      `-     Database: none of the bot's tables in ${databaseName(url)} yet; the first start creates them\n      → Start the bot: npm start.`,
    );
    expect(output).not.toContain('FAIL');
    expect(code).toBe(0);
    expect(await cli('list', url)).toMatchObject({
      code: 1,
      output: expect.stringContaining('The bot makes them when it starts.'),
    });
    if (url.startsWith('postgres')) expect(await tablesIn(url)).toEqual([]);
  });

  test.each([
    ['tables of another program', 'CREATE TABLE incidents (id integer)', 'It has tables of another program.'],
    [
      'no writes allowed',
      "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only TO on', current_database()); END $$",
      'The database takes no writes',
    ],
  ])('the doctor fails on a PostgreSQL database with %s, and changes nothing', async (_, statement, why) => {
    const url = await freshDatabase('template1');
    await withClient(url, (client) => client.query(statement));
    const before = await tablesIn(url);
    const { code, output } = await cli('doctor', url);
    expect(output).toContain('FAIL  Database: cannot be used');
    expect(output).toContain(why);
    expect(code).toBe(1);
    expect(await tablesIn(url)).toEqual(before);
  });

  test('the doctor fails on a file with tables of another program, and changes nothing', async () => {
    const url = emptyFile();
    withSql(databaseName(url), (db) => db.exec('CREATE TABLE incidents (id integer)'));
    const { code, output } = await cli('doctor', url);
    expect(output).toContain('FAIL  Database: cannot be used');
    expect(output).toContain('table incidents already exists');
    expect(output).toContain('otherwise name a file of its own for the bot in DATABASE_URL.');
    expect(code).toBe(1);
    withSql(databaseName(url), (db) => {
      expect(db.prepare('SELECT name FROM sqlite_schema').all()).toEqual([{ name: 'incidents' }]);
      expect(db.pragma('user_version', { simple: true })).toBe(0);
    });
  });

  test('only the doctor tries whether the tables could be made', async () => {
    const url = await freshDatabase('template1');
    await withClient(url, (client) => client.query('CREATE TABLE incidents (id integer)'));
    expect((await cli('list', url)).output).toContain("none of the bot's tables yet");
  });
});
