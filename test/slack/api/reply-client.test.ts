import { beforeEach, describe, expect, test, vi } from 'vitest';
import { RateLimited, readingMethods } from '../../../src/slack/api/rate-limited-client.ts';
import { perMinute } from '../../../src/slack/api/rate-limiter.ts';
import { NoTurn } from '../../../src/slack/api/turns.ts';
import { calledMethods } from '../support/source.ts';
import { people, type ReplyBench, replyBench } from './support/reply-bench.ts';

const text = { type: 'plain_text' as const, text: 'Hello' };
const view = { type: 'home' as const, blocks: [{ type: 'section' as const, text }] };

let bench: ReplyBench;

beforeEach(async () => {
  bench = await replyBench();
});

const idOf = (name: string): string => bench.idOf(name);
const refused = () => bench.slack.calls.filter(({ status }) => status === 429);

/** A reply of each kind that people are given, to many at once. */
const replies: Readonly<Record<string, (user: string) => Promise<unknown>>> = {
  'chat.postEphemeral': (user) =>
    bench.client.chat.postEphemeral({ channel: bench.channel, user, text: 'hello' }),
  'conversations.open': (user) => bench.client.conversations.open({ users: user }),
  'chat.postMessage': () => bench.client.chat.postMessage({ channel: bench.channel, text: 'hello' }),
  'views.publish': (user) => bench.client.views.publish({ user_id: user, view }),
};

