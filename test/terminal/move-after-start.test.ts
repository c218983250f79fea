import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { moved } from '../../src/terminal/move.ts';
import { minute } from '../domain/support/fixtures.ts';
import { setScene } from '../flows/support/scene.ts';
import { freshDatabase, lackOfPostgres } from '../store/support/postgres.ts';
import { openFile, temporaryFolder } from '../store/support/sqlite.ts';
import { describeWith } from '../support/describe-with.ts';
import { historyOf } from './export/support/histories.ts';

/** Starts a bot that also monitors, waits until it has nothing to do, and stops it; returns whose bot it was. */
async function startOn(url: string) {
  const monitoring = { WATCH_EVERY: '1m', INCIDENT_ANNOUNCE_CHANNEL: 'C0INCIDENTS' };
  const set = await setScene({ env: { DATABASE_URL: url, ...monitoring } });
  onTestFinished(() => set.stop());
  await set.settled();
  await set.haltBot();
  return { team: set.workspace.teamId, url: 'https://sandbox.slack.com/' };
}

describeWith(lackOfPostgres, 'Moving into a database on which a bot has only started', () => {
  test.each<[string, 'monitored' | 'not monitored', () => Promise<string>]>([
    ['a PostgreSQL database', 'not monitored', () => freshDatabase('template1')],
    ['a file', 'monitored', async () => `file:${join(temporaryFolder(), 'started.db')}`],
  ])('works for %s, from an old one that was %s', async (_, monitored, made) => {
    const [from, to] = [await historyOf([[]]), await made()];
    const store = openFile(from);
    await store.homeOf(await startOn(to));
    if (monitored === 'monitored')
      await store.watch(minute(0), ({ watch }) => ({ watch: { ...watch, unclear: 1 }, changed: [] }));
    await store.close();
    expect(await moved(`file:${from}`, to)).toMatchObject({
      text: expect.stringMatching(/^1 incident with/),
    });
  });
});
