import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebClient } from '@slack/web-api';
import { afterEach, describe, expect, test } from 'vitest';
import { createLog } from '../../../src/app/log.ts';
import { CannotLook, slackError, slackFailure } from '../../../src/slack/api/failures.ts';
import { clientOptions } from '../../../src/slack/transport/connect-slack.ts';
import { overhear } from '../../support/overhear.ts';

/** What a call throws that this Slack answers. The client is set up as the bot's, but waits only 200 ms. */
async function failed(answer: RequestListener): Promise<unknown> {
  const server = createServer(answer);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  close = () => server.close().closeAllConnections();
  const { port } = server.address() as AddressInfo;
  return called(`http://127.0.0.1:${port}/api/`);
}

let close = () => {};
afterEach(() => close());

async function called(apiUrl: string): Promise<unknown> {
  const options = clientOptions({ apiUrl }, createLog('silent'));
  const client = new WebClient('xoxb-test', { ...options, timeout: 200 });
  return client.pins.add({ channel: 'C1', timestamp: '1.2' }).then(
    () => 'nothing',
    (error: unknown) => error,
  );
}

/** Slack refuses with its own word. `granted`: the token's scopes, where Slack says them. */
const refused = (error: string, more: object = {}, granted: string | null = null): Promise<unknown> =>
  failed((_, response) => {
    response.setHeader('Content-Type', 'application/json');
    if (granted !== null) response.setHeader('X-OAuth-Scopes', granted);
    response.end(JSON.stringify({ ok: false, error, ...more }));
  });

const now = 1_795_269_600_000;
const outcome = (error: unknown, attempts = 1) => overhear(slackFailure(error, now, attempts));

describe('what passes by itself is tried again', () => {
  test('after as many seconds as Slack asks for', async () => {
    const error = await failed((_, response) => response.writeHead(429, { 'Retry-After': '37' }).end());
    expect(outcome(error)).toEqual({ kind: 'retry', why: 'Slack asked to wait', at: now + 37_000 });
  });

  test('after a second at least, whatever Slack asks for', async () => {
    const error = await failed((_, response) => response.writeHead(429, { 'Retry-After': '0' }).end());
    expect(outcome(error)).toMatchObject({ kind: 'retry', at: now + 1_000 });
  });

  test.each([500, 502, 503, 504])('when Slack answers with the status %i', async (status) => {
    const error = await failed((_, response) => response.writeHead(status).end('oops'));
    expect(outcome(error)).toEqual({
      kind: 'retry',
      why: `Slack returned HTTP ${status}`,
      at: now + 1_000,
      maybeSent: true,
    });
  });

  test('when the connection is cut', async () => {
    expect(outcome(await failed((request) => request.socket.destroy()))).toMatchObject({
      kind: 'retry',
      maybeSent: true,
    });
  });

  test('when no answer comes in time', async () => {
    expect(outcome(await failed(() => {}))).toMatchObject({
      kind: 'retry',
      why: "Slack didn't respond",
      maybeSent: true,
    });
  });

  test.each([
    ['a page', 200, '<html>'],
    ['a word that is no JSON', 200, 'forbidden'],
    ['JSON of its own', 200, '{"error":"access_denied"}'],
    ['nothing that can be read', 200, 'null'],
    ['a page for signing in', 302, ''],
    ['that it forbids this', 403, '<html>'],
    ['that there is nothing', 404, '{"ok":false,"error":"not_found"}'],
    ['that it wants a password', 407, '<html>'],
  ])('when something on the way answers %s for Slack (HTTP %i)', async (_what, status, body) => {
    expect(outcome(await failed((_, response) => response.writeHead(status).end(body)))).toEqual({
      kind: 'retry',
      why: expect.stringMatching(/^something between the bot and Slack returned /),
      at: now + 1_000,
      maybeSent: true,
      todo: 'Check SLACK_API_URL and the proxy, then try again.',
    });
  });

  test('when nobody listens, and then it cannot have arrived', async () => {
    await failed((_, response) => response.end());
    const free = createServer();
    await new Promise<void>((listening) => free.listen(0, '127.0.0.1', listening));
    const { port } = free.address() as AddressInfo;
    await new Promise((closed) => free.close(closed));
    expect(outcome(await called(`http://127.0.0.1:${port}/api/`))).toEqual({
      kind: 'retry',
      why: "Slack couldn't be reached",
      at: now + 1_000,
    });
  });

  test.each([
    'ratelimited',
    'rate_limited',
    'request_timeout',
    'service_unavailable',
    'message_limit_exceeded',
    'update_failed',
    'external_channel_migrating',
    'team_added_to_org',
    'org_login_required',
    'file_not_found',
  ])('when Slack answers %s', async (word) => {
    expect(outcome(await refused(word))).toEqual({
      kind: 'retry',
      why: `Slack returned ${word}`,
      at: now + 1_000,
    });
  });

  test.each(['fatal_error', 'internal_error'])(
    'when Slack answers %s, after which it may have been done',
    async (word) => {
      expect(outcome(await refused(word))).toMatchObject({ kind: 'retry', maybeSent: true });
    },
  );

  test.each([
    [1, 1_000],
    [2, 2_000],
    [3, 4_000],
    [7, 60_000],
    [1_000, 60_000],
  ])('after try %i it waits %i ms', async (attempts, wait) => {
    expect(outcome(await refused('internal_error'), attempts)).toMatchObject({ at: now + wait });
  });
});

