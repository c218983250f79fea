import { WebAPIRateLimitedError } from '@slack/web-api';
import { request } from 'undici';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MovableClock } from '../../../../packages/slack-sandbox/clock.ts';
import { type Connected, connect } from '../support/client.ts';

const channel = 'C0INCIDENTS';
let connected: Connected;

beforeEach(async () => {
  connected = await connect({ clock: new MovableClock(Date.UTC(2026, 2, 1), { still: true }) });
});

afterEach(() => connected.workspace.stop());

/** The seconds to wait, or null when the call passed. */
async function waitOf(call: Promise<unknown>): Promise<number | null> {
  try {
    await call;
    return null;
  } catch (error) {
    if (error instanceof WebAPIRateLimitedError) return error.retryAfter;
    throw error;
  }
}

const post = (to = channel) => waitOf(connected.client.chat.postMessage({ channel: to, text: 'x' }));

test('Posting to a channel allows a short burst, then one message a second', async () => {
  expect([await post(), await post(), await post(), await post()]).toEqual([null, null, null, null]);
  expect(await post()).toBe(1);
  connected.workspace.clock.advance(1_000);
  expect(await post()).toBeNull();
  expect(await post()).toBe(1);
});

test('Posting to another channel has its own rate limit', async () => {
  for (let count = 0; count < 4; count += 1) await post();
  expect(await post()).toBe(1);
  expect(await post('U00000ALICE')).toBeNull();
});

test('A tier 2 method allows 20 calls a minute', async () => {
  const topic = () => waitOf(connected.client.conversations.setTopic({ channel, topic: 'x' }));
  for (let count = 0; count < 20; count += 1) expect(await topic()).toBeNull();
  expect(await topic()).toBe(60);
  connected.workspace.clock.advance(60_000);
  expect(await topic()).toBeNull();
});

test("Calls of one method don't count against another", async () => {
  const { client } = connected;
  for (let count = 0; count < 20; count += 1) await client.users.list({});
  expect(await waitOf(client.users.list({}))).not.toBeNull();
  expect(await waitOf(client.conversations.list())).toBeNull();
});

test('A call over the rate limit gets HTTP 429 with Retry-After', async () => {
  for (let count = 0; count < 4; count += 1) await post();
  const { workspace } = connected;
  const { statusCode, headers, body } = await request(`${workspace.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${workspace.botToken}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: `channel=${channel}&text=x`,
  });
  expect([statusCode, headers['retry-after']]).toEqual([429, '1']);
  expect(await body.json()).toEqual({ ok: false, error: 'ratelimited' });
});

test("A rate-limited message isn't posted", async () => {
  for (let count = 0; count < 6; count += 1) await post();
  expect(connected.workspace.channel('incidents').messages).toHaveLength(4);
});

test('Rate limits can be switched off and on', async () => {
  connected.workspace.rateLimits.enable(false);
  for (let count = 0; count < 10; count += 1) expect(await post()).toBeNull();
  connected.workspace.rateLimits.enable(true);
  for (let count = 0; count < 4; count += 1) await post();
  expect(await post()).toBe(1);
});
