import type { KnownBlock } from '@slack/types';
import { request } from 'undici';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../../../packages/slack-sandbox/slack/people/person.ts';
import { startWorkspace } from '../../../../packages/slack-sandbox/start-workspace.ts';
import type { Workspace } from '../../../../packages/slack-sandbox/workspace.ts';
import { clientOf, errorOf } from '../support/client.ts';
import { type RawApp, startRawApp } from '../support/raw-app.ts';

const channel = 'C0INCIDENTS';
const blocks: KnownBlock[] = [
  {
    type: 'actions',
    elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }],
  },
];
let app: RawApp;
let workspace: Workspace;
let alice: Person;

beforeEach(async () => {
  app = await startRawApp(() => ({ status: 200 }));
  workspace = await startWorkspace({ requestUrl: app.requestUrl, rateLimits: false });
  alice = workspace.person('alice');
});

afterEach(async () => {
  await workspace.stop();
  await app.stop();
});

function lastResponseUrl(): string {
  const forms = app.received.map(({ body }) => new URLSearchParams(body));
  const form = forms.findLast((each) => each.has('response_url') || each.has('payload'));
  return form?.get('response_url') ?? String(JSON.parse(form?.get('payload') ?? '{}').response_url);
}

async function respond(url: string, message: object): Promise<[number, unknown]> {
  const { statusCode, body } = await request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
  });
  return [statusCode, await body.json()];
}

const texts = () => workspace.channel('incidents').posts.map((message) => message.text);
const private_ = () => alice.ephemerals('incidents').map((message) => message.text);

describe("A slash command's response_url", () => {
  beforeEach(async () => {
    await alice.command('/incident', '', { in: 'incidents' });
  });

  test('shows an ephemeral, or with in_channel a message to everyone', async () => {
    const url = lastResponseUrl();
    await respond(url, { text: 'for you' });
    await respond(url, { text: 'for all', response_type: 'in_channel' });
    expect([private_(), texts()]).toEqual([['for you'], ['for all']]);
  });

  test('cannot replace its own earlier reply', async () => {
    const url = lastResponseUrl();
    await respond(url, { text: 'working…' });
    await respond(url, { text: 'done', replace_original: true });
    expect(private_()).toEqual(['working…', 'done']);
  });

  test('works five times', async () => {
    const url = lastResponseUrl();
    for (let count = 1; count <= 5; count += 1) {
      expect(await respond(url, { text: `${count}` })).toEqual([200, { ok: true }]);
    }
    expect(await respond(url, { text: '6' })).toEqual([404, { ok: false, error: 'used_url' }]);
  });

  test('works for 30 minutes', async () => {
    const url = lastResponseUrl();
    workspace.clock.advance(30 * 60_000 + 1);
    expect(await respond(url, { text: 'late' })).toEqual([404, { ok: false, error: 'expired_url' }]);
  });

  test("posts messages that chat.update doesn't accept as the bot's own", async () => {
    await respond(lastResponseUrl(), { text: 'for all', response_type: 'in_channel' });
    const ts = String(workspace.channel('incidents').posts[0]?.ts);
    const update = clientOf(workspace).chat.update({ channel, ts, text: 'x' });
    expect(await errorOf(update)).toBe('cant_update_message');
  });

  test('refuses an empty reply and an invalid block', async () => {
    const url = lastResponseUrl();
    expect((await respond(url, {}))[0]).toBe(400);
    expect(await respond(url, { response_type: 'shout', text: 'x' })).toEqual([
      400,
      { ok: false, error: 'invalid_payload' },
    ]);
    expect((await respond(url, { blocks: [{ type: 'nonsense' }] }))[0]).toBe(400);
    expect(private_()).toEqual([]);
  });

  test("works in a channel that the bot isn't in", async () => {
    await alice.command('/incident', '', { in: 'general' });
    await respond(lastResponseUrl(), { text: 'hello', response_type: 'in_channel' });
    expect(workspace.channel('general').posts.map((message) => message.text)).toEqual(['hello']);
  });
});

describe("A button's response_url", () => {
  test("replaces and deletes the button's message", async () => {
    const client = clientOf(workspace);
    const posted = await client.chat.postMessage({ channel, text: 'first', blocks });
    const message = { channel, ts: String(posted.ts) };
    await alice.click(message, 'Go');
    await respond(lastResponseUrl(), { text: 'replaced', replace_original: true });
    expect(texts()).toEqual(['replaced']);
    await respond(lastResponseUrl(), { delete_original: true });
    expect(texts()).toEqual([]);
  });

  test('replaces and deletes an ephemeral, which nothing else can', async () => {
    const client = clientOf(workspace);
    await client.apiCall('chat.postEphemeral', { channel, user: alice.id, text: 'first', blocks });
    const [shown] = alice.ephemerals('incidents');
    await alice.click(shown ?? { channel, ts: '' }, 'Go');
    const url = lastResponseUrl();
    await respond(url, { text: 'replaced', replace_original: true });
    expect(private_()).toEqual(['replaced']);
    await respond(url, { delete_original: true });
    expect(private_()).toEqual([]);
  });

  test('responds only to whoever clicked unless replace_original is set', async () => {
    const posted = await clientOf(workspace).chat.postMessage({ channel, text: 'first', blocks });
    await alice.click({ channel, ts: String(posted.ts) }, 'Go');
    await respond(lastResponseUrl(), { text: 'noted' });
    expect([texts(), private_()]).toEqual([['first'], ['noted']]);
  });
});
