import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { MovableClock } from '../../../packages/slack-sandbox/clock.ts';
import { startWorkspace } from '../../../packages/slack-sandbox/start-workspace.ts';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import { createLog } from '../../../src/app/log.ts';
import { RateLimited } from '../../../src/slack/api/rate-limited-client.ts';
import { perMinute, RateLimiter } from '../../../src/slack/api/rate-limiter.ts';
import { ReplyClient } from '../../../src/slack/api/reply-client.ts';
import { NoTurn } from '../../../src/slack/api/turns.ts';
import { clientOptions } from '../../../src/slack/transport/connect-slack.ts';
import { calledMethods } from '../support/source.ts';

const { scopes } = z
  .object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) })
  .parse(parse(await readFile(new URL('../../../manifest.yml', import.meta.url), 'utf8'))).oauth_config;

const people = Array.from({ length: 110 }, (_, i) => `p${i}`);
const text = { type: 'plain_text' as const, text: 'Hello' };
const view = { type: 'home' as const, blocks: [{ type: 'section' as const, text }] };

let slack: Workspace;
let clock: MovableClock;
let limiter: RateLimiter;
let stopping: AbortController;
let client: ReplyClient;

beforeEach(async () => {
  clock = new MovableClock(Date.UTC(2026, 10, 21, 14), { still: true });
  slack = await startWorkspace({ scopes: scopes.bot, rateLimits: true, people, clock, events: [] });
  limiter = new RateLimiter(() => clock.now());
  stopping = new AbortController();
  const hear = {
    answered() {},
    limited: (of: { method: string; channel: string | null; waitMs: number }) =>
      limiter.hold(of.method, of.channel, of.waitMs),
  };
  const options = clientOptions({ apiUrl: slack.apiUrl }, createLog('silent'), hear);
  client = new ReplyClient(slack.botToken, options, { limiter, clock, stopping: stopping.signal });
});
afterEach(async () => {
  stopping.abort();
  await slack.stop();
});

const idOf = (name: string): string => slack.person(name).id;
const incidents = (): string => slack.channel('incidents').id;
const refused = () => slack.calls.filter(({ status }) => status === 429);

/** Moves the clock on until all of it has ended. */
async function throughTime(work: Promise<unknown>[]): Promise<PromiseSettledResult<unknown>[]> {
  let over = false;
  const all = Promise.allSettled(work).finally(() => {
    over = true;
  });
  for (let look = 0; look < 600 && !over; look += 1) {
    await slack.idle();
    if (!over) clock.advance(5_000);
  }
  return all;
}

/** A reply of each kind that people are given, to many at once. */
const replies: Readonly<Record<string, (user: string) => Promise<unknown>>> = {
  'chat.postEphemeral': (user) => client.chat.postEphemeral({ channel: incidents(), user, text: 'hello' }),
  'conversations.open': (user) => client.conversations.open({ users: user }),
  'chat.postMessage': () => client.chat.postMessage({ channel: incidents(), text: 'hello' }),
  'views.publish': (user) => client.views.publish({ user_id: user, view }),
};

