import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startProcess } from '../../../bench/chaos/bot/bot-process.ts';
import { app } from '../../../demo/app.ts';
import { slackSettings } from '../../../demo/bot-settings.ts';
import type { Person } from '../../../packages/slack-sandbox/slack/people/person.ts';
import { startWorkspace } from '../../../packages/slack-sandbox/start-workspace.ts';
import { overhear } from '../../support/overhear.ts';
import { rewrite } from '../support/record.ts';

/** A bot as a process of its own, in a workspace of the test's own. */
async function runningBot() {
  const folder = mkdtempSync(join(tmpdir(), 'unhandled-'));
  const workspace = await startWorkspace({ ...app, rateLimits: false });
  const env = {
    ...slackSettings(workspace, folder),
    INTERCOM_API_URL: workspace.apiUrl,
    INTERCOM_STATUS_URL: workspace.apiUrl,
  };
  const bot = await startProcess(env);
  onTestFinished(async () => {
    await bot.kill();
    await workspace.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return { workspace, env, alice: workspace.person('alice') };
}

describe('A bot whose records cannot be read', () => {
  test.each([
    ['on the Home tab', (alice: Person) => alice.click('home', 'Declare an incident')],
    ['by shortcut', (alice: Person) => alice.shortcut('declare_anywhere')],
  ])('goes on when someone asks for the form to declare %s, and tells them', async (_, ask) => {
    const { workspace, env, alice } = await runningBot();
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
  });
});
