import { describe, expect, test } from 'vitest';
import { SlackClock } from '../../../src/slack/api/slack-clock.ts';
import { SlackReach } from '../../../src/slack/api/slack-reach.ts';

describe('Whether Slack accepts calls', () => {
  test('is known from a call that it has accepted since, without asking', async () => {
    let asked = 0;
    const reach = new SlackReach(async () => {
      asked += 1;
    });
    const before = reach.taken();
    reach.took('auth.test');
    expect(await reach.since(before)).toBe(true);
    expect(asked).toBe(0);
  });

  test("is asked once for everyone who wants to know, if it isn't known", async () => {
    let asked = 0;
    const reach = new SlackReach(async () => {
      asked += 1;
      reach.took('auth.test');
    });
    expect(await Promise.all([reach.since(0), reach.since(0)])).toEqual([true, true]);
    expect(asked).toBe(1);
  });

  test('is known separately for each call', () => {
    const reach = new SlackReach(async () => {});
    reach.took('chat.postMessage C1');
    const before = reach.taken();
    reach.took('chat.postMessage C2');
    expect(reach.tookSince(before, 'chat.postMessage C1')).toBe(false);
    expect(reach.tookSince(before, 'chat.postMessage C2')).toBe(true);
  });

  test('is remembered only for the latest calls', () => {
    const reach = new SlackReach(async () => {});
    for (let i = 0; i < 2_000; i += 1) reach.took(`chat.postMessage C${i}`);
    expect(reach.tookSince(0, 'chat.postMessage C0')).toBe(false);
    expect(reach.tookSince(1_998, 'chat.postMessage C1999')).toBe(true);
  });

  test("is false if it doesn't accept that call either, which is reported each time", async () => {
    let lost = 0;
    const reach = new SlackReach(
      async () => {
        if (lost < 2) throw new Error('no answer');
        reach.took('auth.test');
      },
      () => {
        lost += 1;
      },
    );
    expect(await reach.since(reach.taken())).toBe(false);
    expect(await reach.since(reach.taken())).toBe(false);
    expect(await reach.since(reach.taken())).toBe(true);
    expect(lost).toBe(2);
  });
});

describe("The time by Slack's clock", () => {
  test("isn't known before its first response", () => {
    expect(new SlackClock().now()).toBeNull();
  });

  test('is what its response said, and continues from there', () => {
    const clock = new SlackClock();
    clock.observe(1_795_269_600_000);
    const now = clock.now() ?? 0;
    expect(now).toBeGreaterThanOrEqual(1_795_269_600_000);
    expect(now).toBeLessThan(1_795_269_660_000);
  });
});