describe('Replies to a hundred and ten people at once', () => {
  test.each(Object.entries(replies))('%s: all arrive, and Slack refuses none', async (method, reply) => {
    const ended = await throughTime(people.map((name) => reply(idOf(name))));
    expect(ended.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(slack.calls.filter((call) => call.method === method)).toHaveLength(people.length);
    expect(refused()).toEqual([]);
  });
});

test('of many waiting replies, only the first checks for room', async () => {
  const looks = vi.spyOn(limiter, 'take');
  const texts = Array.from({ length: 500 }, (_, n) => `Reply ${n}`);
  const channel = incidents();
  const ended = await throughTime(
    texts.map((words) => client.chat.postEphemeral({ channel, user: idOf('p1'), text: words })),
  );
  expect(ended.filter(({ status }) => status === 'rejected')).toEqual([]);
  expect(looks.mock.calls.length).toBeLessThan(texts.length + 50);
  const sent = slack.calls.filter(({ method }) => method === 'chat.postEphemeral');
  expect(sent.map(({ args }) => String(args.text)).toSorted()).toEqual(texts.toSorted());
});

describe("A call that can't wait", () => {
  test("is made right away while Slack has room, and isn't made otherwise", async () => {
    const asked = await Promise.allSettled(people.map((name) => client.users.info({ user: idOf(name) })));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(100);
    const late = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(late.every((error) => error instanceof RateLimited)).toBe(true);
    expect(refused()).toEqual([]);
  });

  test("asks for someone's channels now or not at all, because its answer is soon given up", async () => {
    limiter.hold('users.conversations', null, 60_000);
    await expect(client.users.conversations({ user: idOf('p1') })).rejects.toThrow(RateLimited);
  });

  test("doesn't wait for another that hangs", async () => {
    slack.faults.add({ method: 'users.info', times: 2, answer: 'hang' });
    const hanging = [1, 2].map(() => client.users.info({ user: idOf('p1') }));
    expect(await client.users.info({ user: idOf('p2') })).toMatchObject({ ok: true });
    void Promise.allSettled(hanging);
  });
});

test('a reply that Slack itself rate limits is sent when Slack said', async () => {
  slack.faults.add({ method: 'chat.postEphemeral', answer: { status: 429, retryAfter: 30 } });
  const began = clock.now();
  await throughTime([client.chat.postEphemeral({ channel: incidents(), user: idOf('p1'), text: 'hello' })]);
  const [first, second] = slack.calls.filter(({ method }) => method === 'chat.postEphemeral');
  expect([first?.status, second?.status]).toEqual([429, 200]);
  expect(second?.at).toBeGreaterThanOrEqual(began + 30_000);
});

test('a shutdown ends the wait of a reply', async () => {
  limiter.hold('chat.postEphemeral', null, 60_000);
  const waiting = client.chat.postEphemeral({ channel: incidents(), user: idOf('p1'), text: 'hello' });
  stopping.abort();
  await expect(waiting).rejects.toThrow(RateLimited);
});

test('a shutdown ends the wait of a whole queue, and none of its replies asks for a turn', async () => {
  limiter.hold('chat.postEphemeral', null, 60_000);
  const channel = incidents();
  const waiting = people
    .slice(0, 5)
    .map((name) => client.chat.postEphemeral({ channel, user: idOf(name), text: 'hello' }));
  const ended = Promise.allSettled(waiting);
  await slack.idle();
  const turns = vi.spyOn(limiter.turns, 'take');
  stopping.abort();
  expect((await ended).map((one) => one.status === 'rejected' && one.reason)).toEqual(
    waiting.map(() => expect.any(RateLimited)),
  );
  expect(turns).not.toHaveBeenCalled();
});

test('a reply that got no turn asks for the next one at once', async () => {
  const none = vi.spyOn(limiter.turns, 'take').mockRejectedValueOnce(new NoTurn());
  const began = clock.now();
  await client.chat.postEphemeral({ channel: incidents(), user: idOf('p1'), text: 'hello' });
  expect(none).toHaveBeenCalledTimes(2);
  expect(clock.now()).toBe(began);
});

test('a reply that nobody is waiting for any more is dropped', async () => {
  limiter.hold('chat.postEphemeral', null, 11 * 60_000);
  const late = client.chat.postEphemeral({ channel: incidents(), user: idOf('p1'), text: 'hello' });
  await expect(late).rejects.toThrow(RateLimited);
});

/** Methods that are asked once in a while, by their own timetable, and that nothing else can pile up. */
const onceInAWhile = ['apps.connections.open', 'auth.test'];

test('every method that is called anywhere has its limit', async () => {
  const unlimited = (await calledMethods()).filter((method) => !(method in perMinute));
  expect(unlimited).toEqual(onceInAWhile);
});
