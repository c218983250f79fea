import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Connected, connect, errorOf, refusalOf } from '../support/client.ts';

const incidents = 'C0INCIDENTS';
const section = (text: string) => [{ type: 'section', text: { type: 'mrkdwn', text } }];
let connected: Connected;

beforeEach(async () => {
  connected = await connect({ rateLimits: false });
});

afterEach(() => connected.workspace.stop());

describe('posting', () => {
  test('it appears in the channel, and its ts are unique and increasing', async () => {
    const { client, workspace } = connected;
    const answers = await Promise.all(
      ['one', 'two', 'three'].map((text) => client.chat.postMessage({ channel: incidents, text })),
    );
    const stamps = answers.map((answer) => String(answer.ts));
    expect(new Set(stamps).size).toBe(3);
    const { messages } = workspace.channel('incidents');
    expect(messages.map((message) => message.ts)).toEqual([...stamps].sort());
  });

  test("a channel may be named, and a person's id opens the direct message with them", async () => {
    const { client, workspace } = connected;
    expect((await client.chat.postMessage({ channel: '#incidents', text: 'x' })).channel).toBe(incidents);
    const direct = await client.chat.postMessage({ channel: 'U00000ALICE', text: 'for you' });
    expect(direct.channel).toMatch(/^D/u);
    expect(workspace.channel(String(direct.channel)).members).toEqual(['alice', 'incident_bot']);
  });

  test('it needs membership, an open channel, something to say, and a channel that exists', async () => {
    const { client, workspace } = connected;
    const post = (channel: string, text = 'x') => errorOf(client.chat.postMessage({ channel, text }));
    expect(await post('C00GENERAL1')).toBe('not_in_channel');
    expect(await post('C0NOWHERE')).toBe('channel_not_found');
    expect(await post(incidents, '')).toBe('no_text');
    workspace.person('alice').archive('incidents');
    expect(await post(incidents)).toBe('is_archived');
  });

  test('chat:write.public posts to a public channel without joining', async () => {
    const open = await connect({ scopes: ['chat:write', 'chat:write.public'] });
    expect((await open.client.chat.postMessage({ channel: 'C00GENERAL1', text: 'x' })).ok).toBe(true);
    await open.workspace.stop();
  });

  test('a private channel the bot is not in does not exist for it', async () => {
    const { client, workspace } = connected;
    const secret = workspace.person('alice').createChannel('secret', { private: true });
    expect(await errorOf(client.chat.postMessage({ channel: secret.id, text: 'x' }))).toBe(
      'channel_not_found',
    );
  });

  test('blocks are checked, and the answer points at what is wrong', async () => {
    const blocks = [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }];
    const refusal = await refusalOf(
      connected.client.apiCall('chat.postMessage', { channel: incidents, text: 'x', blocks }),
    );
    expect(refusal).toMatchObject({ error: 'invalid_blocks' });
    expect(JSON.stringify(refusal.response_metadata)).toContain('/blocks/0');
  });

  test('blocks that are no list are refused as such', async () => {
    const call = connected.client.apiCall('chat.postMessage', { channel: incidents, blocks: 'nonsense' });
    expect(await errorOf(call)).toBe('invalid_blocks_format');
  });

  test('text above 40,000 characters is cut, with a warning', async () => {
    const { client, workspace } = connected;
    const answer = await client.chat.postMessage({ channel: incidents, text: 'x'.repeat(40_001) });
    expect(answer.warning).toBe('message_truncated');
    expect(workspace.channel('incidents').messages[0]?.text).toHaveLength(40_000);
  });

  test('metadata must have a type and a payload, and is read back only when asked for', async () => {
    const { client } = connected;
    const wrong = client.apiCall('chat.postMessage', {
      channel: incidents,
      text: 'x',
      metadata: { event_type: 'a' },
    });
    expect(await errorOf(wrong)).toBe('invalid_metadata_format');
    const metadata = { event_type: 'effect', event_payload: { id: 7 } };
    await client.chat.postMessage({ channel: incidents, text: 'x', metadata });
    const plain = await client.conversations.history({ channel: incidents });
    const full = await client.conversations.history({ channel: incidents, include_all_metadata: true });
    expect(plain.messages?.[0]?.metadata).toBeUndefined();
    expect(full.messages?.[0]?.metadata).toEqual(metadata);
  });

  test('a name of its own needs the scope chat:write.customize', async () => {
    const call = connected.client.chat.postMessage({ channel: incidents, text: 'x', username: 'Pager' });
    expect(await refusalOf(call)).toMatchObject({ error: 'missing_scope', needed: 'chat:write.customize' });
  });

  test('markdown_text stands alone and holds 12,000 characters', async () => {
    const { client } = connected;
    const post = (args: object) =>
      errorOf(client.apiCall('chat.postMessage', { channel: incidents, ...args }));
    expect(await post({ markdown_text: '**x**', text: 'x' })).toBe('markdown_text_conflict');
    expect(await post({ markdown_text: 'x'.repeat(12_001) })).toBe('msg_too_long');
  });

  test('an app whose Messages tab is off cannot write to people', async () => {
    const closed = await connect({ messagesTab: false });
    const call = closed.client.chat.postMessage({ channel: 'U00000ALICE', text: 'x' });
    expect(await errorOf(call)).toBe('messages_tab_disabled');
    await closed.workspace.stop();
  });
});

