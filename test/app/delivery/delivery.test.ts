import { describe, expect, onTestFinished, test } from 'vitest';
import { NoLongerDelivering } from '../../../src/store/delivery-lease.ts';
import { minute, second } from '../../domain/support/fixtures.ts';
import { unhandledIn } from '../../support/unhandled.ts';
import { someBots, twoBots } from '../support/delivering-bots.ts';
import { until } from '../support/failing.ts';
import { gate } from '../support/wait-until-idle.ts';

/** Waits as long as the test lasts. */
function silence(): Promise<void> {
  const { open, passed } = gate();
  onTestFinished(open);
  return passed;
}

describe('Of several bots on one database', () => {
  test('one delivers, for hours', async () => {
    const { clock, happened, a, b } = await twoBots();
    await until(clock, minute(120));
    expect(happened).toEqual([]);
    expect([a.delivery.since, b.delivery.since]).toEqual([minute(0), null]);
    expect([a.delivery.takeovers, b.delivery.takeovers]).toEqual([1, 0]);
  });

  test('another takes over at once when the one that delivers stops', async () => {
    const { clock, happened, a, b } = await twoBots();
    await until(clock, second(10));
    await a.delivery.stop();
    await until(clock, second(10));
    expect(happened).toEqual(['a stops 1', 'b starts 2']);
    expect([a.delivery.since, b.delivery.since]).toEqual([null, second(10)]);
  });

  test('another takes over four seconds after the one that delivers was last heard of', async () => {
    const { clock, happened, a, b } = await twoBots();
    await until(clock, second(10));
    a.lease.cut = true;
    await until(clock, second(13.999));
    expect(happened).toEqual(['a stops 1']);
    await until(clock, second(14));
    expect(happened).toEqual(['a stops 1', 'b starts 2']);
    expect([b.delivery.since, b.delivery.takeovers]).toEqual([second(14), 1]);
  });

  test('the one that lost delivery takes it again later, in a new term', async () => {
    const { clock, happened, a, b } = await twoBots();
    a.lease.cut = true;
    await until(clock, second(30));
    a.lease.cut = false;
    b.lease.cut = true;
    await until(clock, second(60));
    expect(happened).toEqual(['a stops 1', 'b starts 2', 'b stops 2', 'a starts 3']);
  });

  test('only the one that delivers hears that an effect may be due', async () => {
    const { happened, a, b } = await twoBots();
    a.delivery.nudge();
    b.delivery.nudge();
    expect(happened).toEqual(['a is nudged']);
  });

  test('the one that delivers looks for what either could not save', async () => {
    const { happened, a, b } = await twoBots();
    await a.delivery.missed();
    await b.delivery.missed();
    const look = 'a looks for what was missed';
    expect(happened).toEqual([look, look]);
  });
});

