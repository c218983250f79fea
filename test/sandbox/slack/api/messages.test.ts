import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Connected, connect, errorOf, refusalOf } from '../support/client.ts';

const incidents = 'C0INCIDENTS';
const section = (text: string) => [{ type: 'section', text: { type: 'mrkdwn', text } }];
let connected: Connected;

beforeEach(async () => {
  connected = await connect({ rateLimits: false });
});

afterEach(() => connected.workspace.stop());

describe('chat.postMessage', () => {
  test('posts to the channel with a unique, increasing ts', async () => {
    const { client, workspace } = connected;
    const answers = await Promise.all(
      ['one', 'two', 'three'].map((text) => client.chat.postMessage({ channel: incidents, text })),
    );
    const stamps = answers.map((answer) => String(answer.ts));
    expect(new Set(stamps).size).toBe(3);
    const { messages } = workspace.channel('incidents');
    expect(messages.map((message) => message.ts)).toEqual([...stamps].sort());
  });

  test('accepts a channel name, and opens a direct message for a user ID', async () => {
    const { client, workspace } = connected;
    expect((await client.chat.postMessage({ channel: '#incidents', text: 'x' })).channel).toBe(incidents);
    const direct = await client.chat.postMessage({ channel: 'U00000ALICE', text: 'for you' });
    expect(direct.channel).toMatch(/^D/u);
    expect(workspace.channel(String(direct.channel)).members).toEqual(['alice', 'incident_bot']);
  });

  test('needs membership, an open and existing channel, and something to show', async () => {
    const { client, workspace } = connected;
    const post = (channel: string, text = 'x') => errorOf(client.chat.postMessage({ channel, text }));
    expect(await post('C00GENERAL1')).toBe('not_in_channel');
    expect(await post('C0NOWHERE')).toBe('channel_not_found');
    expect(await post(incidents, '')).toBe('no_text');
    workspace.person('alice').archive('incidents');
    expect(await post(incidents)).toBe('is_archived');
  });

  test('posts to a public channel without joining if the app has chat:write.public', async () => {
    const open = await connect({ scopes: ['chat:write', 'chat:write.public'] });
    expect((await open.client.chat.postMessage({ channel: 'C00GENERAL1', text: 'x' })).ok).toBe(true);
    await open.workspace.stop();
  });

  test("cannot find a private channel that the bot isn't in", async () => {
    const { client, workspace } = connected;
    const secret = workspace.person('alice').createChannel('secret', { private: true });
    expect(await errorOf(client.chat.postMessage({ channel: secret.id, text: 'x' }))).toBe(
      'channel_not_found',
    );
  });

  test('validates blocks, and its error points at what is wrong', async () => {
    const blocks = [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }];
    const refusal = await refusalOf(
      connected.client.apiCall('chat.postMessage', { channel: incidents, text: 'x', blocks }),
    );
    expect(refusal).toMatchObject({ error: 'invalid_blocks' });
    expect(JSON.stringify(refusal.response_metadata)).toContain('/blocks/0');
  });

  test("refuses blocks that aren't a list", async () => {
    const call = connected.client.apiCall('chat.postMessage', { channel: incidents, blocks: 'nonsense' });
    expect(await errorOf(call)).toBe('invalid_blocks_format');
  });

  test('truncates text above 40,000 characters with a warning', async () => {
    const { client, workspace } = connected;
    const answer = await client.chat.postMessage({ channel: incidents, text: 'x'.repeat(40_001) });
    expect(answer.warning).toBe('message_truncated');
    expect(workspace.channel('incidents').messages[0]?.text).toHaveLength(40_000);
  });

  test('requires a type and payload for metadata, which is returned only on request', async () => {
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

  test('needs chat:write.customize for a custom name', async () => {
    const call = connected.client.chat.postMessage({ channel: incidents, text: 'x', username: 'Pager' });
    expect(await refusalOf(call)).toMatchObject({ error: 'missing_scope', needed: 'chat:write.customize' });
  });

  test('accepts markdown_text of up to 12,000 characters, without other content', async () => {
    const { client } = connected;
    const post = (args: object) =>
      errorOf(client.apiCall('chat.postMessage', { channel: incidents, ...args }));
    expect(await post({ markdown_text: '**x**', text: 'x' })).toBe('markdown_text_conflict');
    expect(await post({ markdown_text: 'x'.repeat(12_001) })).toBe('msg_too_long');
  });

  test("cannot write to people if the app's Messages tab is off", async () => {
    const closed = await connect({ messagesTab: false });
    const call = closed.client.chat.postMessage({ channel: 'U00000ALICE', text: 'x' });
    expect(await errorOf(call)).toBe('messages_tab_disabled');
    await closed.workspace.stop();
  });
});

describe('Threads', () => {
  test('keep replies to themselves, while a broadcast reply also shows in the channel', async () => {
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

  test('cannot start at a missing message or at a reply', async () => {
    const { client } = connected;
    const reply = (thread_ts: string) =>
      client.chat.postMessage({ channel: incidents, text: 'x', thread_ts });
    expect(await errorOf(reply('1.000001'))).toBe('cannot_reply_to_message');
    const parent = await client.chat.postMessage({ channel: incidents, text: 'parent' });
    const first = await reply(String(parent.ts));
    expect(await errorOf(reply(String(first.ts)))).toBe('cannot_reply_to_message');
  });
});

describe('chat.update and chat.delete', () => {
  test('drop the blocks if only text is given, and keep the text if only blocks are', async () => {
    const { client, workspace } = connected;
    const { ts } = await client.chat.postMessage({ channel: incidents, text: 'a', blocks: section('a') });
    const shown = () => workspace.channel('incidents').messages[0];
    await client.apiCall('chat.update', { channel: incidents, ts, blocks: section('b') });
    expect([shown()?.text, shown()?.blocks.length]).toEqual(['a', 1]);
    await client.chat.update({ channel: incidents, ts: String(ts), text: 'c' });
    expect([shown()?.text, shown()?.blocks.length]).toEqual(['c', 0]);
  });

  test("keep metadata that isn't given, and drop it for an empty object", async () => {
    const { client, workspace } = connected;
    const metadata = { event_type: 'headline', event_payload: { id: 1 } };
    const { ts } = await client.chat.postMessage({ channel: incidents, text: 'a', metadata });
    await client.chat.update({ channel: incidents, ts: String(ts), text: 'b' });
    expect(workspace.channel('incidents').messages[0]?.metadata).toEqual(metadata);
    await client.apiCall('chat.update', { channel: incidents, ts, text: 'b', metadata: {} });
    expect(workspace.channel('incidents').messages[0]?.metadata).toBeNull();
  });

  test("need the channel's ID, and apply only to the bot's own existing messages", async () => {
    const { client, workspace } = connected;
    const theirs = workspace.person('alice').post('incidents', 'mine');
    const update = (channel: string, ts: string) => errorOf(client.chat.update({ channel, ts, text: 'x' }));
    expect(await update(incidents, theirs.ts)).toBe('cant_update_message');
    expect(await update('#incidents', theirs.ts)).toBe('channel_not_found');
    expect(await update(incidents, '1.000001')).toBe('message_not_found');
    const remove = client.chat.delete({ channel: incidents, ts: theirs.ts });
    expect(await errorOf(remove)).toBe('cant_delete_message');
  });

  test('change nothing in an archived channel', async () => {
    const { client, workspace } = connected;
    const { ts } = await client.chat.postMessage({ channel: incidents, text: 'a' });
    workspace.person('alice').archive('incidents');
    const update = client.chat.update({ channel: incidents, ts: String(ts), text: 'b' });
    expect(await errorOf(update)).toBe('is_inactive');
  });

  test('leave a tombstone for a deleted parent above its thread', async () => {
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

describe('Ephemerals and permalinks', () => {
  test('an ephemeral is shown to one member, and cannot be updated', async () => {
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
