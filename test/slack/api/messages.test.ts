import { readFile } from 'node:fs/promises';
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { checkMetadata } from '../../../packages/slack-sandbox/slack/blockkit/check.ts';
import { startWorkspace } from '../../../packages/slack-sandbox/start-workspace.ts';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import { createLog } from '../../../src/app/log.ts';
import {
  channelIdSchema,
  messageTsSchema,
  millisSchema,
  userIdSchema,
} from '../../../src/domain/incident/ids.ts';
import { CannotLook } from '../../../src/slack/api/failures.ts';
import {
  type Destination,
  directChannel,
  edit,
  postEphemeral,
  postOnce,
} from '../../../src/slack/api/messages.ts';
import { RateLimitedClient } from '../../../src/slack/api/rate-limited-client.ts';
import { RateLimiter } from '../../../src/slack/api/rate-limiter.ts';
import { clientOptions } from '../../../src/slack/transport/connect-slack.ts';
import { sentence } from '../../../src/slack/views/replies.ts';
import type { IncidentClaim } from '../../../src/store/claims.ts';
import { firstClaim } from '../support/claim.ts';

const scopes = z
  .object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) })
  .parse(parse(await readFile(new URL('../../../manifest.yml', import.meta.url), 'utf8'))).oauth_config
  .scopes.bot;

const channel = channelIdSchema.parse('C0INCIDENTS');
const alice = userIdSchema.parse('U00000ALICE');
const message = sentence('a < b');

let slack: Workspace;
let client: WebClient;

beforeEach(async () => {
  slack = await startWorkspace({ scopes });
  const options = clientOptions({ apiUrl: slack.apiUrl }, createLog('silent'));
  client = new WebClient(slack.botToken, { ...options, timeout: 2_000 });
});
afterEach(() => slack.stop());

/** The claim of an effect, owed a moment ago. */
const claim = (over: Partial<IncidentClaim> = {}): IncidentClaim => firstClaim(slack.clock.now(), over);

const texts = (of: string = channel) => slack.channel(of).messages.map(({ text }) => text);
const sent = (method: string) => slack.calls.filter((call) => call.method === method).map(({ args }) => args);
const off = z.literal([false, 'false']);
const inert = z.object({ parse: z.literal('none'), link_names: off });
const unseen = inert.extend({ unfurl_links: off, unfurl_media: off });

describe('A message that is posted once', () => {
  test("doesn't turn people's text into links, mentions, or previews", async () => {
    await postOnce(client, claim(), { channel }, message);
    expect(z.array(unseen).length(1).safeParse(sent('chat.postMessage')).error).toBeUndefined();
  });

  test('takes the room of one message in its channel where Slack has refused it in a thread first', async () => {
    const limiter = new RateLimiter(() => slack.clock.now());
    const options = clientOptions({ apiUrl: slack.apiUrl }, createLog('silent'));
    const paced = new RateLimitedClient(slack.botToken, options, {
      limiter,
      callFor: 'people',
      took: () => {},
      assertDelivers: () => {},
    });
    // Of the burst that a channel takes, one is left.
    for (const _ of [1, 2]) limiter.take('chat.postMessage', channel);
    await postOnce(paced, claim(), { channel, thread: messageTsSchema.parse('1.000100') }, message);
    expect(texts()).toEqual(['a &lt; b']);
    expect(limiter.take('chat.postMessage', channel)).toBeGreaterThan(0);
  });

  test("carries its effect's ID in metadata that Slack accepts", async () => {
    await postOnce(client, claim(), { channel }, message);
    const [posted] = slack.channel(channel).messages;
    expect(posted?.metadata).toMatchObject({ event_type: 'intercom_incident_effect' });
    expect(checkMetadata(posted?.metadata)).toBeNull();
  });

  test('gives its ts', async () => {
    const ts = await postOnce(client, claim(), { channel }, message);
    expect(slack.channel(channel).messages.map((one) => one.ts)).toEqual([ts]);
  });

  test("isn't posted again if only the response was lost", async () => {
    slack.faults.add({ method: 'chat.postMessage', answer: 'reset_after' });
    const owed = claim();
    await expect(postOnce(client, owed, { channel }, message)).rejects.toThrow();
    const ts = await postOnce(client, { ...owed, maybeSent: true }, { channel }, message);
    expect(texts()).toEqual(['a &lt; b']);
    expect(slack.channel(channel).messages[0]?.ts).toBe(ts);
  });

  test('is posted if it never arrived', async () => {
    slack.faults.add({ method: 'chat.postMessage', answer: 'reset_before' });
    const owed = claim();
    await expect(postOnce(client, owed, { channel }, message)).rejects.toThrow();
    await postOnce(client, { ...owed, maybeSent: true }, { channel }, message);
    expect(texts()).toHaveLength(1);
  });

  test("isn't mistaken for another effect's message", async () => {
    await postOnce(client, claim(), { channel }, message);
    await postOnce(client, claim({ id: 4, maybeSent: true }), { channel }, message);
    expect(texts()).toHaveLength(2);
  });

  test('is found again in a thread', async () => {
    const thread = await postOnce(client, claim(), { channel }, message);
    const reply: Destination = { channel, thread, broadcast: true };
    const owed = claim({ id: 5, key: 'post_change:7:6' });
    const first = await postOnce(client, owed, reply, message);
    expect(await postOnce(client, { ...owed, maybeSent: true }, reply, message)).toBe(first);
  });

  test('is posted in the channel if its parent was deleted, and is found again there', async () => {
    const thread = await postOnce(client, claim(), { channel }, message);
    await client.chat.delete({ channel, ts: thread });
    const reply: Destination = { channel, thread, broadcast: true };
    const owed = claim({ id: 5, key: 'post_change:7:6' });
    const first = await postOnce(client, owed, reply, message);
    expect(slack.channel(channel).messages.map(({ ts, threadTs }) => [ts, threadTs])).toEqual([
      [first, null],
    ]);
    expect(await postOnce(client, { ...owed, maybeSent: true }, reply, message)).toBe(first);
  });

  test('is found again in the channel if its thread began only afterwards', async () => {
    const owed = claim({ id: 5, key: 'post_change:7:6' });
    const first = await postOnce(client, owed, { channel }, message);
    const thread = await postOnce(client, claim(), { channel }, message);
    expect(await postOnce(client, { ...owed, maybeSent: true }, { channel, thread }, message)).toBe(first);
  });

  test('is looked for only in its thread if that began long before', async () => {
    const thread = await postOnce(client, claim(), { channel }, message);
    const triedFrom = millisSchema.parse(slack.clock.now() + 120_000);
    await postOnce(client, claim({ id: 5, maybeSent: true, triedFrom }), { channel, thread }, message);
    expect(sent('conversations.history')).toEqual([]);
    expect(sent('conversations.replies')).toHaveLength(1);
  });

  test('is found again in a direct message', async () => {
    const direct = await directChannel(client, alice);
    const owed = claim({ key: 'tell_setback:7:8' });
    const first = await postOnce(client, owed, { channel: direct }, message);
    expect(await postOnce(client, { ...owed, maybeSent: true }, { channel: direct }, message)).toBe(first);
  });
});

