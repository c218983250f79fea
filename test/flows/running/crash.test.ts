import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BotProcess, startProcess } from '../../../bench/chaos/bot/bot-process.ts';
import { app } from '../../../demo/app.ts';
import { intercomSettings, slackSettings } from '../../../demo/bot-settings.ts';
import { type SimulatedIntercom, startIntercom } from '../../../packages/intercom-sandbox/start.ts';
import { startWorkspace } from '../../../packages/slack-sandbox/start-workspace.ts';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import { declareIn } from '../support/scene.ts';

let folder: string;
let workspace: Workspace;
let intercom: SimulatedIntercom;
let bot: BotProcess;

const start = () =>
  startProcess({
    ...slackSettings(workspace, folder),
    ...intercomSettings(intercom),
  });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crash-'));
  workspace = await startWorkspace(app);
  intercom = await startIntercom();
  bot = await start();
});

afterEach(async () => {
  await bot.kill();
  await Promise.all([workspace.stop(), intercom.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

/** Kills the bot in the middle of its next call of this method, and starts it again on the same database. */
function killIn(
  method: string,
  moment: 'applied' | 'not applied',
  which: (args: object) => boolean = () => true,
) {
  return new Promise<void>((restarted, fail) => {
    workspace.faults.add({
      method,
      answer: moment === 'applied' ? 'reset_after' : 'reset_before',
      when(args) {
        if (!which(args)) return false;
        bot
          .kill()
          .then(start)
          .then((again) => {
            bot = again;
            restarted();
          }, fail);
        return true;
      },
    });
  });
}

const declare = (title: string) => declareIn(workspace, title);

const headlineOf = (channel: string) =>
  workspace.findChannel(channel)?.messages.filter(({ text }) => text.startsWith('[P1] INCIDENT')) ?? [];

/** Everything that an opened incident owes, each exactly once. */
async function expectComplete(channel: string): Promise<void> {
  await workspace.until(
    () =>
      headlineOf(channel)[0]?.pinned &&
      workspace.findChannel(channel)?.messages.some(({ text }) => text.startsWith('Whose problem:')),
    `a pinned headline and a diagnosis in ${channel}`,
  );
  await workspace.idle();
  const now = workspace.channel(channel);
  const bookmarks = () => workspace.findChannel(channel)?.bookmarks.map(({ title }) => title) ?? [];
  await workspace.until(() => bookmarks().length >= 2, `the bookmarks of ${channel}`);
  expect(bookmarks().toSorted()).toEqual(['Diagnosis and steps', 'Intercom status']);
  expect(headlineOf(channel)).toHaveLength(1);
  expect(now.pins).toHaveLength(1);
  expect(now.posts.filter(({ text }) => text.startsWith('Whose problem:'))).toHaveLength(1);
  expect(now.members).toContain('alice');
  expect(now.topic).toContain('INC-1');
  expect(workspace.channel('incidents').posts).toHaveLength(1);
  expect(workspace.channels.filter(({ name }) => name.startsWith('inc-'))).toHaveLength(1);
}

const isHeadline = (args: object) => 'text' in args && String(args.text).startsWith('[P1] INCIDENT');
const isDiagnosis = (args: object) => 'text' in args && String(args.text).startsWith('Whose problem');
const isAnnouncement = (args: object) =>
  'channel' in args && args.channel === workspace.channel('incidents').id;

test.each([
  ['making the channel', 'conversations.create', 'applied', undefined],
  ['posting the headline', 'chat.postMessage', 'applied', isHeadline],
  ['posting the headline, before Slack has it', 'chat.postMessage', 'not applied', isHeadline],
  ['posting the diagnosis', 'chat.postMessage', 'applied', isDiagnosis],
  ['posting the announcement', 'chat.postMessage', 'applied', isAnnouncement],
  ['inviting', 'conversations.invite', 'applied', undefined],
  ['pinning', 'pins.add', 'applied', undefined],
  ['bookmarking', 'bookmarks.add', 'applied', undefined],
] as const)(
  'A bot killed while %s leaves everything in the outbox, and it arrives once',
  async (_, method, moment, which) => {
    const restarted = killIn(method, moment, which);
    await declare('killed in the middle');
    await restarted;
    await expectComplete('inc-1-killed-in-the-middle');
  },
);

test('A bot killed while it uploads the postmortem posts it once', async () => {
  await declare('killed at the close');
  await expectComplete('inc-1-killed-at-the-close');
  const alice = workspace.person('alice');
  await alice.command('/intercom-incident', 'close', { in: 'inc-1-killed-at-the-close' });
  await workspace.until(() => alice.modal, 'the close modal');
  const restarted = killIn('files.completeUploadExternal', 'applied');
  await alice.submit({ Summary: 'It was short' });
  await restarted;
  const channel = workspace.channel('inc-1-killed-at-the-close');
  await workspace.until(
    () => channel.files[0] && headlineOf(channel.name)[0]?.text.includes('CLOSED'),
    'the end',
  );
  await workspace.idle();
  expect(channel.files).toHaveLength(1);
});

test('A form whose submission was acknowledged takes effect even if the bot is killed right after', async () => {
  const restarted = killIn('conversations.create', 'not applied');
  await declare('acknowledged');
  await restarted;
  await expectComplete('inc-1-acknowledged');
});
