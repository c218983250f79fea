import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Screen } from '../../../packages/slack-sandbox/server/screen.ts';
import { type Opened, openServer } from './open-server.ts';

let place: Opened;

beforeEach(async () => {
  place = await openServer();
});

afterEach(() => place.stop());

const entry = (screen: Partial<Screen>, name: string) =>
  screen.shell?.channels.find((channel) => channel.name === name);
const texts = (screen: Partial<Screen>) => screen.channel?.messages.map(({ text }) => text) ?? [];
const random = 'C000RANDOM1';

describe('Two people with the page open in two windows', () => {
  test("see each other's messages", async () => {
    const bob = await place.window('bob', { channel: random });
    await place.act('alice', { do: 'say', channel: random, text: 'hello' });
    const message = await bob.until(({ channel }) => channel?.messages.at(-1), 'the message');
    expect(message).toMatchObject({ text: 'hello', author: 'U00000ALICE', kind: 'message', replies: 0 });
  });

  test('each see the workspace as themselves', async () => {
    place.workspace.person('alice').createChannel('secret', { private: true });
    const [alice, bob] = [await place.window('alice'), await place.window('bob')];
    expect([alice.screen.shell?.me, bob.screen.shell?.me]).toEqual(['U00000ALICE', 'U000000BOB1']);
    expect(entry(alice.screen, 'secret')).toMatchObject({ kind: 'private', member: true });
    expect(entry(bob.screen, 'secret')).toBeUndefined();
  });

  test("cannot open each other's private channels", async () => {
    const { id } = place.workspace.person('alice').createChannel('secret', { private: true });
    const bob = await place.window('bob', { channel: id });
    expect(bob.screen.channel).toBeNull();
  });

  test('open replies as a thread, and see their number in the channel', async () => {
    const parent = place.workspace.person('alice').post('random', 'who is on it?');
    const bob = await place.window('bob', { channel: random, thread: parent.ts });
    await place.act('bob', { do: 'say', channel: random, text: 'I am', thread: parent.ts });
    const reply = await bob.until(({ thread }) => thread?.[1], 'the reply');
    expect(reply).toMatchObject({ text: 'I am', threadTs: parent.ts });
    expect(texts(bob.screen)).toEqual(['who is on it?']);
    await bob.until(({ channel }) => channel?.messages[0]?.replies === 1, 'the count');
    expect(bob.screen.channel?.messages[0]?.lastReplyAt).toBe(reply.at);
  });
});

describe('Unread marks', () => {
  test("count others' messages since the last visit, and the mentions among them", async () => {
    const { workspace } = place;
    const alice = workspace.person('alice');
    const bob = await place.window('bob');
    alice.post('random', 'one');
    alice.post('random', 'two for @bob');
    alice.post('random', 'three for @oncall');
    workspace.person('bob').post('incidents', 'mine');
    await bob.until(({ shell }) => shell?.channels.find(({ unread }) => unread === 3), 'three unread');
    expect(entry(bob.screen, 'random')).toMatchObject({ unread: 3, mentions: 2 });
    expect(entry(bob.screen, 'incidents')).toMatchObject({ unread: 0, mentions: 0 });
  });

  test('disappear once the person has read, and show where new messages begin', async () => {
    const alice = place.workspace.person('alice');
    const read = alice.post('random', 'old');
    await place.act('bob', { do: 'read', channel: random });
    alice.post('random', 'new');
    const bob = await place.window('bob', { channel: random });
    expect(bob.screen.channel?.newSince).toBe(read.ts);
    expect(entry(bob.screen, 'random')?.unread).toBe(1);
    await place.act('bob', { do: 'read', channel: random });
    await bob.until((screen) => entry(screen, 'random')?.unread === 0, 'everything read');
    expect(bob.screen.channel?.newSince).toBe(read.ts);
    const again = await place.window('bob', { channel: random });
    expect(again.screen.channel?.newSince).toBeNull();
  });

  test('ignore joins, leaves, and everything before the person joined', async () => {
    const { workspace } = place;
    workspace.person('alice').createChannel('project');
    workspace.person('alice').post('project', 'before');
    workspace.person('bob').join('project');
    workspace.person('carol').join('project');
    const bob = await place.window('bob');
    expect(entry(bob.screen, 'project')).toMatchObject({ member: true, unread: 0 });
  });
});

describe('A live update', () => {
  test('contains what changed, and nothing else', async () => {
    const bob = await place.window('bob', { channel: random });
    const before = { ...bob.sent };
    await place.act('alice', { do: 'say', channel: random, text: 'hello' });
    await bob.until((screen) => texts(screen)[0], 'the message');
    expect(bob.sent).toEqual({ ...before, shell: 2, channel: 2 });
  });

  test('contains the inspector only for those who ask', async () => {
    const [plain, curious] = [await place.window('bob'), await place.window('bob', { inspect: '1' })];
    await curious.until(({ inspector }) => inspector, 'the inspector');
    expect(plain.screen).not.toHaveProperty('inspector');
  });

  test("contains the sandbox's time and how far ahead it is", async () => {
    const bob = await place.window('bob');
    await place.act('bob', { do: 'advance', ms: 3_600_000 });
    const shell = await bob.until(({ shell }) => (shell?.ahead === 0 ? null : shell), 'the new time');
    expect(shell.ahead).toBe(3_600_000);
    expect(Math.abs(shell.now - place.workspace.clock.now())).toBeLessThan(5_000);
  });

  test('is not sent to an unknown person', async () => {
    const response = await fetch(`${place.url}/live?as=U404`);
    expect(response.status).toBe(404);
  });
});
