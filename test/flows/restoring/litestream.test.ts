import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type BotProcess, startProcess } from '../../../bench/chaos/bot/bot-process.ts';
import { app } from '../../../demo/app.ts';
import { slackSettings } from '../../../demo/bot-settings.ts';
import { startWorkspace } from '../../../packages/slack-sandbox/start-workspace.ts';
import { movedTables } from '../../../src/store/moving/moving.ts';
import { temporaryFolder, withSql } from '../../store/support/sqlite.ts';
import { describeWith } from '../../support/describe-with.ts';
import { tablesOf } from '../../terminal/export/support/exports.ts';
import { runProgram } from '../support/program.ts';
import { command, declareIn } from '../support/scene.ts';
import { end, lackOfLitestream, replicate, restoreReplica } from './litestream.ts';

const channelName = 'inc-1-replicated';

/** A bot on a file that is replicated, and a workspace with an incident of it. */
async function replicatedBot() {
  const folder = temporaryFolder();
  const [file, replica] = [join(folder, 'incidents.db'), join(temporaryFolder(), 'replica')];
  const workspace = await startWorkspace({ ...app, rateLimits: false });
  const bots: BotProcess[] = [];
  const botIn = async (where: string): Promise<BotProcess> => {
    const bot = await startProcess({
      ...slackSettings(workspace, where),
      INTERCOM_API_URL: workspace.apiUrl,
      INTERCOM_STATUS_URL: workspace.apiUrl,
    });
    bots.push(bot);
    return bot;
  };
  const bot = await botIn(folder);
  const replicating = replicate(file, replica);
  onTestFinished(async () => {
    replicating.kill('SIGKILL');
    await Promise.all(bots.map((one) => one.kill()));
    await workspace.stop();
  });
  const alice = workspace.person('alice');
  await declareIn(workspace, 'Replicated');
  await workspace.until(
    () => workspace.findChannel(channelName)?.messages.some(({ pinned }) => pinned),
    'the headline',
  );
  // What it replicates later stands on its first copy of the whole file.
  await vi.waitFor(() => restored(replica), { timeout: 20_000 });
  const note = (text: string) => alice.command(command, `note ${text}`, { in: channelName });
  return { file, replica, workspace, bot, botIn, replicating, note, alice };
}

const names = movedTables.map(({ name }) => name);

/** What a replica holds now, in a new file. */
function restored(replica: string): string {
  const to = join(temporaryFolder(), 'restored.db');
  restoreReplica(replica, to);
  return to;
}

const eventsOf = (file: string): string[] =>
  withSql(file, (db) =>
    db
      .prepare("SELECT incident || '/' || seq || ' ' || body FROM events ORDER BY incident, seq")
      .pluck()
      .all()
      .map(String),
  );

const changesOwed = (file: string): number =>
  withSql(file, (db) =>
    Number(db.prepare("SELECT count(*) FROM outbox WHERE key LIKE 'post_change%'").pluck().get()),
  );

describeWith(lackOfLitestream, 'A database that Litestream replicates', () => {
  test('is restored to a moment shortly before both were killed under load: all that was written until then', async () => {
    const { file, replica, bot, note, replicating } = await replicatedBot();
    const noted = Promise.allSettled(Array.from({ length: 60 }, (_, index) => note(`Number ${index}`)));
    await vi.waitFor(() => expect(eventsOf(file).length).toBeGreaterThan(30), { timeout: 20_000 });
    await vi.waitFor(() => restored(replica), { timeout: 20_000 });
    await Promise.all([end(replicating, 'SIGKILL'), bot.kill()]);
    await noted;
    const [was, is] = [eventsOf(file), eventsOf(restored(replica))];
    expect(is.length).toBeGreaterThan(0);
    expect(was.slice(0, is.length)).toEqual(is);
  });

  test('is restored complete after Litestream stopped for a while and caught up', async () => {
    const { file, replica, bot, note, replicating } = await replicatedBot();
    await note('Before');
    await end(replicating, 'SIGKILL');
    for (let count = 0; count < 20; count += 1) await note(`Unseen ${count} ${'x'.repeat(2_000)}`);
    await bot.stop();
    const again = replicate(file, replica);
    onTestFinished(() => void again.kill('SIGKILL'));
    await vi.waitFor(() => expect(eventsOf(restored(replica))).toEqual(eventsOf(file)), { timeout: 20_000 });
    await end(again, 'SIGTERM');
    expect(tablesOf(restored(replica), names)).toEqual(tablesOf(file, names));
  });

  test('goes on from an earlier moment without repeating what was posted since, if it was put in place by restore', async () => {
    const { replica, bot, botIn, note, alice, workspace, replicating } = await replicatedBot();
    const rest = workspace.faults.add({
      method: 'chat.postMessage',
      times: 999,
      answer: { status: 429, retryAfter: 1 },
    });
    await alice.command(command, 'severity P2', { in: channelName });
    await end(replicating, 'SIGTERM');
    rest();
    const posted = () =>
      workspace.channel(channelName).messages.filter(({ text }) => text.includes('the severity from'));
    await workspace.until(() => posted().length > 0, 'the change');
    await workspace.idle();
    await bot.kill();

    const folder = temporaryFolder();
    const file = join(folder, 'incidents.db');
    const run = await runProgram({ DATABASE_URL: `file:${file}` }, 'cli', 'restore', restored(replica));
    expect(run).toMatchObject({ code: 0, output: expect.stringContaining('1 incident, ') });
    expect(changesOwed(file)).toBe(1);
    await botIn(folder);
    await vi.waitFor(() => expect(changesOwed(file)).toBe(0), { timeout: 20_000 });
    expect(posted()).toHaveLength(1);
    expect(await note('Goes on')).toMatchObject({ ok: true, text: expect.stringContaining('timeline') });
  });
});
