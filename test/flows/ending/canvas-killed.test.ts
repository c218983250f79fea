import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type BotProcess, startProcess } from '../../../bench/chaos/bot/bot-process.ts';
import { app } from '../../../demo/app.ts';
import { slackSettings } from '../../../demo/bot-settings.ts';
import { startWorkspace } from '../../../packages/slack-sandbox/start-workspace.ts';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import { canvasBlocks, canvasSection, withCanvas } from '../support/canvas/canvas-of.ts';
import { outbox } from '../support/record.ts';
import { command, declareIn } from '../support/scene.ts';

let folder: string;
let workspace: Workspace;
let bot: BotProcess;

const settings = () => ({
  ...slackSettings(workspace, folder),
  ...withCanvas,
  INTERCOM_API_URL: 'http://127.0.0.1:1',
  INTERCOM_STATUS_URL: 'http://127.0.0.1:1',
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'canvas-'));
  workspace = await startWorkspace({ ...app, rateLimits: false });
  bot = await startProcess(settings());
});

afterEach(async () => {
  await bot.kill();
  await workspace.stop();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * From now on, the bot is killed at each step in which it writes to a canvas, before Slack has got that, and when it's tried
 * again, after Slack has carried it out; each time it's started again. Returns the kills so far.
 */
function killedAtEachStep(): readonly string[] {
  const kills: string[] = [];
  for (const method of ['conversations.canvases.create', 'canvases.edit'])
    for (const [moment, answer] of [
      ['before', 'reset_before'],
      ['after', 'reset_after'],
    ] as const)
      workspace.faults.add({
        method,
        answer,
        times: 99,
        when({ changes = '' }) {
          // The id of a block is another one after every edit.
          const step = `${method} ${String(changes).replace(/"section_id":"[^"]*"/, '')}`;
          if (kills.includes(`${moment} ${step}`)) return false;
          kills.push(`${moment} ${step}`);
          void bot.kill().then(async () => {
            bot = await startProcess(settings());
          });
          return true;
        },
      });
  return kills;
}

const notes = ['Chats hung', 'The proxy answered 502', 'We restarted it', 'Chats came back'];

test('A bot killed at each step of syncing a canvas leaves nothing twice, and nothing out', {
  timeout: 240_000,
}, async () => {
  const alice = workspace.person('alice');
  const shows = (words: string) =>
    vi.waitFor(
      () => {
        expect(workspace.findChannel('inc-1-killed')?.canvas?.markdown).toContain(words);
        expect(outbox({ env: settings() }).filter(({ key }) => key.startsWith('sync_canvas'))).toEqual([]);
      },
      { timeout: 110_000, interval: 500 },
    );
  await declareIn(workspace, 'Killed');
  await workspace.until(
    () => workspace.findChannel('inc-1-killed')?.members.includes('alice'),
    'the channel',
  );
  const channel = workspace.channel('inc-1-killed');
  for (const note of notes) await alice.command(command, `note ${note}`, { in: channel.name });
  const kills = killedAtEachStep();
  await alice.command(command, 'close', { in: channel.name });
  await workspace.until(() => alice.modal, 'the close modal');
  await alice.submit({ Summary: 'It was short' });
  await shows('It was short');
  const first = canvasBlocks(channel);
  await alice.command(command, 'reopen It came back', { in: channel.name });
  await shows('It came back');
  await workspace.idle();

  expect(kills.length).toBeGreaterThan(8);
  expect(channel.canvas?.markdown).toContain('Reopened by alice');
  for (const blocks of [first, canvasBlocks(channel)]) {
    const headings = blocks.filter((block) => block.startsWith('#'));
    expect(headings).toEqual([...new Set(headings)]);
    for (const note of notes) expect(blocks.join('\n').split(note)).toHaveLength(2);
  }
  expect(canvasSection(channel, '### Summary')).toEqual(['It was short']);
});
