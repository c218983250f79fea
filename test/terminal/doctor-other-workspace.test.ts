import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../src/store/opening/open-store.ts';
import { runProgram } from '../flows/support/program.ts';
import { type Scene, setScene } from '../flows/support/scene.ts';
import { freshDatabase, lackOfPostgres } from '../store/support/postgres.ts';
import { temporaryFolder } from '../store/support/sqlite.ts';
import { describeWith } from '../support/describe-with.ts';

let set: Scene;

beforeAll(async () => {
  set = await setScene({ logLevel: 'silent' });
  await set.intercom.set({ api: 'healthy' });
});
afterAll(() => set.stop());

const doctor = (url: string, ...args: string[]) =>
  runProgram({ ...set.env, DATABASE_URL: url }, 'cli', 'doctor', ...args);

/** Does something to a database as a bot on it, and says whose it is then. */
async function asBot(url: string, of?: { team: string; url: string }) {
  const store = await openStore(url);
  if (of) await store.homeOf(of);
  const home = await store.knownHome();
  await store.close();
  return home;
}

const acme = { team: 'T0ACME', url: 'https://acme.slack.com/' };

describeWith(lackOfPostgres, 'The doctor', () => {
  const engines: [string, () => Promise<string>][] = [
    ['PostgreSQL database', () => freshDatabase()],
    ['file', async () => `file:${join(temporaryFolder(), 'incidents.db')}`],
  ];

  test.each(engines)(
    'fails on a %s of another Slack workspace, in the words of the start',
    async (_, made) => {
      const url = await made();
      await asBot(url, acme);
      for (const args of [[], ['--retry']]) {
        const { code, output } = await doctor(url, ...args);
        expect(output).toContain(
          'FAIL  Database: cannot be used\n      → The database has the incidents of https://acme.slack.com/, and SLACK_BOT_TOKEN is of https://sandbox.slack.com/. Nothing was posted.',
        );
        expect(output).not.toContain('Outbox');
        expect(code).toBe(1);
      }
    },
  );

  test.each(engines)('leaves open whose a %s is that no bot has used', async (_, made) => {
    const url = await made();
    await asBot(url);
    const { code, output } = await doctor(url);
    expect(output).not.toContain('FAIL');
    expect(code).toBe(0);
    expect(await asBot(url)).toBeNull();
  });
});
