import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../../../packages/slack-sandbox/slack/people/person.ts';
import { type Connected, connect, errorOf } from '../support/client.ts';

const channel = 'C0INCIDENTS';
let connected: Connected;
let alice: Person;

beforeEach(async () => {
  connected = await connect({ rateLimits: false });
  alice = connected.workspace.person('alice');
});

afterEach(() => connected.workspace.stop());

describe('Pins', () => {
  test('are added once, listed, and removed once', async () => {
    const { client, workspace } = connected;
    const { ts: timestamp } = alice.post('incidents', 'x');
    await client.pins.add({ channel, timestamp });
    expect(workspace.channel('incidents').pins.map((pin) => pin.ts)).toEqual([timestamp]);
    expect(await errorOf(client.pins.add({ channel, timestamp }))).toBe('already_pinned');
    const { items } = await client.pins.list({ channel });
    expect(items?.[0]).toMatchObject({ created_by: workspace.botUserId, message: { ts: timestamp } });
    await client.pins.remove({ channel, timestamp });
    expect(await errorOf(client.pins.remove({ channel, timestamp }))).toBe('no_pin');
  });

  test("are only for messages in the bot's channels, and not for Slack's own", async () => {
    const { client, workspace } = connected;
    const pin = (name: string, timestamp: string) =>
      errorOf(client.apiCall('pins.add', { channel: name, timestamp }));
    expect(await pin('C00GENERAL1', alice.post('general', 'x').ts)).toBe('not_in_channel');
    expect(await pin(channel, '1.000001')).toBe('message_not_found');
    expect(await pin(channel, '')).toBe('no_item_specified');
    alice.setTopic('incidents', 'calm');
    const topic = workspace.channel('incidents').messages.at(-1);
    expect(await pin(channel, String(topic?.ts))).toBe('not_pinnable');
  });

  test('are limited to 100 per channel', async () => {
    for (let count = 0; count < 100; count += 1) alice.pin(alice.post('incidents', `${count}`));
    const { ts: timestamp } = alice.post('incidents', 'one more');
    expect(await errorOf(connected.client.pins.add({ channel, timestamp }))).toBe('too_many_pins');
  });
});

describe('Reactions', () => {
  test('are added once per person, and list who added them', async () => {
    const { client, workspace } = connected;
    const { ts: timestamp } = alice.post('incidents', 'x');
    await client.reactions.add({ channel, timestamp, name: 'eyes' });
    workspace.person('bob').react({ channel, ts: timestamp }, 'eyes');
    expect(workspace.channel('incidents').messages[0]?.reactions).toEqual([
      { name: 'eyes', users: ['incident_bot', 'bob'] },
    ]);
    const again = client.reactions.add({ channel, timestamp, name: 'eyes' });
    expect(await errorOf(again)).toBe('already_reacted');
  });

  test('are removed once, and only if they are there', async () => {
    const { client, workspace } = connected;
    const { ts: timestamp } = alice.post('incidents', 'x');
    const remove = () => client.reactions.remove({ channel, timestamp, name: 'eyes' });
    expect(await errorOf(remove())).toBe('no_reaction');
    await client.reactions.add({ channel, timestamp, name: 'eyes' });
    await remove();
    expect(workspace.channel('incidents').messages[0]?.reactions).toEqual([]);
  });

  test('need a valid emoji name and an existing message', async () => {
    const { client } = connected;
    const { ts: timestamp } = alice.post('incidents', 'x');
    const add = (args: object) => errorOf(client.apiCall('reactions.add', { channel, timestamp, ...args }));
    expect(await add({ name: ':eyes:' })).toBe('invalid_name');
    expect(await add({ name: 'eyes', timestamp: '' })).toBe('no_item_specified');
    expect(await add({ name: 'eyes', timestamp: '1.000001' })).toBe('message_not_found');
    alice.archive('incidents');
    expect(await add({ name: 'eyes' })).toBe('is_archived');
  });

  test('are limited to 23 different emoji per message', async () => {
    const { client } = connected;
    const message = alice.post('incidents', 'x');
    for (let count = 0; count < 23; count += 1) alice.react(message, `emoji_${count}`);
    const add = client.reactions.add({ channel, timestamp: message.ts, name: 'one_more' });
    expect(await errorOf(add)).toBe('too_many_emoji');
  });
});

describe('Bookmarks', () => {
  test('are added, changed, and removed', async () => {
    const { client, workspace } = connected;
    const added = await client.bookmarks.add({
      channel_id: channel,
      title: 'Status page',
      type: 'link',
      link: 'https://status.example/',
      emoji: ':link:',
    });
    const bookmark_id = String(added.bookmark?.id);
    await client.bookmarks.edit({ channel_id: channel, bookmark_id, title: 'Status' });
    const listed = await client.bookmarks.list({ channel_id: channel });
    expect(listed.bookmarks?.[0]).toMatchObject({ title: 'Status', link: 'https://status.example/' });
    await client.bookmarks.remove({ channel_id: channel, bookmark_id });
    expect(workspace.channel('incidents').bookmarks).toEqual([]);
  });

  test.each([
    [{ type: 'folder' }, 'invalid_bookmark_type'],
    [{ link: 'javascript:alert(1)' }, 'invalid_link'],
    [{ link: '' }, 'invalid_link'],
    [{ emoji: 'link' }, 'invalid_emoji'],
    [{ channel_id: 'C00GENERAL1' }, 'permission_denied'],
    [{ channel_id: 'C0NOWHERE' }, 'channel_not_found'],
  ])('with %j are refused with %s', async (wrong, error) => {
    const args = { channel_id: channel, title: 'x', type: 'link', link: 'https://x.example/', ...wrong };
    expect(await errorOf(connected.client.apiCall('bookmarks.add', args))).toBe(error);
  });

  test('are limited to 100 per channel', async () => {
    const link = { channel_id: channel, title: 'x', type: 'link' as const, link: 'https://x.example/' };
    for (let count = 0; count < 100; count += 1) await connected.client.bookmarks.add(link);
    expect(await errorOf(connected.client.bookmarks.add(link))).toBe('too_many_bookmarks');
  });

  test("that don't exist cannot be changed", async () => {
    const call = connected.client.bookmarks.edit({ channel_id: channel, bookmark_id: 'Bk1', title: 'x' });
    expect(await errorOf(call)).toBe('not_found');
  });
});