describe('Replies to a hundred and ten people at once', () => {
  test.each(Object.entries(replies))('%s: all arrive, and Slack refuses none', async (method, reply) => {
    const ended = await bench.throughTime(people.map((name) => reply(idOf(name))));
    expect(ended.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(bench.slack.calls.filter((call) => call.method === method)).toHaveLength(people.length);
    expect(refused()).toEqual([]);
  });
});

test('of many waiting replies, only the first checks for room', async () => {
  const looks = vi.spyOn(bench.limiter, 'take');
  const texts = Array.from({ length: 500 }, (_, n) => `Reply ${n}`);
  const channel = bench.channel;
  const ended = await bench.throughTime(
    texts.map((words, n) =>
      bench.client.chat.postEphemeral({ channel, user: idOf(`p${n % people.length}`), text: words }),
    ),
  );
  expect(ended.filter(({ status }) => status === 'rejected')).toEqual([]);
  expect(looks.mock.calls.length).toBeLessThan(texts.length + 50);
  const sent = bench.slack.calls.filter(({ method }) => method === 'chat.postEphemeral');
  expect(sent.map(({ args }) => String(args.text)).toSorted()).toEqual(texts.toSorted());
});

test('a reply that Slack would accept only after ten minutes is refused at once, so that no storm of them fills the memory', async () => {
  const user = idOf('p0');
  const all = Array.from({ length: 1_010 }, () =>
    bench.client.chat.postEphemeral({ channel: bench.channel, user, text: 'hello' }),
  );
  const reasons = (await Promise.allSettled(all.slice(1_000))).map((one) => 'reason' in one && one.reason);
  expect(reasons.every((reason) => reason instanceof RateLimited)).toBe(true);
  bench.stopping.abort();
  const first = await Promise.allSettled(all.slice(0, 1_000));
  expect(first.some(({ status }) => status === 'fulfilled')).toBe(true);
});

describe("A call that can't wait", () => {
  test("is made right away while Slack has room, and isn't made otherwise", async () => {
    const asked = await Promise.allSettled(
      people.map((name) => bench.client.users.info({ user: idOf(name) })),
    );
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(100);
    const late = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(late.every((error) => error instanceof RateLimited)).toBe(true);
    expect(refused()).toEqual([]);
  });

  test("asks for someone's channels now or not at all, because its answer is soon given up", async () => {
    bench.limiter.hold('users.conversations', null, 60_000);
    await expect(bench.client.users.conversations({ user: idOf('p1') })).rejects.toThrow(RateLimited);
  });

  test("doesn't wait for another that hangs", async () => {
    bench.slack.faults.add({ method: 'users.info', times: 2, answer: 'hang' });
    const hanging = [1, 2].map(() => bench.client.users.info({ user: idOf('p1') }));
    expect(await bench.client.users.info({ user: idOf('p2') })).toMatchObject({ ok: true });
    void Promise.allSettled(hanging);
  });
});

describe('What needs no order waits for no other such call that hangs:', { timeout: 10_000 }, () => {
  /** Makes the second of two calls, which differ in one argument, while the first gets no answer. */
  async function besideSlow(method: string, argument: string, reader: object = {}): Promise<void> {
    const { slack, client, clock } = bench;
    const call = (value: string) =>
      client.apiCall(method, { ...reader, [argument]: value }).catch(() => null);
    slack.faults.add({
      method,
      answer: { delayMs: 60_000 },
      when: (args) => args[argument] === 'C0SLOW',
    });
    const slow = call('C0SLOW');
    await call('C0QUICK');
    await slack.until(() => slack.calls.length === 2, 'both calls');
    clock.advance(60_000);
    await slow;
  }

  test.each([...readingMethods])('%s', (method) =>
    besideSlow(method, 'include', { user: 'U0ONE', channel: 'C0ONE' }),
  );

  test('sharing a file, in another channel', () => besideSlow('files.completeUploadExternal', 'channel_id'));

  test('sharing a file in no channel', () => besideSlow('files.completeUploadExternal', 'title'));
});

test.each(['chat.postEphemeral', 'views.publish'])(
  '%s: two replies that Slack leaves unanswered delay the others by a second',
  { timeout: 10_000 },
  async (method) => {
    const { slack, clock } = bench;
    const reply = async (user: string) => replies[method]?.(user);
    slack.faults.add({ method, times: 2, answer: { delayMs: 60_000 } });
    const hanging = ['p0', 'p1'].map((name) => reply(idOf(name)));
    const calls = () => slack.calls.filter((call) => call.method === method);
    await slack.until(() => calls().length === 2, 'both replies');
    const others = people.slice(2, 9).map((name) => reply(idOf(name)));
    clock.advance(1_000);
    await Promise.all(others);
    clock.advance(60_000);
    await Promise.all(hanging);
    expect(calls()).toHaveLength(9);
  },
);

test('a reply that Slack itself rate limits is sent when Slack said', async () => {
  bench.slack.faults.add({ method: 'chat.postEphemeral', answer: { status: 429, retryAfter: 30 } });
  const began = bench.clock.now();
  await bench.throughTime([
    bench.client.chat.postEphemeral({ channel: bench.channel, user: idOf('p1'), text: 'hello' }),
  ]);
  const [first, second] = bench.slack.calls.filter(({ method }) => method === 'chat.postEphemeral');
  expect([first?.status, second?.status]).toEqual([429, 200]);
  expect(second?.at).toBeGreaterThanOrEqual(began + 30_000);
});

test('a shutdown ends the wait of a reply', async () => {
  bench.limiter.hold('chat.postEphemeral', null, 60_000);
  const waiting = bench.client.chat.postEphemeral({
    channel: bench.channel,
    user: idOf('p1'),
    text: 'hello',
  });
  bench.stopping.abort();
  await expect(waiting).rejects.toThrow(RateLimited);
});

test('a shutdown ends the wait of a whole queue, and none of its replies asks for a turn', async () => {
  bench.limiter.hold('chat.postEphemeral', null, 60_000);
  const channel = bench.channel;
  const waiting = people
    .slice(0, 5)
    .map((name) => bench.client.chat.postEphemeral({ channel, user: idOf(name), text: 'hello' }));
  const ended = Promise.allSettled(waiting);
  await bench.slack.idle();
  const turns = vi.spyOn(bench.limiter.turns, 'take');
  bench.stopping.abort();
  expect((await ended).map((one) => one.status === 'rejected' && one.reason)).toEqual(
    waiting.map(() => expect.any(RateLimited)),
  );
  expect(turns).not.toHaveBeenCalled();
});

test('a reply that got no turn asks for the next one at once', async () => {
  const none = vi.spyOn(bench.limiter.turns, 'take').mockRejectedValueOnce(new NoTurn());
  const began = bench.clock.now();
  await bench.client.chat.postEphemeral({ channel: bench.channel, user: idOf('p1'), text: 'hello' });
  expect(none).toHaveBeenCalledTimes(2);
  expect(bench.clock.now()).toBe(began);
});

test('a reply that nobody is waiting for any more is dropped', async () => {
  bench.limiter.hold('chat.postEphemeral', null, 11 * 60_000);
  const late = bench.client.chat.postEphemeral({ channel: bench.channel, user: idOf('p1'), text: 'hello' });
  await expect(late).rejects.toThrow(RateLimited);
});

/** Methods that are asked once in a while, by their own timetable, and that nothing else can pile up. */
const onceInAWhile = ['apps.connections.open', 'auth.test'];

test('every method that is called anywhere has its limit', async () => {
  const unlimited = (await calledMethods()).filter((method) => !(method in perMinute));
  expect(unlimited).toEqual(onceInAWhile);
});
