import { connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { BotProcess } from '../../../bench/chaos/bot/bot-process.ts';
import { wayOver, wayTo } from '../../store/support/cut-off.ts';
import { freshDatabase, lackOfPostgres, withClient } from '../../store/support/postgres.ts';
import { declareIn } from '../support/scene.ts';
import { eachInAPlace, takeovers } from './bots.ts';

const place = eachInAPlace();

/** What changes something in Slack. */
const changes = /^(?:chat|conversations|pins|bookmarks|files)\./;

/** Waits until a bot has taken delivery over; resolves with how long that took, ms. */
async function takenOver(bot: BotProcess): Promise<number> {
  const began = performance.now();
  await expect.poll(() => takeovers(bot), { timeout: 20_000, interval: 20 }).toBe(1);
  return performance.now() - began;
}

/** How many effects run or are due within half a minute. */
const owedSoon = (url: string): Promise<number> =>
  withClient(url, async (client) => {
    const { rows } = await client.query(
      `SELECT count(*)::integer AS owed FROM outbox WHERE dead_at IS NULL
         AND (leased = 1 OR due_at < 1000 * extract(epoch FROM clock_timestamp()) + 30000)`,
    );
    return z.array(z.object({ owed: z.number() })).parse(rows)[0]?.owed ?? 0;
  });

const declare = (title: string) => declareIn(place().workspace, title);

const announced = () =>
  place()
    .workspace.channel('incidents')
    .messages.filter(({ text }) => text.includes('INC-1'));

/** Everything that stands in an incident's channel once it's complete. */
async function complete(name: string): Promise<void> {
  await place().workspace.until(
    () =>
      place()
        .workspace.findChannel(name)
        ?.messages.some(({ pinned }) => pinned) && announced().length > 0,
    `a pinned headline in ${name}, and its announcement`,
  );
  await place().workspace.idle();
  const heads = place()
    .workspace.channel(name)
    .messages.filter(({ text }) => text.startsWith('[P1] INCIDENT'));
  expect(heads).toHaveLength(1);
  expect(place().workspace.channels.filter((one) => one.name === name)).toHaveLength(1);
  expect(announced().map(({ text }) => text)).toHaveLength(1);
}

describe.skipIf(lackOfPostgres !== null)(
  'Of two bots on one PostgreSQL, the other delivers',
  { timeout: 90_000 },
  () => {
    test('at once when the one that delivers stops', async () => {
      const url = await freshDatabase();
      const a = await place().botOn(url);
      const b = await place().botOn(url);
      expect([takeovers(a), takeovers(b)]).toEqual([1, 0]);
      expect(await a.stop()).toBe(0);
      expect(await takenOver(b)).toBeLessThan(1_500);
      await declare('stopped');
      await complete('inc-1-stopped');
    });

    test('within 5 s when the one that delivers is killed in a call, and does that once', async () => {
      const url = await freshDatabase();
      const a = await place().botOn(url);
      const b = await place().botOn(url);
      const killed = new Promise<void>((done) =>
        place().workspace.faults.add({
          method: 'conversations.create',
          answer: 'reset_after',
          when: () => {
            void a.kill().then(done);
            return true;
          },
        }),
      );
      await declare('killed');
      await killed;
      expect(await takenOver(b)).toBeLessThan(5_000);
      await complete('inc-1-killed');
    });

    test('within 5 s when the one that delivers is frozen, which makes no call when it wakes up', async () => {
      const url = await freshDatabase();
      const a = await place().botOn(url);
      const b = await place().botOn(url);
      const frozen = new Promise<void>((done) =>
        place().workspace.faults.add({
          method: 'conversations.create',
          answer: { delayMs: 300 },
          when: () => {
            a.signal('SIGSTOP');
            done();
            return true;
          },
        }),
      );
      await declare('frozen');
      await frozen;
      expect(await takenOver(b)).toBeLessThan(5_000);
      await complete('inc-1-frozen');
      // A repeated check can be due within that half minute.
      await expect.poll(() => owedSoon(url), { timeout: 40_000 }).toBe(0);
      const calls = place().workspace.calls.length;
      a.signal('SIGCONT');
      await expect
        .poll(() => a.lines.some((line) => line.includes('no longer delivers')), { timeout: 10_000 })
        .toBe(true);
      await place().workspace.idle();
      expect(
        place()
          .workspace.calls.slice(calls)
          .filter(({ method }) => changes.test(method)),
      ).toEqual([]);
      await complete('inc-1-frozen');
      expect(takeovers(a)).toBe(1);
    }, 90_000);

    test.each([
      ['cut', 'cut'],
      ['blocked without a word', 'block'],
    ] as const)('within 5 s when the network of the one that delivers is %s', async (_, how) => {
      const url = await freshDatabase();
      const way = await wayTo(url);
      onTestFinished(() => way.stop());
      const a = await place().botOn(way.url);
      const b = await place().botOn(url);
      way[how]();
      expect(await takenOver(b)).toBeLessThan(5_000);
      way.mend();
      b.signal('SIGTERM');
      await expect.poll(() => takeovers(a), { timeout: 20_000 }).toBe(2);
      await declare('network');
      await complete('inc-1-network');
    });

    test('once something is owed when Slack accepts nothing from the one that delivers, and does that once', async () => {
      const url = await freshDatabase();
      const { workspace } = place();
      const { port } = new URL(workspace.apiUrl);
      const way = await wayOver(() => connect(Number(port), '127.0.0.1'));
      onTestFinished(() => way.stop());
      const overHttp = { SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: workspace.signingSecret };
      const byTheWay = { SLACK_API_URL: workspace.apiUrl.replace(port, `${way.port}`) };
      const a = await place().botOn(url, undefined, { ...overHttp, ...byTheWay });
      const b = await place().botOn(url, undefined, overHttp);
      workspace.deliverTo(`http://127.0.0.1:${b.port}/slack/events`);
      expect([takeovers(a), takeovers(b)]).toEqual([1, 0]);
      way.cut();
      await declare('without-slack');
      expect(await takenOver(b)).toBeLessThan(5_000);
      await complete('inc-1-without-slack');
      expect(takeovers(a)).toBe(1);
    });
  },
);
