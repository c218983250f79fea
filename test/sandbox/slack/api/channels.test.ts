import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Connected, connect, errorOf, refusalOf } from '../support/client.ts';

let connected: Connected;

beforeEach(async () => {
  connected = await connect({ rateLimits: false });
});

afterEach(() => connected.workspace.stop());

async function newChannel(name: string, is_private = false): Promise<string> {
  const { channel } = await connected.client.conversations.create({ name, is_private });
  return String(channel?.id);
}

describe('Creating and renaming a channel', () => {
  test('makes the bot its first member', async () => {
    await newChannel('inc-1-inbox-down');
    expect(connected.workspace.channel('inc-1-inbox-down').members).toEqual(['incident_bot']);
  });

  test.each([
    ['', 'invalid_name_required'],
    ['x'.repeat(81), 'invalid_name_maxlength'],
    ['Upper', 'invalid_name_specials'],
    ['two words', 'invalid_name_specials'],
    ['a.b', 'invalid_name_specials'],
    ['--', 'invalid_name_punctuation'],
    ['incidents', 'name_taken'],
  ])('refuses the name "%s" with %s', async (name, error) => {
    expect(await errorOf(connected.client.apiCall('conversations.create', { name }))).toBe(error);
  });

  test('accepts 80 characters and letters of any script', async () => {
    await newChannel('é'.repeat(80));
    await newChannel('障害-1');
    expect(connected.workspace.findChannel('障害-1')).not.toBeNull();
  });

  test('refuses the name of an archived channel as taken', async () => {
    const channel = await newChannel('inc-1');
    await connected.client.conversations.archive({ channel });
    expect(await errorOf(connected.client.conversations.create({ name: 'inc-1' }))).toBe('name_taken');
  });

  test('lets the bot rename only the channels it created', async () => {
    const { client, workspace } = connected;
    const channel = await newChannel('inc-1');
    await client.conversations.rename({ channel, name: 'inc-1-solved' });
    expect(workspace.channel('inc-1-solved').id).toBe(channel);
    const other = client.conversations.rename({ channel: 'C0INCIDENTS', name: 'x' });
    expect(await errorOf(other)).toBe('not_authorized');
  });

  test('needs groups:write for a private channel', async () => {
    const other = await connect({ scopes: ['channels:manage'] });
    const call = other.client.conversations.create({ name: 'secret', is_private: true });
    expect(await refusalOf(call)).toMatchObject({ error: 'missing_scope', needed: 'groups:write' });
    await other.workspace.stop();
  });
});

describe('Channel members', () => {
  test('are invited together, but the bot cannot invite itself', async () => {
    const { client, workspace } = connected;
    const channel = await newChannel('inc-1');
    await client.conversations.invite({ channel, users: 'U00000ALICE,U000000BOB1' });
    expect(workspace.channel('inc-1').members).toEqual(['incident_bot', 'alice', 'bob']);
    const self = client.conversations.invite({ channel, users: workspace.botUserId });
    expect(await errorOf(self)).toBe('cant_invite_self');
  });

  test("are not added at all if one of them can't be, unless forced", async () => {
    const { client, workspace } = connected;
    const channel = await newChannel('inc-1');
    await client.conversations.invite({ channel, users: 'U00000ALICE' });
    const users = 'U00000ALICE,U0NOBODY,U000000BOB1';
    expect(await refusalOf(client.conversations.invite({ channel, users }))).toMatchObject({
      error: 'already_in_channel',
      errors: [{ error: 'already_in_channel' }, { error: 'user_not_found' }],
    });
    expect(workspace.channel('inc-1').members).not.toContain('bob');
    await client.conversations.invite({ channel, users, force: true });
    expect(workspace.channel('inc-1').members).toContain('bob');
  });

  test('must be named, and cannot be invited to a direct message', async () => {
    const { client } = connected;
    const invite = (channel: string, users: string) =>
      errorOf(client.apiCall('conversations.invite', { channel, users }));
    expect(await invite(await newChannel('inc-1'), '')).toBe('no_user');
    const direct = await client.conversations.open({ users: 'U00000ALICE' });
    expect(await invite(String(direct.channel?.id), 'U000000BOB1')).toBe(
      'method_not_supported_for_channel_type',
    );
  });

  test('are invited up to 100 at a time', async () => {
    const channel = await newChannel('inc-1');
    const users = Array.from({ length: 101 }, (_, index) => `U${index}`).join(',');
    const call = connected.client.conversations.invite({ channel, users, force: true });
    expect(await errorOf(call)).toBe('invalid_arguments');
  });

  test('cannot come from another team', async () => {
    const channel = await newChannel('inc-1');
    const call = connected.client.conversations.invite({ channel, users: 'U0STRANGER1' });
    expect(await errorOf(call)).toBe('cant_invite');
  });

  test('include the bot once it joins a public channel, and joining again only warns', async () => {
    const { client } = connected;
    const channel = 'C00GENERAL1';
    expect((await client.conversations.join({ channel })).channel?.is_member).toBe(true);
    expect((await client.conversations.join({ channel })).warning).toBe('already_in_channel');
  });

  test('are listed by ID', async () => {
    const { members } = await connected.client.conversations.members({ channel: 'C0INCIDENTS' });
    expect(members).toContain(connected.workspace.botUserId);
  });

  test("of a direct message share one channel, however often it's opened", async () => {
    const { client } = connected;
    const first = await client.conversations.open({ users: 'U00000ALICE' });
    const again = await client.conversations.open({ users: 'U00000ALICE' });
    expect(again).toMatchObject({ already_open: true, channel: { id: first.channel?.id } });
    expect(await errorOf(client.apiCall('conversations.open'))).toBe('users_list_not_supplied');
    expect(await errorOf(client.conversations.open({ users: 'U0NOBODY' }))).toBe('user_not_found');
    const self = client.conversations.open({ users: connected.workspace.botUserId });
    expect(await errorOf(self)).toBe('invalid_user_combination');
  });
});

