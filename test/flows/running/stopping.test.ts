import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BotProcess, startProcess } from '../../../bench/chaos/bot/bot-process.ts';
import { app } from '../../../demo/app.ts';
import { slackSettings } from '../../../demo/bot-settings.ts';
import { startWorkspace } from '../../../packages/slack-sandbox/start-workspace.ts';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import { headline } from '../support/find-messages.ts';
import { declareIn } from '../support/scene.ts';

let folder: string;
let workspace: Workspace;
let bot: BotProcess;

const env = () => ({
  ...slackSettings(workspace, folder),
  INTERCOM_API_URL: workspace.apiUrl,
  INTERCOM_STATUS_URL: workspace.apiUrl,
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stopping-'));
  workspace = await startWorkspace({ ...app, rateLimits: false });
  bot = await startProcess(env());
}, 60_000);

afterEach(async () => {
  await bot.kill();
  await workspace.stop();
  rmSync(folder, { recursive: true, force: true });
});

const declare = () => declareIn(workspace, 'stopped');

const calls = (method: string) => workspace.calls.filter((call) => call.method === method);

/** Asks the bot to stop while the incident's channel is being made, which takes `ms`. */
async function stopWhileMakingTheChannel(ms: number): Promise<void> {
  workspace.faults.add({ method: 'conversations.create', answer: { delayMs: ms } });
  await declare();
  await workspace.until(() => calls('conversations.create').length === 1, 'the call');
  bot.signal('SIGTERM');
  await workspace.until(() => workspace.connections === 0, 'the end of the connection');
}

describe('A bot that gets SIGTERM in the middle of a Slack call', { timeout: 60_000 }, () => {
  test('accepts nothing new, finishes the call, leaves the rest in the outbox, and exits with 0', async () => {
    await stopWhileMakingTheChannel(1_500);
    const refused = await workspace.person('bob').command('/intercom-incident', 'list');
    expect(calls('conversations.create')[0]?.status).toBeNull();

    expect(refused).toEqual({ ok: false, error: 'dispatch_failed' });
    expect(await bot.ended).toBe(0);
    const channel = workspace.channel('inc-1-stopped');
    expect(channel.posts).toEqual([]);

    bot = await startProcess(env());
    await workspace.until(() => headline(channel).pinned, 'the headline');
    await workspace.idle();
    expect(calls('conversations.create')).toHaveLength(1);
    expect(headline(channel).text).toContain('Status: INVESTIGATING');
  });

  test('is no longer ready, but still works', async () => {
    const [line] = bot.lines.filter((logged) => logged.includes('"Ready'));
    const port = Number(Object(JSON.parse(line ?? '{}')).port);
    const answer = async (path: string) => (await request(`http://127.0.0.1:${port}${path}`)).statusCode;
    expect([await answer('/readyz'), await answer('/healthz')]).toEqual([200, 200]);
    await stopWhileMakingTheChannel(1_500);

    expect([await answer('/readyz'), await answer('/healthz')]).toEqual([503, 200]);
    expect(await bot.ended).toBe(0);
  });

  test('finishes the call and exits with 0 on a second signal too', async () => {
    await stopWhileMakingTheChannel(1_500);
    bot.signal('SIGTERM');
    bot.signal('SIGINT');

    expect(await bot.ended).toBe(0);
    expect(bot.lines.filter((logged) => logged.includes('"Stopping'))).toHaveLength(1);
    expect(workspace.findChannel('inc-1-stopped')).not.toBeNull();
  });

  test('waits ten seconds and no longer if the call never returns', async () => {
    workspace.faults.add({ method: 'conversations.create', answer: 'hang' });
    await declare();
    await workspace.until(() => calls('conversations.create').length === 1, 'the call');
    const began = performance.now();

    expect(await bot.stop()).toBe(0);
    expect(performance.now() - began).toBeLessThan(13_000);

    bot = await startProcess(env());
    await workspace.until(() => workspace.findChannel('inc-1-stopped'), 'the channel');
  });
});
