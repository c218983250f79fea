import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { startProcess } from '../../../bench/chaos/bot/bot-process.ts';
import { app } from '../../../demo/app.ts';
import { slackSettings } from '../../../demo/bot-settings.ts';
import type { Person } from '../../../packages/slack-sandbox/slack/people/person.ts';
import { startWorkspace } from '../../../packages/slack-sandbox/start-workspace.ts';
import { overhear } from '../../support/overhear.ts';
import { rewrite } from '../support/record.ts';

/** A bot as a process of its own, in a workspace of the test's own. */
async function runningBot(set: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'unhandled-'));
  const workspace = await startWorkspace({ ...app, rateLimits: false });
  const env = {
    ...slackSettings(workspace, folder),
    INTERCOM_API_URL: workspace.apiUrl,
    INTERCOM_STATUS_URL: workspace.apiUrl,
    ...set,
  };
  const bot = await startProcess(env);
  onTestFinished(async () => {
    await bot.kill();
    await workspace.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const logged = (words: string) =>
    bot.lines.filter((line) => line.includes(words)).map((line): unknown => JSON.parse(line));
  return { bot, workspace, env, logged, alice: workspace.person('alice') };
}

/** How a failure in the background is logged that nothing handled. */
const background = 'Nobody handled a failure in the background';

describe('A bot whose records cannot be read', () => {
  test.each([
    ['on the Home tab', (alice: Person) => alice.click('home', 'Declare an incident')],
    ['by shortcut', (alice: Person) => alice.shortcut('declare_anywhere')],
  ])('goes on when someone asks for the form to declare %s, and tells them', async (_, ask) => {
    const { workspace, env, alice, logged } = await runningBot();
    alice.openHome();
    await workspace.until(() => alice.home, 'the Home tab');
    await workspace.idle();
    rewrite({ env }, 'ALTER TABLE incidents RENAME TO hidden');
    await ask(alice);
    const answer = await workspace.until(
      () => workspace.channels.find(({ kind }) => kind === 'im')?.posts[0]?.text,
      'the direct message',
    );
    expect(overhear(answer)).toMatch(/^That didn't work\. Nothing was changed\./);

    rewrite({ env }, 'ALTER TABLE hidden RENAME TO incidents');
    await ask(alice);
    await workspace.until(() => alice.modal, 'the form');
    expect(logged(background)).toEqual([]);
  });
});

/** Has a program fail on each of these signals in a way that nothing in it handles. Stack frames name it, but not its text. */
const failing = `data:text/javascript;base64,${btoa(`
  process.on('SIGUSR2', () => void Promise.reject(new Error('xoxb-secret')));
  process.on('SIGHUP', () => { throw new Error('xoxb-secret'); });
`)}`;

/** The cause of a failure as the log shows it. */
const cause = expect.objectContaining({
  cause: 'Error',
  stack: expect.arrayContaining([expect.stringContaining('data:')]),
});

describe('A failure that nothing handles', () => {
  test('in a promise is logged without its words, and the bot goes on', async () => {
    const { bot, alice, logged } = await runningBot({ NODE_OPTIONS: `--import ${failing}` });
    process.kill(bot.pid, 'SIGUSR2');
    await vi.waitFor(() => expect(logged(background)).toEqual([cause]), { timeout: 10_000 });
    expect(bot.lines.join('\n')).not.toContain('xoxb-secret');
    expect(await alice.command('/intercom-incident', 'list')).toMatchObject({ ok: true });
  });

  test('in an event ends the bot with the code 1, after a line without its words', async () => {
    const { bot, logged } = await runningBot({ NODE_OPTIONS: `--import ${failing}` });
    process.kill(bot.pid, 'SIGHUP');
    expect(await bot.ended).toBe(1);
    await vi.waitFor(() => expect(logged('An unexpected error ends the bot')).toEqual([cause]));
    expect(bot.lines.join('\n')).not.toContain('xoxb-secret');
  });
});
