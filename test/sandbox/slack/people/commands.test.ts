import { afterEach, describe, expect, test } from 'vitest';
import { startWorkspace } from '../../../../packages/slack-sandbox/start-workspace.ts';
import type { Workspace, WorkspaceOptions } from '../../../../packages/slack-sandbox/workspace.ts';
import { type RawApp, type Reply, startRawApp } from '../support/raw-app.ts';

let app: RawApp;
let workspace: Workspace;

afterEach(async () => {
  await workspace.stop();
  await app.stop();
});

async function start(reply: Reply, options: WorkspaceOptions = {}): Promise<void> {
  app = await startRawApp(() => reply);
  workspace = await startWorkspace({ requestUrl: app.requestUrl, ...options });
}

const sent = () => new URLSearchParams(app.received.at(-1)?.body);
const json = (value: object): Reply => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

describe('A slash command sends the app', () => {
  test('who typed what, and where', async () => {
    await start({ status: 200 });
    await workspace.person('alice').command('/incident', ' open P1 Inbox down ', { in: 'incidents' });
    expect(Object.fromEntries(sent())).toMatchObject({
      command: '/incident',
      text: 'open P1 Inbox down',
      channel_id: 'C0INCIDENTS',
      channel_name: 'incidents',
      user_id: 'U00000ALICE',
      user_name: 'alice',
      team_id: workspace.teamId,
    });
  });

  test('escaped text, and mentions with names, if the command has should_escape', async () => {
    await start({ status: 200 });
    await workspace.person('alice').command('/incident', 'commander @bob <now> in #random');
    expect(sent().get('text')).toBe('commander <@U000000BOB1|bob> &lt;now&gt; in <#C000RANDOM1|random>');
  });

  test('the text as typed if the command has no should_escape', async () => {
    await start({ status: 200 }, { shouldEscape: false });
    await workspace.person('alice').command('/incident', 'commander @bob <now>');
    expect(sent().get('text')).toBe('commander @bob <now>');
  });

  test('no name of a private channel', async () => {
    await start({ status: 200 });
    workspace.person('alice').createChannel('secret', { private: true });
    await workspace.person('alice').command('/incident', '', { in: 'secret' });
    expect(sent().get('channel_name')).toBe('privategroup');
  });
});

describe('A slash command shows the person', () => {
  test('nothing after an empty acknowledgement', async () => {
    await start({ status: 200 });
    expect(await workspace.person('alice').command('/incident')).toEqual({ ok: true });
    expect(workspace.person('alice').ephemerals()).toEqual([]);
  });

  test("the response's text and blocks, to them alone", async () => {
    await start(json({ text: 'Open incidents: none', blocks: [{ type: 'divider' }] }));
    expect(await workspace.person('alice').command('/incident')).toMatchObject({
      ok: true,
      text: 'Open incidents: none',
      blocks: [{ type: 'divider' }],
    });
    expect(workspace.person('alice').ephemerals('general')).toMatchObject([{ from: 'ack' }]);
  });

  test('a message to everyone if the response is in_channel', async () => {
    await start(json({ text: 'All is well', response_type: 'in_channel' }));
    await workspace.person('alice').command('/incident');
    expect(workspace.channel('general').posts[0]?.text).toBe('All is well');
  });

  test('an error for blocks that Block Kit refuses, with the reason for the test', async () => {
    await start(json({ blocks: [{ type: 'section' }] }));
    expect(await workspace.person('alice').command('/incident')).toMatchObject({
      ok: false,
      error: 'dispatch_failed',
      detail: expect.stringContaining('invalid_blocks'),
    });
  });

  test('A slash command cannot be typed where the person cannot write', async () => {
    await start({ status: 200 });
    workspace.person('alice').archive('random');
    const typed = (name: string) => workspace.person('guest').command('/incident', '', { in: name });
    await expect(typed('random')).rejects.toThrow('archived');
    await expect(typed('incidents')).rejects.toThrow('guest is not in #incidents');
  });
});
