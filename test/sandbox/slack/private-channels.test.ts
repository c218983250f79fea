import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { incidentBotScopes } from '../../../packages/slack-sandbox/slack/settings.ts';
import { type Connected, connect, errorOf, refusalOf } from './client.ts';

let connected: Connected;

beforeEach(async () => {
  connected = await connect({ rateLimits: false });
});

afterEach(() => connected.workspace.stop());

describe('a channel that people made private', () => {
  const old = incidentBotScopes.filter((scope) => !scope.startsWith('groups:'));
  const call: Readonly<Record<string, (client: WebClient, channel: string) => Promise<unknown>>> = {
    'groups:read': (client, channel) => client.conversations.info({ channel }),
    'groups:history': (client, channel) => client.conversations.history({ channel }),
    'groups:write': (client, channel) => client.conversations.setTopic({ channel, topic: 'x' }),
  };

  test.each(Object.entries(call))('needs %s, also of an app that is in it', async (scope, ask) => {
    const { client, workspace } = connected;
    workspace.install({ scopes: old, events: [] });
    workspace.person('alice').makePrivate('incidents');
    const { error, needed, provided } = await refusalOf(ask(client, 'C0INCIDENTS'));
    expect([error, String(needed).split(',')[0], provided]).toEqual(['missing_scope', scope, old.join(',')]);
    workspace.install({ scopes: [...old, scope], events: [] });
    await ask(client, 'C0INCIDENTS');
  });

  test('does not exist for an app that is not in it, which it cannot join', async () => {
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

  test('is posted in, pinned and bookmarked without any scope for private channels', async () => {
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

  test('takes a whole list with it where its kind may not be listed', async () => {
    const { client, workspace } = connected;
    workspace.install({ scopes: old, events: [] });
    const both = client.users.conversations({ types: 'public_channel,private_channel' });
    expect(await refusalOf(both)).toMatchObject({ error: 'missing_scope', needed: 'groups:read' });
  });
});
