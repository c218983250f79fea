import { afterAll, beforeAll, expect, test } from 'vitest';
import { ourBot } from '../../../demo/our-bot.ts';
import type { DemoSetup } from '../../../demo/setup.ts';
import { startPageServer } from '../../../packages/slack-sandbox/server/start.ts';
import { type BrowserWindow, openWindow, postAction } from './open-server.ts';

const alice = 'U00000ALICE';
const general = 'C00GENERAL1';

let context: DemoSetup;
let place: Awaited<ReturnType<typeof startPageServer>>;
let window: BrowserWindow;

beforeAll(async () => {
  context = await ourBot(100);
  place = await startPageServer({ ...context, port: 0, pageFolder: '/nowhere' });
  window = await openWindow(place.url, { as: alice, channel: general, inspect: '1' });
});

afterAll(async () => {
  await place.stop();
  await context.stop();
});

const act = (what: Parameters<typeof postAction>[2]) => postAction(place.url, alice, what);
const command = (text: string) =>
  act({ do: 'command', channel: general, command: '/intercom-incident', text });

test("The composer offers what the bot's help lists", () => {
  const [hint] = window.screen.shell?.commands ?? [];
  expect(hint?.command).toBe('/intercom-incident');
  expect(hint?.forms).toContainEqual({ text: 'open [P1…P4] [title]', about: 'declare an incident' });
  expect(window.screen.shell?.shortcuts).toEqual([
    { name: 'Add to incident timeline', callbackId: 'add_to_timeline', on: 'message' },
    { name: 'Declare from message', callbackId: 'declare_from_message', on: 'message' },
    { name: 'Make an action item', callbackId: 'make_action_item', on: 'message' },
    { name: 'Declare an incident', callbackId: 'declare_anywhere', on: 'anywhere' },
  ]);
});

test('An incident can be declared in the browser, which shows its record and what is queued next', async () => {
  await command('open P1 Inbox is empty');
  const { id: viewId } = await window.until(({ modal }) => modal, 'the form');
  await act({ do: 'submit', viewId, values: {} });
  const record = await window.until(({ inspector }) => inspector?.records[0], 'the record');
  expect(record).toMatchObject({ name: 'INC-1', title: 'Inbox is empty', status: 'INVESTIGATING' });
  expect(record.events[0]).toMatchObject({ seq: 1, type: 'opened', body: { title: 'Inbox is empty' } });
  const due = await window.until(
    ({ inspector }) => inspector?.records[0]?.owed.find(({ key }) => key === 'wake:1'),
    'the owed reminder',
  );
  expect(due).toMatchObject({ state: 'waits' });
});

test('The clock skips to what is due, and the bot reminds people', async () => {
  const { workspace } = context;
  const owed = window.screen.inspector?.records[0]?.owed ?? [];
  const reminder = owed.find(({ key }) => key === 'wake:1')?.dueAt ?? 0;
  expect(await act({ do: 'advanceToDue' })).toMatchObject({
    ok: true,
    note: expect.stringMatching(/^Skipped to: INC-1: /),
  });
  expect(workspace.clock.ahead).toBeGreaterThan(0);
  await act({ do: 'advance', ms: reminder - Math.floor(workspace.clock.now()) + 1 });
  await workspace.until(
    () =>
      workspace.channels
        .find(({ name }) => name.startsWith('inc-1'))
        ?.posts.find(({ buttons }) => buttons.includes('Snooze 15 min')),
    'the reminder',
  );
});

test('The bot can be stopped and started in the browser, and keeps its records', async () => {
  await act({ do: 'app', what: 'stop' });
  expect(await command('list')).toMatchObject({ note: expect.stringContaining('dispatch_failed') });
  await window.until(({ outside }) => outside?.app.running === false, 'the stop');
  await act({ do: 'app', what: 'start' });
  await context.workspace.until(() => context.workspace.connections === 1, 'the connection');
  expect(await command('list')).toEqual({ ok: true });
  const answer = await window.until(
    ({ channel }) => channel?.messages.find(({ text }) => text.includes('Inbox is empty')),
    'the list',
  );
  expect(answer.kind).toBe('ephemeral');
});

test('Nobody can write to the bot in its direct message, as in Slack', async () => {
  const opened = await act({ do: 'openMessages' });
  const channel = opened.ok ? (opened.channel ?? '') : '';
  expect(await act({ do: 'say', channel, text: 'hello' })).toEqual({
    ok: false,
    error: 'Sending messages to this app has been turned off.',
  });
});
