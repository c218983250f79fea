import { WebClient } from '@slack/web-api';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { FaultAnswer } from '../../../packages/slack-sandbox/slack/api/faults.ts';
import { userIdSchema } from '../../../src/domain/incident/ids.ts';
import { refuse } from '../../../src/domain/incident/refusal.ts';
import { Turns } from '../../../src/slack/api/turns.ts';
import { publishHome } from '../../../src/slack/conversations/app-home.ts';
import { gate, waitUntilIdle } from '../../app/support/wait-until-idle.ts';
import { quickStore } from '../../store/support/sqlite.ts';
import { listenerContextOn } from '../support/listener-context.ts';
import { people, type ReplyBench, replyBench } from './support/reply-bench.ts';

let bench: ReplyBench;

beforeEach(async () => {
  bench = await replyBench();
});

/** Ways to tell somebody something. */
const ways: Readonly<Record<string, (user: string, words: string) => Promise<unknown>>> = {
  'views.publish': (user, words) =>
    bench.client.views.publish({
      user_id: user,
      view: { type: 'home', blocks: [{ type: 'section', text: { type: 'plain_text', text: words } }] },
    }),
  'chat.postEphemeral': (user, words) =>
    bench.client.chat.postEphemeral({ channel: bench.channel, user, text: words }),
  'chat.postMessage': (_, words) => bench.client.chat.postMessage({ channel: bench.channel, text: words }),
};

const misfortunes: Readonly<Record<string, FaultAnswer>> = {
  'refused for its rate': { status: 429, retryAfter: 30 },
  'cut off': 'reset_before',
};

describe('What one person is told', () => {
  test.each(
    Object.entries(ways).flatMap(([method, tell]) =>
      Object.entries(misfortunes).map(([what, answer]) => ({ method, tell, what, answer })),
    ),
  )('by $method ends with the newest, also if an older reply was $what', async ({ method, tell, answer }) => {
    const { slack, idOf, throughTime } = bench;
    slack.faults.add({ method, answer });
    await throughTime(['1st', '2nd', '3rd'].map((words) => tell(idOf('p1'), words)));
    const words = slack.calls
      .filter((call) => call.method === method && call.status === 200)
      .map(({ args }) => /\d(?:st|nd|rd)/.exec(JSON.stringify(args))?.[0] ?? '');
    expect(words).toEqual(words.toSorted());
    expect(words.at(-1)).toBe('3rd');
  });

  test('shows the newest Home tab, however slow an older one is, which delays nobody else', async () => {
    const { slack, idOf, clock } = bench;
    const publish = (name: string, words: string) => ways['views.publish']?.(idOf(name), words);
    const isOlder = (args: Readonly<Record<string, unknown>>) => JSON.stringify(args).includes('older');
    slack.faults.add({ method: 'views.publish', answer: { delayMs: 5_000 }, when: isOlder });
    const published = [publish('p1', 'older'), publish('p1', 'newer')];
    await publish('p2', 'another one');
    clock.advance(5_000);
    await Promise.all(published);
    expect(slack.person('p1').homeScreen).toContain('newer');
  });
});

test('A person sees the newest Home tab, also if what an older one shows took longer to read', async () => {
  const { slack, client, idOf } = bench;
  const user = userIdSchema.parse(idOf('p1'));
  const older = gate();
  const reads = [older.passed.then(() => refuse('older')), Promise.resolve(refuse('newer'))];
  const context = {
    ...listenerContextOn(quickStore()),
    client,
    admit: async () => (await reads.shift()) ?? null,
  };
  publishHome(context, user);
  await waitUntilIdle();
  publishHome(context, user);
  await waitUntilIdle();
  await slack.idle();
  older.open();
  await context.background.settled();
  expect(slack.person('p1').homeScreen).toContain('newer');
});

/** The direct messages with everybody. */
async function directMessages(): Promise<string[]> {
  const { slack, idOf } = bench;
  const unlimited = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });
  slack.rateLimits.enable(false);
  const opened = await Promise.all(people.map((name) => unlimited.conversations.open({ users: idOf(name) })));
  slack.rateLimits.enable(true);
  return opened.map(({ channel }) => channel?.id ?? '');
}

describe('Direct messages to a hundred and ten people', () => {
  const greet = (channel: string) => bench.client.chat.postMessage({ channel, text: 'hello' });

  test('check for room one after the other, each once', async () => {
    const { slack, limiter, throughTime } = bench;
    const channels = await directMessages();
    for (let n = 0; n < 240; n += 1) limiter.take('chat.postMessage', null);
    const looks = vi.spyOn(limiter, 'take');
    const ended = await throughTime(channels.map(greet));
    expect(ended.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(looks.mock.calls.length).toBeLessThan(channels.length + 50);
    expect(slack.calls.filter(({ status }) => status === 429)).toEqual([]);
  });

  test('are sent one by one, so that an acknowledgement can come between any two', async () => {
    const { limiter } = bench;
    const channels = await directMessages();
    let turn = 0;
    let counting: NodeJS.Immediate | undefined;
    const count = (): void => {
      turn += 1;
      counting = setImmediate(count);
    };
    count();
    const leftIn: number[] = [];
    const take = limiter.take.bind(limiter);
    vi.spyOn(limiter, 'take').mockImplementation((...of) => {
      leftIn.push(turn);
      return take(...of);
    });
    await Promise.all(channels.map(greet));
    clearImmediate(counting);
    expect(leftIn).toHaveLength(channels.length);
    expect(new Set(leftIn).size).toBeGreaterThanOrEqual(channels.length - 1);
  });

  test("don't wait for one in whose channel there's no room", async () => {
    const { limiter, slack, throughTime } = bench;
    const [busy = '', ...others] = await directMessages();
    limiter.hold('chat.postMessage', busy, 30_000);
    const late = greet(busy);
    await Promise.all(others.map(greet));
    const sent = () =>
      slack.calls.flatMap(({ method, args }) => (method === 'chat.postMessage' ? args.channel : []));
    expect(sent().toSorted()).toEqual(others.toSorted());
    await throughTime([late]);
    expect(sent().at(-1)).toBe(busy);
  });

  test("don't wait for one in whose channel two calls hang", { timeout: 10_000 }, async () => {
    const { limiter, slack } = bench;
    // Nobody gives up waiting for a turn, however slow the machine is.
    Object.assign(limiter, { turns: new Turns(60_000) });
    const [stuck = '', ...others] = (await directMessages()).slice(0, 9);
    const held = gate();
    const hanging = [1, 2].map(() => limiter.turns.take(`chat.postMessage ${stuck}`, () => held.passed));
    const late = greet(stuck);
    await Promise.all(others.map(greet));
    const sent = () =>
      slack.calls.flatMap(({ method, args }) => (method === 'chat.postMessage' ? args.channel : []));
    expect(sent().toSorted()).toEqual(others.toSorted());
    held.open();
    await Promise.all([...hanging, late]);
    expect(sent().at(-1)).toBe(stuck);
  });
});