describe('A bot that delivers', () => {
  test('makes no call in the last second of its lease, though nothing has told it that it ends', async () => {
    const { clock, a } = await twoBots();
    const [term] = a.terms;
    a.lease.before = silence();
    clock.moveTo(second(2.999));
    expect(() => term?.assertLasts()).not.toThrow();
    clock.moveTo(second(3));
    expect(() => term?.assertLasts()).toThrow(NoLongerDelivering);
  });

  test('ends its parts when its renewal is not answered in time', async () => {
    const { clock, happened, a } = await twoBots();
    a.lease.before = silence();
    await until(clock, second(3));
    expect(happened).toEqual(['a stops 1']);
  });

  test('logs it, and leaves nothing unhandled, if its parts fail to end with the term', async () => {
    const { clock, bot, lines } = someBots();
    const a = bot('a', {
      async stop() {
        throw new Error('It does not end.');
      },
    });
    await a.delivery.start();
    a.lease.before = silence();
    expect(await unhandledIn(() => until(clock, second(3)))).toEqual([]);
    expect(lines.join('')).toContain("Delivery didn't end cleanly.");
  });

  test('gives the right up if it was renewed too late', async () => {
    const { clock, happened, leases, a } = await twoBots();
    const answer = gate();
    a.lease.before = answer.passed;
    await until(clock, second(3.5));
    a.lease.before = Promise.resolve();
    answer.open();
    await until(clock, second(3.5));
    expect(happened[0]).toBe('a stops 1');
    expect(leases.asked).toContain('a release');
    expect([happened[1], leases.holds]).toEqual(['b starts 2', 2]);
  });

  test('renews while what it has begun ends, and gives the right up then', async () => {
    const { clock, leases, bot, happened } = someBots();
    const running = gate();
    const a = bot('a', { stop: () => running.passed });
    await a.delivery.start();
    const stopped = a.delivery.stop();
    await until(clock, second(1.999));
    expect(leases.holds).toBe(1);
    running.open();
    await stopped;
    expect(leases.holds).toBeNull();
    expect(happened).toEqual(['a starts 1']);
  });

  test.each(['stops', 'leaves'] as const)(
    'gives up the lease after two seconds if a call hangs when it %s, and makes no more calls',
    async (how) => {
      const { clock, bot, happened } = someBots();
      const [a, b] = [bot('a', { stop: silence }), bot('b')];
      await a.delivery.start();
      await b.delivery.start();
      if (how === 'stops') void a.delivery.stop();
      else a.delivery.offer();
      await until(clock, second(1.999));
      expect(happened).toEqual(['a starts 1']);
      expect(() => a.terms[0]?.assertLasts()).not.toThrow();
      await until(clock, second(2));
      expect(happened).toEqual(['a starts 1', 'b starts 2']);
      expect(() => a.terms[0]?.assertLasts()).toThrow(NoLongerDelivering);
    },
  );

  test('gives the right up if its parts cannot start, and tries again', async () => {
    const { clock, leases, bot, lines } = someBots();
    const works = bot('b');
    let full = true;
    const a = bot('a', { start: async () => (full ? Promise.reject(new Error('full')) : undefined) });
    await works.delivery.start();
    await a.delivery.start();
    await works.delivery.stop();
    await until(clock, second(1));
    expect(leases.holds).toBeNull();
    full = false;
    await until(clock, second(2));
    expect(leases.holds).not.toBeNull();
    expect(lines.filter((line) => line.includes("Couldn't ask who delivers"))).toHaveLength(1);
  });

  test('says once that the database does not answer', async () => {
    const { clock, lines, a } = await twoBots();
    a.lease.cut = true;
    await until(clock, second(60));
    expect(lines.filter((line) => line.includes("Couldn't ask who delivers"))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('no longer delivers'))).toHaveLength(1);
  });
});

describe('A bot that starts', () => {
  test('delivers once it can reach the database', async () => {
    const { clock, bot, happened } = someBots();
    const a = bot('a');
    a.lease.cut = true;
    await a.delivery.start();
    await until(clock, second(10));
    expect(happened).toEqual([]);
    a.lease.cut = false;
    await until(clock, second(11));
    expect(happened).toEqual(['a starts 1']);
  });

  test('fails if its parts cannot start, and leaves the right to others', async () => {
    const { leases, bot } = someBots();
    const a = bot('a', { start: () => Promise.reject(new Error('full')) });
    await expect(a.delivery.start()).rejects.toThrow('full');
    expect(leases.holds).toBeNull();
  });

  test('leaves the right to others if it is stopped while it takes it', async () => {
    const { leases, bot, happened } = someBots();
    const a = bot('a');
    const answer = gate();
    a.lease.before = answer.passed;
    const started = a.delivery.start();
    const stopped = a.delivery.stop();
    answer.open();
    await Promise.all([started, stopped]);
    expect([happened, leases.holds]).toEqual([[], null]);
  });

  test('hears that the right is free while it asks for it', async () => {
    const { clock, bot, happened } = someBots();
    const [a, b] = [bot('a'), bot('b')];
    await a.delivery.start();
    const answer = gate();
    b.lease.before = answer.passed;
    const started = b.delivery.start();
    await a.delivery.stop();
    clock.moveTo(second(0));
    answer.open();
    b.lease.before = Promise.resolve();
    await started;
    await until(clock, second(0));
    expect(happened).toEqual(['a starts 1', 'a stops 1', 'b starts 2']);
  });
});
