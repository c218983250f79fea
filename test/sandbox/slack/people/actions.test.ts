import type { KnownBlock } from '@slack/types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../../../packages/slack-sandbox/slack/people/person.ts';
import type { MessageRef } from '../../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { choiceOf, type ModalApp, startModalApp } from '../support/modal-app.ts';

const channel = 'C0INCIDENTS';
const button = (text: string, value: string) => ({
  type: 'button' as const,
  action_id: `press_${value}`,
  text: { type: 'plain_text' as const, text },
  value,
});
const blocks: KnownBlock[] = [
  {
    type: 'section',
    block_id: 'ask',
    text: { type: 'mrkdwn', text: 'Severity?' },
    accessory: {
      type: 'static_select',
      action_id: 'severity',
      placeholder: { type: 'plain_text', text: 'Choose' },
      options: [choiceOf('P1'), choiceOf('P2')],
    },
  },
  {
    type: 'actions',
    block_id: 'buttons',
    elements: [button('Post update', 'update'), button('Close', 'one'), button('Close', 'two')],
  },
  {
    type: 'actions',
    block_id: 'more',
    elements: [
      { type: 'overflow', action_id: 'menu', options: [choiceOf('Snooze'), choiceOf('Drop')] },
      { type: 'checkboxes', action_id: 'done', options: [choiceOf('Called'), choiceOf('Mailed')] },
    ],
  },
];

let app: ModalApp;
let alice: Person;
let message: MessageRef;

beforeEach(async () => {
  app = await startModalApp();
  alice = app.workspace.person('alice');
  const posted = await app.client.chat.postMessage({ channel, text: 'Incident', blocks });
  message = { channel, ts: String(posted.ts) };
});

afterEach(() => app.stop());

test('A click sends the message, its place, a trigger_id, and a response_url', async () => {
  expect(await alice.click(message, 'Post update')).toEqual({ ok: true });
  expect(app.interactions[0]).toMatchObject({
    type: 'block_actions',
    user: { id: alice.id },
    container: { type: 'message', message_ts: message.ts, channel_id: channel, is_ephemeral: false },
    channel: { id: channel, name: 'incidents' },
    message: { ts: message.ts, text: 'Incident' },
    trigger_id: expect.stringMatching(/^\d+\.\d+\.[0-9a-f]+$/u),
    response_url: expect.stringContaining('/actions/'),
    actions: [{ action_id: 'press_update', block_id: 'buttons', value: 'update', type: 'button' }],
  });
});

test("A click's trigger_id opens a modal", async () => {
  await alice.click(message, 'Post update');
  await app.client.views.open({
    trigger_id: String(app.interactions[0]?.trigger_id),
    view: { type: 'modal', title: { type: 'plain_text', text: 'Update' }, blocks: [{ type: 'divider' }] },
  });
  expect(alice.modal?.title).toBe('Update');
});

test('A person must say which of two buttons with the same label they click', async () => {
  await expect(alice.click(message, 'Close')).rejects.toThrow('2 elements are called "Close"');
  await alice.click(message, 'Close', { value: 'two' });
  await alice.click(message, 'Close', { occurrence: 1 });
  expect(app.interactions.map((each) => each.actions)).toMatchObject([
    [{ action_id: 'press_two' }],
    [{ action_id: 'press_one' }],
  ]);
});

test("A button that doesn't exist cannot be clicked", async () => {
  await expect(alice.click(message, 'Reopen')).rejects.toThrow('There is nothing called "Reopen"');
});

describe('Choosing an option', () => {
  test('keeps earlier choices in state, for that person only', async () => {
    await alice.choose(message, 'severity', 'P1');
    await alice.choose(message, 'done', ['Called']);
    await app.workspace.person('bob').click(message, 'Post update');
    expect(app.interactions[1]).toMatchObject({
      actions: [{ selected_options: [choiceOf('Called')] }],
      state: { values: { ask: { severity: { selected_option: choiceOf('P1') } } } },
    });
    expect(app.interactions[2]).toMatchObject({
      state: { values: { ask: { severity: { selected_option: null } } } },
    });
  });

  test('works in an overflow menu', async () => {
    await alice.choose(message, 'menu', 'Snooze');
    expect(app.interactions[0]).toMatchObject({
      actions: [{ type: 'overflow', selected_option: choiceOf('Snooze') }],
    });
  });
});

test("sends no message in the payload if it's in an ephemeral", async () => {
  await app.client.chat.postEphemeral({ channel, user: alice.id, text: 'For you', blocks });
  const [ephemeral] = alice.ephemerals('incidents');
  await alice.click(ephemeral ?? message, 'Post update');
  expect(app.interactions[0]).toMatchObject({ container: { is_ephemeral: true, message_ts: ephemeral?.ts } });
  expect(app.interactions[0]).not.toHaveProperty('message');
});

test('is impossible for anyone else in an ephemeral', async () => {
  await app.client.chat.postEphemeral({ channel, user: alice.id, text: 'For you', blocks });
  const [ephemeral] = alice.ephemerals('incidents');
  const press = app.workspace.person('bob').click(ephemeral ?? message, 'Post update');
  await expect(press).rejects.toThrow('There is no message');
});

describe('A shortcut', () => {
  test('on a message sends that message, and is used by the name people see', async () => {
    app.workspace.shortcuts({ 'Add to incident timeline': 'add_to_timeline' });
    const note = app.workspace.person('bob').post('incidents', 'DNS is back');
    await alice.shortcut('Add to incident timeline', note);
    expect(app.interactions[0]).toMatchObject({
      type: 'message_action',
      callback_id: 'add_to_timeline',
      message_ts: note.ts,
      channel: { id: channel },
      message: { text: 'DNS is back', user: 'U000000BOB1' },
      response_url: expect.any(String),
    });
  });

  test('that is global has a trigger_id and no channel', async () => {
    await alice.shortcut('declare');
    expect(app.interactions[0]).toMatchObject({ type: 'shortcut', callback_id: 'declare' });
    expect(app.interactions[0]).not.toHaveProperty('channel');
  });
});

test('A click on the Home tab sends its view', async () => {
  await app.client.views.publish({
    user_id: alice.id,
    view: { type: 'home', blocks: [{ type: 'actions', elements: [button('Declare', 'declare')] }] },
  });
  await alice.click('home', 'Declare');
  expect(app.interactions[0]).toMatchObject({ container: { type: 'view' }, view: { type: 'home' } });
});