describe('threads', () => {
  test('a reply stays in its thread, a broadcast one shows in the channel too', async () => {
    const { client, workspace } = connected;
    const parent = await client.chat.postMessage({ channel: incidents, text: 'parent' });
    const thread_ts = String(parent.ts);
    await client.chat.postMessage({ channel: incidents, text: 'quiet', thread_ts });
    await client.chat.postMessage({ channel: incidents, text: 'loud', thread_ts, reply_broadcast: true });
    const channel = workspace.channel('incidents');
    expect(channel.messages.map((message) => message.text)).toEqual(['parent', 'loud']);
    expect(channel.thread(thread_ts).map((message) => message.text)).toEqual(['quiet', 'loud']);
    const replies = await client.conversations.replies({ channel: incidents, ts: thread_ts });
    expect(replies.messages?.[0]).toMatchObject({ reply_count: 2, thread_ts });
  });

  test('there is no reply to a message that is not there, nor to a reply', async () => {
    const { client } = connected;
    const reply = (thread_ts: string) =>
      client.chat.postMessage({ channel: incidents, text: 'x', thread_ts });
    expect(await errorOf(reply('1.000001'))).toBe('cannot_reply_to_message');
    const parent = await client.chat.postMessage({ channel: incidents, text: 'parent' });
    const first = await reply(String(parent.ts));
    expect(await errorOf(reply(String(first.ts)))).toBe('cannot_reply_to_message');
  });
});

describe('updating and deleting', () => {
  test('text alone takes the blocks away; blocks alone keep the text', async () => {
    const { client, workspace } = connected;
    const { ts } = await client.chat.postMessage({ channel: incidents, text: 'a', blocks: section('a') });
    const shown = () => workspace.channel('incidents').messages[0];
    await client.apiCall('chat.update', { channel: incidents, ts, blocks: section('b') });
    expect([shown()?.text, shown()?.blocks.length]).toEqual(['a', 1]);
    await client.chat.update({ channel: incidents, ts: String(ts), text: 'c' });
    expect([shown()?.text, shown()?.blocks.length]).toEqual(['c', 0]);
  });

  test('metadata stays when it is not given, and an empty object takes it away', async () => {
    const { client, workspace } = connected;
    const metadata = { event_type: 'headline', event_payload: { id: 1 } };
    const { ts } = await client.chat.postMessage({ channel: incidents, text: 'a', metadata });
    await client.chat.update({ channel: incidents, ts: String(ts), text: 'b' });
    expect(workspace.channel('incidents').messages[0]?.metadata).toEqual(metadata);
    await client.apiCall('chat.update', { channel: incidents, ts, text: 'b', metadata: {} });
    expect(workspace.channel('incidents').messages[0]?.metadata).toBeNull();
  });

  test("only its own messages, by the channel's id, while they exist", async () => {
    const { client, workspace } = connected;
    const theirs = workspace.person('alice').post('incidents', 'mine');
    const update = (channel: string, ts: string) => errorOf(client.chat.update({ channel, ts, text: 'x' }));
    expect(await update(incidents, theirs.ts)).toBe('cant_update_message');
    expect(await update('#incidents', theirs.ts)).toBe('channel_not_found');
    expect(await update(incidents, '1.000001')).toBe('message_not_found');
    const remove = client.chat.delete({ channel: incidents, ts: theirs.ts });
    expect(await errorOf(remove)).toBe('cant_delete_message');
  });

  test('nothing changes in an archived channel', async () => {
    const { client, workspace } = connected;
    const { ts } = await client.chat.postMessage({ channel: incidents, text: 'a' });
    workspace.person('alice').archive('incidents');
    const update = client.chat.update({ channel: incidents, ts: String(ts), text: 'b' });
    expect(await errorOf(update)).toBe('is_inactive');
  });

  test('a deleted parent leaves a tombstone above its thread', async () => {
    const { client, workspace } = connected;
    const parent = await client.chat.postMessage({ channel: incidents, text: 'parent' });
    const ts = String(parent.ts);
    await client.chat.postMessage({ channel: incidents, text: 'reply', thread_ts: ts });
    await client.chat.delete({ channel: incidents, ts });
    expect(workspace.transcript('incidents')).toContain('This message was deleted.');
    expect(await errorOf(client.chat.update({ channel: incidents, ts, text: 'x' }))).toBe(
      'message_not_found',
    );
  });
});

describe('ephemerals and permalinks', () => {
  test('an ephemeral is for one member, and cannot be updated', async () => {
    const { client, workspace } = connected;
    const show = (user: string) => client.chat.postEphemeral({ channel: incidents, user, text: 'psst' });
    const { message_ts } = await show('U00000ALICE');
    expect(workspace.person('alice').ephemerals('incidents')[0]?.text).toBe('psst');
    expect(workspace.person('bob').ephemerals()).toEqual([]);
    expect(workspace.channel('incidents').messages).toEqual([]);
    const update = client.chat.update({ channel: incidents, ts: String(message_ts), text: 'x' });
    expect(await errorOf(update)).toBe('message_not_found');
    expect(await errorOf(show('U00000GUEST'))).toBe('user_not_in_channel');
    const long = { channel: incidents, user: 'U00000ALICE', text: 'x'.repeat(40_001) };
    expect(await errorOf(client.chat.postEphemeral(long))).toBe('msg_too_long');
  });

  test("a reply's permalink names its thread", async () => {
    const { client, workspace } = connected;
    const alice = workspace.person('alice');
    const parent = alice.post('incidents', 'parent');
    const reply = alice.post('incidents', 'reply', { thread: parent });
    const link = await client.chat.getPermalink({ channel: incidents, message_ts: reply.ts });
    expect(link.permalink).toBe(
      `https://sandbox.slack.com/archives/${incidents}/p${reply.ts.replace('.', '')}` +
        `?thread_ts=${parent.ts}&cid=${incidents}`,
    );
  });
});
