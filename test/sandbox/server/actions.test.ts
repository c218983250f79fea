import type { App } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { install } from '../slack/support/bolt.ts';
import { button, modal, postQuestion } from './form.ts';
import { type Opened, openServer } from './open-server.ts';

const random = 'C000RANDOM1';

/** What the app was told, in order. */
let payloads: unknown[];
let place: Opened;
let client: App['client'];
let end: () => Promise<void>;

function listen(app: App): void {
  app.command('/form', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: modal });
  });
  app.view('form', async ({ ack, view }) => {
    payloads.push(view.state.values);
    if (view.state.values.name?.value?.value === 'taken')
      await ack({ response_action: 'errors', errors: { name: 'It is taken.' } });
    else await ack();
  });
  app.action(/^(?:yes|pick)$/, async ({ ack, action, respond }) => {
    payloads.push(action);
    await ack();
    await respond({ text: 'noted', replace_original: false });
  });
  app.event('app_home_opened', async ({ event }) => {
    payloads.push(event.tab);
  });
}

beforeEach(async () => {
  payloads = [];
  const { workspace, app } = await install('socket', listen, { rateLimits: false });
  place = await openServer({ workspace });
  client = app.client;
  await client.conversations.join({ channel: random });
  end = async () => {
    await app.stop();
    await place.stop();
  };
});

afterEach(() => end());

const say = async (words: string, name = 'alice') => {
  await place.act(name, { do: 'say', channel: random, text: words });
  const message = place.workspace.channel('random').posts.at(-1);
  if (message === undefined) throw new Error('Nothing was said.');
  return { channel: random, ts: message.ts };
};
const messages = () => place.workspace.channel('random').posts;

describe('Messages on the page', () => {
  test('are posted, edited, and deleted by their author only', async () => {
    const ref = await say('helo');
    await place.act('alice', { do: 'edit', ...ref, text: 'hello' });
    expect(messages()[0]).toMatchObject({ text: 'hello', edited: true });
    expect(await place.act('bob', { do: 'delete', ...ref })).toEqual({
      ok: false,
      error: 'bob can only delete their own messages.',
    });
    await place.act('alice', { do: 'delete', ...ref });
    expect(messages()).toEqual([]);
  });

  test('get and lose reactions and pins', async () => {
    const ref = await say('look');
    await place.act('bob', { do: 'react', ...ref, name: 'eyes', on: true });
    await place.act('bob', { do: 'pin', ...ref, on: true });
    expect(messages()[0]).toMatchObject({ pinned: true, reactions: [{ name: 'eyes', users: ['bob'] }] });
    await place.act('bob', { do: 'react', ...ref, name: 'eyes', on: false });
    await place.act('bob', { do: 'pin', ...ref, on: false });
    expect(messages()[0]).toMatchObject({ pinned: false, reactions: [] });
  });

  test.each([
    [{ do: 'say', channel: random, text: ' ' }, 'There is nothing to send.'],
    [{ do: 'say', channel: 'C404', text: 'x' }, 'There is no channel "C404".'],
    [{ do: 'say', channel: 'C00GENERAL1', text: 'x' }, 'stranger is not in #general.'],
    [{ do: 'edit', channel: random, ts: '1.1', text: 'x' }, 'There is no message 1.1 in C000RANDOM1.'],
    [{ do: 'dismiss', viewId: 'V1' }, 'That dialog is closed, or another one is above it.'],
  ] as const)("that aren't possible are refused with a sentence: %j", async (what, error) => {
    expect(await place.act('stranger', what)).toEqual({ ok: false, error });
  });
});

describe('A private channel on the page', () => {
  test("is closed to the actions of people who aren't in it", async () => {
    const alice = place.workspace.person('alice');
    const { id: channel } = alice.createChannel('secret', { private: true });
    const { ts } = alice.post('secret', 'hush');
    const at = { channel, ts };
    const answers = [
      await place.act('carol', { do: 'react', ...at, name: 'eyes', on: true }),
      await place.act('carol', { do: 'join', channel }),
      await place.act('carol', { do: 'shortcut', callbackId: 'any', on: at }),
      await place.act('carol', {
        do: 'press',
        place: { kind: 'message', ...at },
        blockId: 'x',
        actionId: 'y',
      }),
    ];
    const error = `carol cannot see the channel "${channel}".`;
    expect(answers).toEqual(answers.map(() => ({ ok: false, error })));
  });
});

describe('Channels on the page', () => {
  test('are joined and left', async () => {
    await place.act('guest', { do: 'join', channel: random });
    expect(place.workspace.channel('random').members).toContain('guest');
    await place.act('guest', { do: 'leave', channel: random });
    expect(place.workspace.channel('random').members).not.toContain('guest');
  });

  test('are made private by someone who is in them', async () => {
    await place.act('alice', { do: 'makePrivate', channel: random });
    expect(place.workspace.channel('random').kind).toBe('private');
    expect(await place.act('alice', { do: 'makePrivate', channel: random })).toEqual({
      ok: false,
      error: '#random is private already.',
    });
  });
});