describe('Topics, purposes, and archiving', () => {
  test('allow 250 characters, in channels that the bot is in', async () => {
    const { client, workspace } = connected;
    const channel = await newChannel('inc-1');
    await client.conversations.setTopic({ channel, topic: 'x'.repeat(250) });
    await client.conversations.setPurpose({ channel, purpose: 'why' });
    expect(workspace.channel('inc-1')).toMatchObject({ topic: 'x'.repeat(250), purpose: 'why' });
    const long = client.conversations.setTopic({ channel, topic: 'x'.repeat(251) });
    expect(await errorOf(long)).toBe('too_long');
    const foreign = client.conversations.setTopic({ channel: 'C000RANDOM1', topic: 'x' });
    expect(await errorOf(foreign)).toBe('not_in_channel');
  });

  test('take the bot out of an archived channel, which it cannot unarchive', async () => {
    const { client, workspace } = connected;
    const channel = await newChannel('inc-1');
    await client.conversations.archive({ channel });
    expect(workspace.channel('inc-1')).toMatchObject({ archived: true, members: [] });
    expect(await errorOf(client.conversations.archive({ channel }))).toBe('already_archived');
    expect(await errorOf(client.conversations.unarchive({ channel }))).toBe('not_in_channel');
    expect(await errorOf(client.conversations.setTopic({ channel, topic: 'x' }))).toBe('is_archived');
    expect(await errorOf(client.conversations.history({ channel }))).toBe('not_in_channel');
  });

  test('leave #general open, and refuse to unarchive an open channel', async () => {
    const { client } = connected;
    await client.conversations.join({ channel: 'C00GENERAL1' });
    const general = client.conversations.archive({ channel: 'C00GENERAL1' });
    expect(await errorOf(general)).toBe('cant_archive_general');
    const open = client.conversations.unarchive({ channel: 'C0INCIDENTS' });
    expect(await errorOf(open)).toBe('not_archived');
  });
});

describe('Reading channels', () => {
  test('returns history newest first, in pages, within the given times', async () => {
    const { client, workspace } = connected;
    const alice = workspace.person('alice');
    const [one, two, three] = ['one', 'two', 'three'].map((text) => alice.post('incidents', text));
    const channel = 'C0INCIDENTS';
    const texts = async (args: object) => {
      const answer = await client.conversations.history({ channel, ...args });
      return answer.messages?.map((message) => message.text);
    };
    expect(await texts({})).toEqual(['three', 'two', 'one']);
    expect(await texts({ oldest: String(one?.ts), latest: String(three?.ts) })).toEqual(['two']);
    expect(await texts({ oldest: String(two?.ts), inclusive: true })).toEqual(['three', 'two']);
    const page = await client.conversations.history({ channel, limit: 2 });
    expect(page.has_more).toBe(true);
    expect(await texts({ cursor: page.response_metadata?.next_cursor })).toEqual(['one']);
    expect(await errorOf(client.conversations.history({ channel, oldest: 'soon' }))).toBe(
      'invalid_ts_oldest',
    );
  });

  test('needs membership for history, and an existing thread for replies', async () => {
    const { client } = connected;
    const foreign = client.conversations.history({ channel: 'C00GENERAL1' });
    expect(await errorOf(foreign)).toBe('not_in_channel');
    const none = client.conversations.replies({ channel: 'C0INCIDENTS', ts: '1.000001' });
    expect(await errorOf(none)).toBe('thread_not_found');
  });

  test("lists public channels and the bot's own private ones, optionally without archived ones", async () => {
    const { client, workspace } = connected;
    workspace.person('alice').createChannel('secret', { private: true });
    await newChannel('war-room', true);
    const gone = await newChannel('inc-1');
    await client.conversations.archive({ channel: gone });
    const { channels } = await client.conversations.list({
      types: 'public_channel,private_channel',
      exclude_archived: true,
    });
    expect(channels?.map((channel) => channel.name)).toEqual(['general', 'incidents', 'random', 'war-room']);
    const mine = await client.users.conversations({ types: 'public_channel,private_channel' });
    expect(mine.channels?.map((channel) => channel.name)).toEqual(['incidents', 'war-room']);
    expect(await errorOf(client.apiCall('conversations.list', { types: 'rooms' }))).toBe('invalid_types');
    expect(await errorOf(client.conversations.list({ limit: 1_001 }))).toBe('invalid_limit');
  });

  test('shows membership and the existing fields with conversations.info', async () => {
    const { client } = connected;
    const { channel } = await client.conversations.info({
      channel: 'C00GENERAL1',
      include_num_members: true,
    });
    expect(channel).toMatchObject({ is_member: false, is_general: true, num_members: 5 });
    expect(await errorOf(client.conversations.info({ channel: 'C0NOWHERE' }))).toBe('channel_not_found');
  });
});
