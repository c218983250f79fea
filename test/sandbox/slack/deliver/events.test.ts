import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../../../packages/slack-sandbox/slack/people/person.ts';
import { type Connected, connect } from '../support/client.ts';
import { eventsOf } from '../support/events.ts';

let connected: Connected;
let alice: Person;

beforeEach(async () => {
  connected = await connect({ rateLimits: false });
  alice = connected.workspace.person('alice');
});

afterEach(() => connected.workspace.stop());

describe('A message event', () => {
  test("has a person's text escaped, with mentions and links, and its rich text", () => {
    const { workspace } = connected;
    alice.post('incidents', 'a < b & @bob see #random https://status.example/x?a=1&b=2. @here');
    const [event] = eventsOf(workspace, 'message');
    expect(event).toMatchObject({
      user: alice.id,
      channel: 'C0INCIDENTS',
      channel_type: 'channel',
      text:
        'a &lt; b &amp; <@U000000BOB1> see <#C000RANDOM1|random> ' +
        '<https://status.example/x?a=1&amp;b=2>. <!here>',
      blocks: [{ type: 'rich_text' }],
    });
    expect(event?.ts).toBe(event?.event_ts);
  });

  test("has text that only looks like Slack's syntax escaped", () => {
    alice.post('incidents', '<!channel> <https://evil.example|https://bank.example> me@bob');
    expect(eventsOf(connected.workspace, 'message')[0]?.text).toBe(
      '&lt;!channel&gt; &lt;<https://evil.example>|<https://bank.example>&gt; me@bob',
    );
  });

  test('is in an envelope with the team, the app, the time, and the bot', () => {
    alice.post('incidents', 'x');
    expect(connected.workspace.deliveries[0]?.payload).toMatchObject({
      type: 'event_callback',
      team_id: connected.workspace.teamId,
      event_id: expect.stringMatching(/^Ev/u),
      event_time: expect.closeTo(connected.workspace.clock.now() / 1000, -1),
      authorizations: [{ user_id: connected.workspace.botUserId, is_bot: true }],
    });
  });

  test("of a reply names its thread and the parent's author", () => {
    const parent = alice.post('incidents', 'parent');
    connected.workspace.person('bob').post('incidents', 'reply', { thread: parent });
    expect(eventsOf(connected.workspace, 'message')[1]).toMatchObject({
      thread_ts: parent.ts,
      parent_user_id: alice.id,
    });
  });

  test("comes for the bot's own messages too", async () => {
    const { client, workspace } = connected;
    await client.chat.postMessage({ channel: 'C0INCIDENTS', text: 'mine' });
    expect(eventsOf(workspace, 'message')[0]).toMatchObject({
      user: workspace.botUserId,
      bot_id: 'B000000BOT',
      text: 'mine',
    });
  });

  test("is message_changed for a person's edit and for the bot's update", async () => {
    const { client, workspace } = connected;
    const theirs = alice.post('incidents', 'before');
    alice.edit(theirs, 'after');
    const mine = await client.chat.postMessage({ channel: 'C0INCIDENTS', text: 'one' });
    await client.chat.update({ channel: 'C0INCIDENTS', ts: String(mine.ts), text: 'two' });
    const changes = eventsOf(workspace, 'message', 'message_changed');
    expect(changes[0]).toMatchObject({
      message: { text: 'after', ts: theirs.ts, edited: { user: alice.id } },
      previous_message: { text: 'before' },
      hidden: true,
    });
    expect(changes[1]).toMatchObject({ message: { text: 'two', ts: mine.ts } });
  });

  test('of a broadcast reply has the subtype thread_broadcast and its root', async () => {
    const { client, workspace } = connected;
    const parent = alice.post('incidents', 'parent');
    await client.chat.postMessage({
      channel: 'C0INCIDENTS',
      text: 'loud',
      thread_ts: parent.ts,
      reply_broadcast: true,
    });
    expect(eventsOf(workspace, 'message', 'thread_broadcast')[0]).toMatchObject({ root: { ts: parent.ts } });
  });

  test('is message_deleted for a deleted message', () => {
    const message = alice.post('incidents', 'oops');
    alice.delete(message);
    expect(eventsOf(connected.workspace, 'message', 'message_deleted')[0]).toMatchObject({
      deleted_ts: message.ts,
    });
  });

  test('that mentions the bot comes with an app_mention of the same ts, except in a direct message', () => {
    const { workspace } = connected;
    const message = alice.post('incidents', '@incident_bot status');
    alice.post('incident_bot', 'hello @incident_bot');
    expect(eventsOf(workspace, 'app_mention').map((event) => event.ts)).toEqual([message.ts]);
    expect(eventsOf(workspace, 'message')[1]).toMatchObject({ channel_type: 'im' });
  });
});

describe('The app gets', () => {
  test("no messages from channels it isn't in", () => {
    alice.post('general', 'not for bots');
    expect(eventsOf(connected.workspace)).toEqual([]);
  });

  test('only events it subscribes to', async () => {
    const { workspace } = await connect({ events: ['reaction_added'] });
    const message = workspace.person('alice').post('incidents', 'x');
    workspace.person('bob').react(message, 'eyes');
    expect(eventsOf(workspace).map((event) => event.type)).toEqual(['reaction_added']);
    await workspace.stop();
  });

  test('only events whose scope it has', async () => {
    const { workspace } = await connect({ scopes: ['reactions:read'] });
    const message = workspace.person('alice').post('incidents', 'x');
    workspace.person('bob').react(message, 'eyes');
    expect(eventsOf(workspace).map((event) => event.type)).toEqual(['reaction_added']);
    await workspace.stop();
  });

  test('messages of private channels and direct messages by separate subscriptions', async () => {
    const { client, workspace } = await connect({ events: ['message.groups'] });
    const { channel } = await client.conversations.create({ name: 'war-room', is_private: true });
    await client.conversations.invite({ channel: String(channel?.id), users: 'U00000ALICE' });
    workspace.person('alice').post('incidents', 'public');
    workspace.person('alice').post('war-room', 'private');
    expect(eventsOf(workspace).at(-1)).toMatchObject({ text: 'private', channel_type: 'group' });
    expect(eventsOf(workspace).some((event) => event.text === 'public')).toBe(false);
    await workspace.stop();
  });

  test.each([
    ['channels:read', ['C0INCIDENTS']],
    ['groups:read', ['private']],
  ])('with %s, only joins and leaves in channels of that type', async (scope, delivered) => {
    const { workspace } = await connect({ scopes: [scope] });
    const { id } = workspace.person('alice').createChannel('secret', { private: true });
    for (const channel of ['secret', 'incidents']) {
      if (channel === 'secret') workspace.person('alice').invite(channel, 'incident_bot');
      workspace.person('alice').invite(channel, 'guest');
    }
    const joined = eventsOf(workspace, 'member_joined_channel').map(({ channel }) => channel);
    expect([...new Set(joined)]).toEqual(delivered.map((channel) => (channel === 'private' ? id : channel)));
    await workspace.stop();
  });
});
