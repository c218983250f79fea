import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { CanvasDiffers } from '../../../src/slack/api/failures.ts';
import { overhear } from '../../support/overhear.ts';
import { called, failed, now, outcome, refused } from '../support/failed-call.ts';

describe('A temporary failure is retried', () => {
  test('after as many seconds as Slack asks for', async () => {
    const error = await failed((_, response) => response.writeHead(429, { 'Retry-After': '37' }).end());
    expect(outcome(error)).toEqual({ kind: 'retry', why: 'Slack asked to wait', at: now + 37_000 });
  });

  test.each([
    ['0', 1],
    ['-5', 1],
    ['100000', 86_400],
    ['99999999999999999999', 86_400],
  ])('after a second to a day, also when Slack asks for %s seconds', async (asked, seconds) => {
    const error = await failed((_, response) => response.writeHead(429, { 'Retry-After': asked }).end());
    expect(outcome(error)).toMatchObject({ kind: 'retry', at: now + seconds * 1_000 });
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

  test('when Slack shows a canvas otherwise than it finds it', () => {
    expect(overhear(outcome(new CanvasDiffers('blocks')))).toEqual({
      kind: 'retry',
      why: "Slack doesn't show the canvas as it is",
      at: now + 1_000,
    });
  });

  test('when the connection drops', async () => {
    expect(outcome(await failed((request) => request.socket.destroy()))).toMatchObject({
      kind: 'retry',
      maybeSent: true,
    });
  });

  test('when no response comes in time', async () => {
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

  test("when the connection is refused, and then it can't have arrived", async () => {
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
    'when Slack answers %s, after which it may have been carried out',
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
  ])('after attempt %i it waits %i ms', async (attempts, wait) => {
    expect(outcome(await refused('internal_error'), attempts)).toMatchObject({ at: now + wait });
  });
});
