import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { incidentBotScopes } from '../../../../packages/slack-sandbox/slack/settings.ts';
import { type Connected, connect, errorOf, refusalOf } from '../support/client.ts';
import { eventsOf } from '../support/events.ts';

let connected: Connected;

const button = {
  type: 'actions',
  elements: [{ type: 'button', action_id: 'press', text: { type: 'plain_text', text: 'Press' } }],
} as const;

beforeEach(async () => {
  connected = await connect({ rateLimits: false });
});

afterEach(() => connected.workspace.stop());

describe('A channel that people made private', () => {
  const old = incidentBotScopes.filter((scope) => !scope.startsWith('groups:'));
  const call: Readonly<Record<string, (client: WebClient, channel: string) => Promise<unknown>>> = {
    'groups:read': (client, channel) => client.conversations.info({ channel }),
    'groups:history': (client, channel) => client.conversations.history({ channel }),
    'groups:write': (client, channel) => client.conversations.setTopic({ channel, topic: 'x' }),
  };

  test.each(Object.entries(call))('needs %s, even from an app that is in it', async (scope, ask) => {
    const { client, workspace } = connected;
    workspace.install({ scopes: old, events: [] });
    workspace.person('alice').makePrivate('incidents');
    const { error, needed, provided } = await refusalOf(ask(client, 'C0INCIDENTS'));
    expect([error, String(needed).split(',')[0], provided]).toEqual(['missing_scope', scope, old.join(',')]);
    workspace.install({ scopes: [...old, scope], events: [] });
    await ask(client, 'C0INCIDENTS');
  });

  test("doesn't exist for an app outside it, which cannot join it either", async () => {
    const { client, workspace } = connected;
    workspace.person('alice').makePrivate('random');
    const channel = 'C000RANDOM1';
    for (const ask of Object.values(call))
      expect(await errorOf(ask(client, channel))).toBe('channel_not_found');
    expect(await errorOf(client.chat.postMessage({ channel, text: 'x' }))).toBe('channel_not_found');
    expect(await errorOf(client.conversations.join({ channel }))).toBe(
      'method_not_supported_for_channel_type',
    );
  });

  test('accepts posts, pins, and bookmarks without any scope for private channels', async () => {
    const { client, workspace } = connected;
    workspace.install({ scopes: old, events: [] });
    workspace.person('alice').makePrivate('incidents');
    const channel = 'C0INCIDENTS';
    const { ts } = await client.chat.postMessage({ channel, text: 'x' });
    await client.pins.add({ channel, timestamp: String(ts) });
    await client.bookmarks.add({
      channel_id: channel,
      title: 'Status',
      type: 'link',
      link: 'https://example.com',
    });
    expect(workspace.channel('incidents').pins.map(({ text }) => text)).toEqual(['x']);
  });

  test('fails a whole list if its type may not be listed', async () => {
    const { client, workspace } = connected;
    workspace.install({ scopes: old, events: [] });
    const both = client.users.conversations({ types: 'public_channel,private_channel' });
    expect(await refusalOf(both)).toMatchObject({ error: 'missing_scope', needed: 'groups:read' });
  });
});

describe('A private channel that the bot creates', () => {
  const open = async () => {
    const { channel } = await connected.client.conversations.create({ name: 'war-room', is_private: true });
    return { channel: String(channel?.id), opened: channel };
  };

  test('has an ID like any other, and no event announces it', async () => {
    const { workspace } = connected;
    const { channel, opened } = await open();
    expect(channel).toMatch(/^C/);
    expect(opened).toMatchObject({ is_channel: true, is_group: false, is_private: true, is_member: true });
    expect(eventsOf(workspace).filter(({ type }) => type === 'channel_created')).toEqual([]);
  });

  test.each([
    [
      'groups:write',
      (client: WebClient, channel: string) => client.conversations.invite({ channel, users: 'U000000BOB1' }),
    ],
    ['groups:read', (client: WebClient, channel: string) => client.conversations.members({ channel })],
    ['groups:history', (client: WebClient, channel: string) => client.conversations.history({ channel })],
  ] as const)('needs %s afterwards as well', async (scope, ask) => {
    const { client, workspace } = connected;
    const { channel } = await open();
    workspace.install({ scopes: incidentBotScopes.filter((one) => one !== scope), events: [] });
    expect(await refusalOf(ask(client, channel))).toMatchObject({ error: 'missing_scope' });
  });

  test('sends joins and leaves, as a private channel does', async () => {
    const { client, workspace } = connected;
    const { channel } = await open();
    await client.conversations.invite({ channel, users: 'U000000BOB1' });
    expect(eventsOf(workspace, 'member_joined_channel').at(-1)).toMatchObject({ channel, channel_type: 'G' });
  });

  test('lets the bot delete its messages and files, and a file leaves a trace in its message', async () => {
    const { client, workspace } = connected;
    const { channel } = await open();
    const { ts } = await client.chat.postMessage({ channel, text: 'x' });
    await client.filesUploadV2({
      channel_id: channel,
      filename: 'a.md',
      content: 'a',
      initial_comment: 'File',
    });
    const [shared] = workspace.channel('war-room').files;
    await client.chat.delete({ channel, ts: String(ts) });
    await client.files.delete({ file: String(shared?.id) });
    const { messages = [] } = await client.conversations.history({ channel });
    expect(messages.map(({ text, files }) => [text, files])).toEqual([
      ['File', [{ id: shared?.id, mode: 'tombstone' }]],
      expect.anything(),
    ]);
    expect(workspace.channel('war-room').files).toEqual([]);
    expect(await errorOf(client.files.delete({ file: String(shared?.id) }))).toBe('file_deleted');
    expect(await errorOf(client.files.info({ file: String(shared?.id) }))).toBe('file_deleted');
  });
});

describe('A person outside a private channel', () => {
  test("sees nothing of it, and can't use the bot on its messages", () => {
    const { workspace } = connected;
    const [alice, bob] = [workspace.person('alice'), workspace.person('bob')];
    alice.createChannel('secret', { private: true });
    const message = alice.post('secret', 'x');
    for (const act of [
      () => bob.react(message, 'eyes'),
      () => bob.pin(message),
      () => bob.join('secret'),
      () => bob.post('secret', 'x'),
      () => bob.ephemerals('secret'),
    ])
      expect(act).toThrow(/cannot see the channel|There is no message/);
  });

  test('uses no shortcut and clicks no button there', async () => {
    const { client, workspace } = connected;
    const [alice, bob] = [workspace.person('alice'), workspace.person('bob')];
    const { id: channel } = alice.createChannel('secret', { private: true });
    alice.invite('secret', 'incident_bot');
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'x', blocks: [button] });
    await expect(bob.click({ channel, ts }, 'Press')).rejects.toThrow('There is no message');
    await expect(bob.shortcut('any', { channel, ts })).rejects.toThrow('There is no message');
  });

  test("types its name as plain text, while a member's becomes a mention", () => {
    const { workspace } = connected;
    const [alice, bob] = [workspace.person('alice'), workspace.person('bob')];
    const { id } = alice.createChannel('secret', { private: true });
    expect(bob.post('incidents', 'See #secret').text).toBe('See #secret');
    expect(alice.post('incidents', 'See #secret').text).toBe(`See <#${id}|secret>`);
  });
});
