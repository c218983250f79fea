import { describe, expect, onTestFinished, test } from 'vitest';
import { CommandBus } from '../../../src/app/command-bus.ts';
import { Delivery } from '../../../src/app/delivery/delivery.ts';
import type { Handler } from '../../../src/app/worker/attempt.ts';
import { done } from '../../../src/app/worker/outcome.ts';
import { millisSchema } from '../../../src/domain/incident/ids.ts';
import { openPostgres } from '../../../src/store/postgres/open-postgres.ts';
import { minute, policy } from '../../domain/support/fixtures.ts';
import { owe, quietIncident } from '../../store/support/orders.ts';
import { freshDatabase, lackOfPostgres, withClient } from '../../store/support/postgres.ts';
import { announce, headline } from '../support/effects.ts';
import { HandClock } from '../support/hand-clock.ts';
import { expectCalm, listeningLog } from '../support/listening-log.ts';
import { crewOn } from '../support/test-bot.ts';
import { gate } from '../support/wait-until-idle.ts';

/** Two bots on one database, not yet started, with an effect that takes as long as the test wants. */
async function two() {
  const url = await freshDatabase();
  const clock = new HandClock(minute(0));
  const held = gate();
  const running: string[] = [];
  const { log, lines } = listeningLog();
  const bot = async (name: string) => {
    const timer = new HandClock(minute(0));
    const store = await openPostgres(url, 'bot');
    const commandBus = new CommandBus({ store, clock, policy });
    const sync: Handler = async () => {
      running.push(name);
      await held.passed;
      return done();
    };
    const delivery = new Delivery({
      reachesSlack: async () => true,
      ...{ lease: store.lease, clock, log, timer },
      build: (term) => {
        const worker = crewOn({ store, clock, log, commandBus }, { sync_headline: sync }, term.number);
        return {
          start: () => worker.start(),
          nudge: () => worker.nudge(),
          missed() {},
          stop: () => worker.stop(),
        };
      },
    });
    onTestFinished(async () => {
      held.open();
      await delivery.stop();
      await store.close();
    });
    return { store, delivery, timer };
  };
  const [a, b] = [await bot('a'), await bot('b')];
  const id = await quietIncident(a.store);
  await owe(a.store, id, minute(0), headline);
  await a.delivery.start();
  await expect.poll(() => running).toEqual(['a']);
  const expire = () =>
    withClient(url, (client) => client.query("UPDATE delivery SET expires_at = '-infinity'"));
  return { a, b, id, clock, held, running, expire, lines };
}

/** Gives a bot the chance to do what it must not. */
async function lookAround({ delivery, store }: Awaited<ReturnType<typeof two>>['b']): Promise<void> {
  delivery.nudge();
  for (let look = 0; look < 5; look += 1) await store.lease.deliverer();
}

describe.skipIf(lackOfPostgres !== null)('Of two bots on one database, only one runs an effect', () => {
  test('that is queued again while it runs', async () => {
    const { a, b, id, running } = await two();
    await b.delivery.start();
    await owe(b.store, id, minute(0), headline);
    await lookAround(b);
    expect(running).toEqual(['a']);
    await lookAround(a);
    expect(running).toEqual(['a']);
  });

  test('when the other starts meanwhile', async () => {
    const { b, running } = await two();
    await b.delivery.start();
    await lookAround(b);
    expect(running).toEqual(['a']);
  });

  test('that runs longer than its claim lasts', async () => {
    const { a, b, clock, running } = await two();
    await b.delivery.start();
    clock.moveTo(millisSchema.parse(minute(2) + 1));
    await lookAround(b);
    await lookAround(a);
    expect(running).toEqual(['a']);
  });

  test('and the one that lost delivery meanwhile leaves its settlement to the other, without a word', async () => {
    const { a, b, held, running, expire, lines } = await two();
    await expire();
    await b.delivery.start();
    await expect.poll(() => running).toEqual(['a', 'b']);
    held.open();
    await expect.poll(() => a.store.pending()).toEqual([]);
    expectCalm(lines);
  });
});

test.skipIf(lackOfPostgres !== null)(
  'What one bot queues, the one that delivers does at once, without a look by the clock',
  async () => {
    const { a, b, id, held } = await two();
    held.open();
    await expect.poll(() => a.store.pending()).toEqual([]);
    await owe(b.store, id, minute(0), announce);
    await expect.poll(() => b.store.pending()).toEqual([]);
  },
);
