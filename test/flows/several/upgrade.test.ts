import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { BotProcess } from '../../../bench/chaos/bot/bot-process.ts';
import { freshDatabase, lackOfPostgres, withClient } from '../../store/support/postgres.ts';
import { temporaryFolder } from '../../store/support/sqlite.ts';
import { describeWith } from '../../support/describe-with.ts';
import { overhear } from '../../support/overhear.ts';
import { command, declareIn } from '../support/scene.ts';
import { eachInAPlace, takeovers } from './bots.ts';
import { nextVersion } from './next-version.ts';

const place = eachInAPlace();

const isOutdated = /The database has schema \d+, but this version only knows \d+\. Start the newer version/;
const lastLine = ({ lines }: BotProcess): string =>
  lines.findLast((line) => line.includes('"level":60')) ?? '';

async function declared(title: string) {
  const { workspace } = place();
  await declareIn(workspace, title);
  const channel = await workspace.until(
    () => workspace.channels.find(({ name }) => name.endsWith(title.toLowerCase())),
    `the channel of ${title}`,
  );
  await workspace.until(() => channel.messages.some(({ pinned }) => pinned), 'the headline');
  await workspace.idle();
  return channel;
}

describeWith(lackOfPostgres, 'Beside a bot of a newer version on one PostgreSQL', () => {
  test('an older one that delivers exits and says what to do, and the newer one goes on', async () => {
    const url = await freshDatabase();
    const older = await place().botOn(url);
    const channel = await declared('Before');
    const newer = await place().versionOn(url, nextVersion());
    expect(await older.ended).toBe(1);
    expect(lastLine(older)).toMatch(isOutdated);
    await expect.poll(() => takeovers(newer), { timeout: 10_000 }).toBe(1);
    const answer = await place()
      .workspace.person('alice')
      .command(command, 'severity P2', { in: channel.name });
    expect(answer).toMatchObject({ ok: true, text: 'INC-1: severity changed to P2.' });
    await declared('Afterwards');
    const changes = channel.messages.filter(({ text }) => text.includes('the severity from'));
    expect(changes).toHaveLength(1);
  });

  test('an older one that starts exits and says what to do, and changes nothing', async () => {
    const url = await freshDatabase();
    const newer = await place().versionOn(url, nextVersion());
    await expect(place().botOn(url)).rejects.toThrow(isOutdated);
    await declared('Newer');
    expect(takeovers(newer)).toBe(1);
  });
});

test('A newer version changes nothing in a SQLite file that an older one uses, and takes it over afterwards', async () => {
  const url = `file:${join(temporaryFolder(), 'incidents.db')}`;
  const next = nextVersion();
  const older = await place().botOn(url);
  await expect(place().versionOn(url, next)).rejects.toThrow(/A bot is already using the database/);
  await declared('Older');
  expect(await older.stop()).toBe(0);
  const newer = await place().versionOn(url, next);
  expect((await declared('Newer')).name).toBe('inc-2-newer');
  await newer.stop();
  await expect(place().botOn(url)).rejects.toThrow(isOutdated);
});

describeWith(lackOfPostgres, 'Whoever uses a bot whose database a newer version has just migrated', () => {
  test('hears that it is replaced and that nothing was changed, before it ends', async () => {
    const url = await freshDatabase();
    const bot = await place().botOn(url);
    const channel = await declared('Replaced');
    await withClient(url, async (client) => {
      // The bot's own write check waits for this row, so it doesn't notice the migration by itself yet.
      await client.query(`BEGIN; INSERT INTO inbox (id, received_at) VALUES ('write check', 0)`);
      await withClient(url, (other) => other.query('UPDATE schema_version SET version = 99'));
      const answer = await place()
        .workspace.person('alice')
        .command(command, 'severity P2', { in: channel.name });
      expect(overhear(answer.ok ? answer.text : '')).toBe(
        'This bot is being replaced by a newer version. Nothing was changed. Try again in a few seconds.',
      );
      await client.query('ROLLBACK');
    });
    expect(await bot.ended).toBe(1);
    expect(lastLine(bot)).toMatch(isOutdated);
  });
});