describe('A slash command on the page', () => {
  const command = (what: string) =>
    place.act('alice', { do: 'command', channel: random, command: what, text: '' });

  test('opens a modal that keeps its entries and is submitted by its IDs', async () => {
    const window = await place.window('alice', { channel: random });
    expect(await command('/form')).toEqual({ ok: true });
    const { id: viewId } = await window.until(({ modal: shown }) => shown, 'the modal');
    await place.act('alice', { do: 'enter', viewId, blockId: 'level', actionId: 'value', entry: '1' });
    const level = await window.until(
      ({ modal: shown }) => shown?.values.level?.value?.selected_option,
      'the choice',
    );
    expect(level).toMatchObject({ text: { text: '2' }, value: '1' });
    await place.act('alice', { do: 'submit', viewId, values: { name: { value: 'taken' } } });
    const errors = await window.until(({ modal: shown }) => shown?.errors.name, 'the error');
    expect(errors).toBe('It is taken.');
    await place.act('alice', { do: 'submit', viewId, values: { name: { value: 'free' } } });
    await window.until(({ modal: shown }) => shown === null, 'the end of the modal');
    expect(payloads.at(-1)).toMatchObject({
      name: { value: { value: 'free' } },
      level: { value: { selected_option: { value: '1' } } },
    });
  });

  test('opens a modal whose incomplete submission is refused without telling the app', async () => {
    const window = await place.window('alice');
    await command('/form');
    const { id: viewId, depth } = await window.until(({ modal: shown }) => shown, 'the modal');
    expect(depth).toBe(1);
    await place.act('alice', { do: 'submit', viewId, values: {} });
    const error = await window.until(({ modal: shown }) => shown?.errors.name, 'the error');
    expect(error).toBe('Please complete this required field.');
    expect(payloads).toEqual([]);
  });

  test('that the app cannot take shows an error beside the composer', async () => {
    place.workspace.dropConnections();
    await place.workspace.until(() => place.workspace.connections === 0, 'no connection');
    expect(await command('/form')).toEqual({
      ok: true,
      note: '/form failed with the error "dispatch_failed".',
    });
  });
});

describe('An element that the app shows on the page', () => {
  test('is clicked and chosen from by its IDs, and only that person sees the reply', async () => {
    const { workspace } = place;
    const message = await postQuestion(place);
    const [alice, bob] = [
      await place.window('alice', { channel: random }),
      await place.window('bob', { channel: random }),
    ];
    const at = { kind: 'message', ...message } as const;
    await place.act('alice', { do: 'press', place: at, blockId: 'answers', actionId: 'pick', entry: 'b' });
    expect(payloads).toMatchObject([{ action_id: 'pick', selected_option: { value: 'b' } }]);
    const noted = await alice.until(
      ({ channel }) => channel?.messages.find(({ kind }) => kind === 'ephemeral'),
      'the answer',
    );
    expect(noted).toMatchObject({ text: 'noted', author: workspace.botUserId });
    await alice.until(
      ({ channel }) => channel?.messages.find(({ ts }) => ts === message.ts)?.entered.answers?.pick,
      'what alice chose',
    );
    expect(bob.screen.channel?.messages).toMatchObject([{ kind: 'event' }, { text: 'Ready?', entered: {} }]);
    await place.act('alice', { do: 'delete', channel: random, ts: noted.ts });
    await alice.until(({ channel }) => channel?.messages.length === 2, 'the answer dismissed');
  });

  test("refuses a click once it's gone", async () => {
    const message = await postQuestion(place);
    const at = { kind: 'message', ...message } as const;
    expect(await place.act('alice', { do: 'press', place: at, blockId: 'answers', actionId: 'no' })).toEqual({
      ok: false,
      error: 'That is not there any more; it has changed meanwhile.',
    });
  });

  test('accepts a click as it was drawn, even if the app has edited the message meanwhile', async () => {
    const message = await postQuestion(place, [{ type: 'actions', elements: [button] }]);
    const window = await place.window('alice', { channel: random });
    const drawn = window.screen.channel?.messages.find(({ ts }) => ts === message.ts)?.blocks[0]?.block_id;
    await client.chat.update({
      ...message,
      blocks: [{ type: 'divider' }, { type: 'actions', elements: [button] }],
    });
    const at = { kind: 'message', ...message } as const;
    expect(
      await place.act('alice', { do: 'press', place: at, blockId: String(drawn), actionId: 'yes' }),
    ).toEqual({ ok: true });
    expect(payloads).toMatchObject([{ action_id: 'yes' }]);
  });

  test("can be in the app's Home and Messages tabs, and the app gets an event for each", async () => {
    await place.act('alice', { do: 'openHome' });
    const opened = await place.act('alice', { do: 'openMessages' });
    await place.workspace.until(() => payloads.length === 2, 'both events');
    expect(payloads).toEqual(['home', 'messages']);
    const channel = opened.ok ? (opened.channel ?? '') : '';
    const window = await place.window('alice', { channel });
    expect(window.screen.channel).toMatchObject({ id: channel, kind: 'im', name: 'Incident Bot' });
  });
});
