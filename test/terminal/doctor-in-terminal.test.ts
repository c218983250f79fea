import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Run, runProgram } from '../flows/support/program.ts';
import { databaseFile, rewrite } from '../flows/support/record.ts';
import { type Scene, setScene } from '../flows/support/scene.ts';

let set: Scene;
const cli = (args: readonly string[], env = {}): Promise<Run> =>
  runProgram({ ...set.env, ...env }, 'cli', ...args);

beforeAll(async () => {
  set = await setScene({ logLevel: 'silent' });
  await set.intercom.set({ api: 'unavailable' });
  await set.declare({ Commander: 'alice' });
});
afterAll(() => set.stop());

describe('The doctor in the terminal', () => {
  test('accepts a missing database that the first start will create', async () => {
    await set.intercom.set({ api: 'healthy' });
    const { code, output } = await cli(['doctor'], { DATABASE_URL: 'file:./new/nowhere.db' });
    expect(output).toMatch(
      /^- {5}Database: no database at \S+nowhere\.db yet; the first start creates it\n {6}→ Start the bot/m,
    );
    expect(output).not.toContain('FAIL');
    expect(code).toBe(0);
  });

  test("fails on a database that the first start can't create", async () => {
    const { code, output } = await cli(['doctor'], { DATABASE_URL: 'file:/dev/null/nowhere.db' });
    expect(output).toMatch(
      /^FAIL {2}Database: no database at .*can't create it: \/dev\/null isn't writable$/m,
    );
    expect(code).toBe(1);
  });

  test('finds everything in order', async () => {
    await set.intercom.set({ api: 'healthy' });
    const { code, output } = await cli(['doctor']);
    expect(output.split('\n').filter((line) => line && !/^(?:ok {2}|look) {2}|^ {6}/.test(line))).toEqual([]);
    expect(code).toBe(0);
  });

  test('says for each failure what to do and where', async () => {
    const { code, output } = await cli(['doctor'], {
      SLACK_BOT_TOKEN: 'xoxb-wrong',
      INTERCOM_API_URL: 'http://127.0.0.1:1',
      HEALTH_CHECK_URL: '',
    });
    expect(code).toBe(1);
    expect(output).toMatch(
      /FAIL {2}Slack bot token: Slack returned invalid_auth\n +→ .*OAuth & Permissions.*SLACK_BOT_TOKEN/,
    );
    expect(output).toMatch(/^FAIL {2}API \/me: ECONNREFUSED.*\nFAIL {2}API \/me again: /m);
    expect(output).toMatch(/^\? {5}Whose problem: .*\n +→ .*\n +Run: npx intercom-incident triage$/m);
    expect(output.match(/Run: npx intercom-incident triage/g)).toHaveLength(1);
    expect(output).toMatch(/^- {5}Our health endpoint: .*\n +→ Set it in the environment/m);
  });

  test("exits with 0 if our health endpoint isn't checked, as triage does", async () => {
    await set.intercom.set({ api: 'healthy' });
    const { code, output } = await cli(['doctor'], { HEALTH_CHECK_URL: '' });
    expect(code).toBe(0);
    expect(output).toMatch(/^- {5}Our health endpoint: /m);
    expect(output).toMatch(/^ok {4}Whose problem: Nobody's\. /m);
  });

  test("exits with 2 if the checks can't tell, as triage does", async () => {
    await set.intercom.set({ api: 'healthy' });
    const { code, output } = await cli(['doctor'], { INTERCOM_ACCESS_TOKEN: '' });
    expect(code).toBe(2);
    expect(output).toMatch(
      /^- {5}API \/me: INTERCOM_ACCESS_TOKEN isn't set: add it to the environment or \.env, then restart\n(?! +→)/m,
    );
    expect(output).toMatch(/^\? {5}Whose problem: Cannot tell\. /m);
    expect(output).not.toMatch(/^FAIL/m);
  });

  test('says that another program has the database locked, and what to do', async () => {
    const shell = new Database(databaseFile(set));
    shell.exec('BEGIN IMMEDIATE');
    const { code, output } = await cli(['doctor']);
    shell.close();
    expect(code).toBe(1);
    expect(output).toMatch(
      /FAIL {2}Database: another program has the database locked\n +→ Close the SQL shell or the program/,
    );
  });

  test("names what monitoring couldn't post, which no incident shows", async () => {
    rewrite(set, "INSERT INTO episodes (id, state) VALUES (5, '{}')");
    rewrite(
      set,
      `INSERT INTO outbox (episode, key, lane, effect, owed_at, due_at, dead_at, last_error, todo)
         VALUES (5, 'sync_proposal:5', 'sync_proposal:5', '{"type":"sync_proposal"}', 1, 1, 1, 'it was refused', 'Mend it.')`,
    );
    expect((await cli(['doctor'])).output).toMatch(
      /FAIL {2}Outbox: Monitoring: couldn't update the suggested incident \(it was refused\)\n +→ Mend it\./,
    );
    rewrite(set, 'DELETE FROM outbox WHERE episode = 5');
  });

  test('names what failed permanently, and queues it again with --retry', async () => {
    rewrite(
      set,
      "UPDATE outbox SET dead_at = 1, last_error = 'it was refused', todo = 'Mend it.' WHERE key = 'check_again:1'",
    );
    const before = await cli(['doctor']);
    expect(before.output).toMatch(
      /FAIL {2}Outbox: INC-1: couldn't repeat the triage checks \(it was refused\)\n +→ Mend it\./,
    );
    expect((await cli(['doctor', '--retry'])).output).toContain(
      'ok    Outbox: 1 failed entries queued again',
    );
    expect((await cli(['doctor'])).output).toContain('ok    Outbox: no failed entries');
  });
});
