import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWorkspace } from '../../../packages/slack-sandbox/start-workspace.ts';
import { type Connected, connect } from './support/client.ts';

let connected: Connected;

beforeEach(async () => {
  connected = await connect({ rateLimits: false });
});

afterEach(() => connected.workspace.stop());

describe('A new workspace', () => {
  test('has the bot in #incidents only', () => {
    const { workspace } = connected;
    const withBot = workspace.channels.filter((channel) => channel.members.includes('incident_bot'));
    expect(workspace.channels.map((channel) => channel.name)).toEqual(['general', 'incidents', 'random']);
    expect(withBot.map((channel) => channel.name)).toEqual(['incidents']);
  });

  test('has the same IDs as any other', async () => {
    const other = await startWorkspace();
    const ids = [connected.workspace, other].map(
      (workspace) => workspace.person('alice').createChannel('project').id,
    );
    expect(ids[0]).toBe(ids[1]);
    await other.stop();
  });

  test('cannot start on a port that is taken', async () => {
    const port = Number(new URL(connected.workspace.apiUrl).port);
    await expect(startWorkspace({ port })).rejects.toThrow('EADDRINUSE');
  });
});

describe('until()', () => {
  test('resolves with the value as soon as a change brings it', async () => {
    const { client, workspace } = connected;
    const waiting = workspace.until(() => workspace.channel('inc-1').posts[0], 'the message');
    const { channel } = await client.conversations.create({ name: 'inc-1' });
    await client.chat.postMessage({ channel: String(channel?.id), text: 'here' });
    expect((await waiting).text).toBe('here');
  });
});

describe('idle()', () => {
  test('waits until the app has not been at work for a moment, by its own word', async () => {
    const answers: boolean[] = [];
    const appBusy = () => {
      answers.push(answers.length < 30);
      return answers.at(-1) ?? false;
    };
    const workspace = await startWorkspace({ quietFor: 10, appBusy });
    await workspace.idle();
    await workspace.stop();
    expect(answers.filter((busy) => busy)).toHaveLength(30);
    expect(answers.length).toBeGreaterThanOrEqual(40);
  });
});

describe('The call log', () => {
  test("keeps each call's method, arguments, response, and time, and no token", async () => {
    const { client, workspace } = connected;
    await client.chat.postMessage({ channel: 'C0INCIDENTS', text: 'x' });
    const call = await workspace.until(() => workspace.calls[0], 'the call');
    expect(call).toMatchObject({
      method: 'chat.postMessage',
      args: { channel: 'C0INCIDENTS', text: 'x' },
      status: 200,
      answer: { ok: true, channel: 'C0INCIDENTS' },
    });
    expect(JSON.stringify(call)).not.toContain(workspace.botToken);
  });
});

describe('reset()', () => {
  test('restores the seeded workspace, and forgets calls, faults, and deliveries', async () => {
    const { client, workspace } = connected;
    const alice = workspace.person('alice');
    alice.post('incidents', 'x');
    workspace.faults.add({ method: '*', answer: { error: 'fatal_error' } });
    workspace.reset();
    expect(workspace.channel('incidents').messages).toEqual([]);
    expect([workspace.deliveries.length, workspace.calls.length]).toEqual([0, 0]);
    await client.chat.postMessage({ channel: 'C0INCIDENTS', text: 'after' });
    expect(alice.post('incidents', 'still alice').author).toBe('alice');
  });
});

describe('People in a workspace', () => {
  test('see only their own errors', () => {
    const { workspace } = connected;
    const alice = workspace.person('alice');
    const message = workspace.person('bob').post('incidents', 'x');
    expect(() => alice.edit(message, 'y')).toThrow('alice can only edit their own messages');
    expect(() => workspace.person('guest').post('incidents', 'x')).toThrow('guest is not in #incidents');
    expect(() => alice.post('nowhere', 'x')).toThrow('There is no channel "nowhere"');
    expect(() => workspace.person('nobody')).toThrow('There is no person "nobody"');
    alice.archive('incidents');
    expect(() => alice.react(message, 'eyes')).toThrow('#incidents is archived');
  });

  test('create, join, and leave channels', () => {
    const { workspace } = connected;
    workspace.person('alice').createChannel('project');
    workspace.person('bob').join('project');
    workspace.person('alice').remove('project');
    expect(workspace.channel('project').members).toEqual(['bob']);
  });
});
