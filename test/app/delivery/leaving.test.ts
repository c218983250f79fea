import { describe, expect, test } from 'vitest';
import { second } from '../../domain/support/fixtures.ts';
import { someBots, twoBots } from '../support/delivering-bots.ts';
import { until } from '../support/failing.ts';
import { gate } from '../support/wait-until-idle.ts';

describe('A bot that delivers, and from which Slack accepts nothing,', () => {
  test('leaves delivery to one that Slack accepts, and takes it again once that one stops', async () => {
    const { clock, happened, a, b } = await twoBots();
    a.slack.reached = false;
    a.delivery.offer();
    await until(clock, second(1));
    expect(happened).toEqual(['a stops 1', 'b starts 2']);
    await b.delivery.stop();
    await until(clock, second(3));
    expect(happened.slice(2)).toEqual(['b stops 2', 'a starts 3']);
  });

  test('keeps delivery while Slack accepts nothing from any other bot', async () => {
    const { clock, happened, leases, a, b } = await twoBots();
    a.slack.reached = false;
    b.slack.reached = false;
    for (let s = 0; s < 60; s += 1) {
      a.delivery.offer();
      await until(clock, second(s));
    }
    expect(happened).toEqual([]);
    expect(leases.asked.filter((asked) => asked === 'a offered')).toHaveLength(12);
    expect(leases.asked).not.toContain('b wanted');
  });

  test('ends what runs before it leaves delivery', async () => {
    const { clock, bot, leases, happened } = someBots();
    const running = gate();
    const a = bot('a', { stop: () => running.passed });
    const b = bot('b');
    await a.delivery.start();
    await b.delivery.start();
    a.delivery.offer();
    await until(clock, second(1.999));
    expect(leases.holds).toBe(1);
    running.open();
    await until(clock, second(1.999));
    expect(happened).toEqual(['a starts 1', 'b starts 2']);
  });

  test('takes delivery back if no other bot does within two seconds', async () => {
    const { clock, happened, a, b } = await twoBots();
    a.delivery.offer();
    await b.lease.say('wanted');
    b.lease.cut = true;
    await until(clock, second(1.999));
    expect(happened).toEqual(['a stops 1']);
    await until(clock, second(2));
    expect(happened).toEqual(['a stops 1', 'a starts 2']);
  });
});

describe('A bot that waits to deliver', () => {
  test('is not heard if it wants what nobody has offered', async () => {
    const { clock, happened, b } = await twoBots();
    await b.lease.say('wanted');
    b.delivery.offer();
    await until(clock, second(10));
    expect(happened).toEqual([]);
  });
});