describe('what does not pass says what to do', () => {
  test.each([
    ['channel_not_found', '/invite'],
    ['not_in_channel', '/invite'],
    ['method_not_supported_for_channel_type', '/invite'],
    ['is_archived', 'Unarchive the channel'],
    ['restricted_action', 'workspace admin'],
    ['restricted_action_read_only_channel', 'Allow the bot to post'],
    ['cannot_create_channel', 'workspace admin'],
    ['too_many_pins', 'Unpin a message'],
    ['too_many_bookmarks', 'Remove a bookmark'],
    ['permission_denied', 'Allow the bot to add bookmarks'],
    ['user_not_found', 'yourself'],
    ['cant_invite', 'yourself'],
    ['user_is_restricted', 'guest'],
    ['message_not_found', 'deleted'],
    ['file_uploads_disabled', 'file uploads'],
    ['storage_limit_reached', 'Free up storage'],
    ['not_authed', 'SLACK_BOT_TOKEN'],
    ['invalid_auth', 'SLACK_BOT_TOKEN'],
    ['account_inactive', 'SLACK_BOT_TOKEN'],
    ['token_revoked', 'SLACK_BOT_TOKEN'],
    ['token_expired', 'SLACK_BOT_TOKEN'],
    ['invalid_blocks', "Slack's documentation"],
    ['a_word_nobody_knows', "Slack's documentation"],
  ])('%s', async (word, todo) => {
    expect(outcome(await refused(word))).toEqual({
      kind: 'dead',
      why: `Slack returned ${word}`,
      todo: expect.stringContaining(todo),
      elseAt: now + 1_000,
    });
  });

  test('a missing scope is named', async () => {
    const error = await refused('missing_scope', { needed: 'pins:write', provided: 'chat:write' });
    expect(outcome(error)).toEqual({
      kind: 'dead',
      why: 'Slack returned missing_scope',
      todo: 'Add the scope pins:write under "OAuth & Permissions", reinstall the app, then try again.',
      elseAt: now + 1_000,
    });
  });

  test.each([
    ['groups:write,groups:write.topic', 'chat:write', 'the scope groups:write'],
    [
      'channels:manage,channels:write,groups:write,im:write',
      'im:write',
      'the scopes channels:manage and groups:write',
    ],
    ['groups:read', 'chat:write,channels:read', 'the scope groups:read'],
    ['canvases:write', 'chat:write', 'the scope canvases:write'],
  ])(
    'of the scopes %s, one of which is missing, those are named that the bot asks for',
    async (needed, granted, named) => {
      expect(outcome(await refused('missing_scope', { needed }, granted))).toMatchObject({
        todo: `Add ${named} under "OAuth & Permissions", reinstall the app, then try again.`,
      });
    },
  );

  test.each([
    ['chat:write', 'add the scopes groups:history, groups:read and groups:write under'],
    ['chat:write,groups:read,groups:write', 'add the scope groups:history under'],
    [
      'groups:history,groups:read,groups:write',
      "The bot can't join private channels: invite it with /invite",
    ],
  ])('a channel that is not found may be private, where the token has %s', async (granted, todo) => {
    expect(outcome(await refused('channel_not_found', {}, granted))).toMatchObject({
      todo: expect.stringContaining(todo),
    });
  });

  test('a missing scope that Slack does not name is still one', async () => {
    expect(outcome(await refused('missing_scope'))).toMatchObject({
      todo: expect.stringContaining('Add the missing scope'),
    });
  });
});

describe('what may have arrived and cannot be looked for', () => {
  test('says where a person looks, and what would let the bot look', async () => {
    const cause = await refused('missing_scope', { needed: 'channels:history' });
    expect(outcome(new CannotLook('in the channel', cause))).toEqual({
      kind: 'dead',
      why: "the response to an earlier attempt was lost, and the bot can't check whether it arrived: Slack returned missing_scope",
      todo: 'Look in the channel: if it\'s there, nothing is missing. If not: Add the scope channels:history under "OAuth & Permissions", reinstall the app, then try again.',
      elseAt: now + 1_000,
    });
  });

  test('because too much was written since says so', () => {
    expect(outcome(new CannotLook('in the thread'))).toMatchObject({
      kind: 'dead',
      why: expect.stringContaining('too many newer messages to search'),
      todo: expect.stringContaining('Look in the thread'),
    });
  });
});

describe('what is not of Slack', () => {
  test.each([
    ['an error of our own', new TypeError('x is not a function')],
    ['a system error', Object.assign(new Error('full'), { code: 'ENOSPC' })],
    ['a word', 'ratelimited'],
    ['nothing', undefined],
    ['a lookalike without its data', { code: 'slack_webapi_platform_error' }],
  ])('is not judged: %s', (_, error) => {
    expect(outcome(error)).toBeNull();
    expect(slackError(error)).toBeNull();
  });
});

test("Slack's own word is known for a refusal, and for nothing else", async () => {
  expect(slackError(await refused('name_taken'))).toBe('name_taken');
  expect(slackError(await failed((_, response) => response.writeHead(500).end()))).toBeNull();
});