describe('A message that may have arrived', () => {
  test('is searched for in everything written since, page by page', async () => {
    const owed = claim();
    const ts = await postOnce(client, owed, { channel }, message);
    for (let i = 0; i < 600; i += 1) slack.person('alice').post('incidents', `chatter ${i}`);
    expect(await postOnce(client, { ...owed, maybeSent: true }, { channel }, message)).toBe(ts);
    expect(sent('conversations.history')).toHaveLength(2);
  });

  test("is searched for since its first attempt by Slack's clock, and a minute before", async () => {
    const triedFrom = millisSchema.parse(slack.clock.now());
    await postOnce(client, claim({ maybeSent: true, triedFrom }), { channel }, message);
    expect(sent('conversations.history')).toMatchObject([{ oldest: String((triedFrom - 60_000) / 1000) }]);
  });

  test("is searched for from the beginning if that time isn't known", async () => {
    await postOnce(client, claim({ maybeSent: true, triedFrom: null }), { channel }, message);
    expect(sent('conversations.history')).toMatchObject([{ oldest: '0' }]);
  });

  test("isn't posted again if Slack doesn't allow the search", async () => {
    slack.faults.add({ method: 'conversations.history', answer: { error: 'missing_scope' } });
    await expect(postOnce(client, claim({ maybeSent: true }), { channel }, message)).rejects.toThrow(
      CannotLook,
    );
    expect(texts()).toEqual([]);
  });

  test("is posted again if its thread no longer exists, because it can't be there", async () => {
    slack.faults.add({ method: 'conversations.replies', answer: { error: 'thread_not_found' } });
    const thread = await postOnce(client, claim(), { channel }, message);
    const reply = claim({ id: 9, maybeSent: true });
    await postOnce(client, reply, { channel, thread }, message);
    expect(slack.channel(channel).thread(thread)).toHaveLength(1);
  });
});

test('an edited message stays inert too', async () => {
  const ts = await postOnce(client, claim(), { channel }, message);
  await edit(client, channel, ts, sentence('c'));
  expect(texts()).toEqual(['c']);
  expect(z.array(inert).length(1).safeParse(sent('chat.update')).error).toBeUndefined();
});

test('an ephemeral message is for one person, and inert', async () => {
  await postEphemeral(client, { channel, user: alice }, message);
  expect(texts()).toEqual([]);
  expect(sent('chat.postEphemeral')).toMatchObject([{ user: alice }]);
  expect(z.array(inert).length(1).safeParse(sent('chat.postEphemeral')).error).toBeUndefined();
});
