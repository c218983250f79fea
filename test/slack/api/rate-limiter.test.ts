import { describe, expect, test } from 'vitest';
import { postponed, retryLater } from '../../../src/app/worker/outcome.ts';
import { slackFailure } from '../../../src/slack/api/failures.ts';
import { RateLimited } from '../../../src/slack/api/rate-limited-client.ts';
import { RateLimiter } from '../../../src/slack/api/rate-limiter.ts';

/** How many of `tries` calls in a row may be made without waiting. */
const passed = (limiter: RateLimiter, method: string, tries: number, channel: string | null = null): number =>
  Array.from({ length: tries }, () => limiter.take(method, channel)).filter((wait) => wait === 0).length;

describe('The pace of the outbox', () => {
  test('keeps a method within its tier', () => {
    const limiter = new RateLimiter(() => 0);
    expect(passed(limiter, 'pins.add', 100)).toBe(20);
    expect(passed(limiter, 'chat.update', 100)).toBe(50);
  });

  test('says how long the next call waits, and lets it pass after that', () => {
    let now = 1_000;
    const limiter = new RateLimiter(() => now);
    passed(limiter, 'pins.add', 20);
    now += 20_000;
    const wait = limiter.take('pins.add', null);
    expect(wait).toBe(41_000);
    now += wait;
    expect(limiter.take('pins.add', null)).toBe(0);
  });

  test('lets a short burst into a channel, then one message a second', () => {
    let now = 0;
    const limiter = new RateLimiter(() => now);
    expect(passed(limiter, 'chat.postMessage', 10, 'C1')).toBe(3);
    for (let second = 0; second < 30; second += 1) {
      now += 1_000;
      expect(passed(limiter, 'chat.postMessage', 10, 'C1')).toBe(1);
    }
  });

  test('leaves a channel the room of a message that Slack refused, but no more than a burst', () => {
    let now = 0;
    const limiter = new RateLimiter(() => now);
    passed(limiter, 'chat.postMessage', 3, 'C1');
    limiter.giveBack('chat.postMessage', 'C1');
    expect(passed(limiter, 'chat.postMessage', 10, 'C1')).toBe(1);
    now += 60_000;
    limiter.giveBack('chat.postMessage', 'C1');
    limiter.giveBack('chat.postMessage', 'C2');
    expect(passed(limiter, 'chat.postMessage', 10, 'C1')).toBe(3);
    expect(passed(limiter, 'chat.postMessage', 10, 'C2')).toBe(3);
  });

  test("doesn't delay one channel because of another", () => {
    const limiter = new RateLimiter(() => 0);
    passed(limiter, 'chat.postMessage', 10, 'C1');
    expect(limiter.take('chat.postMessage', 'C2')).toBe(0);
  });

  test("doesn't block a channel when the clock jumps back an hour", () => {
    let now = 10_000_000;
    const limiter = new RateLimiter(() => now);
    passed(limiter, 'chat.postMessage', 3, 'C1');
    now -= 3_600_000;
    expect(limiter.take('chat.postMessage', 'C1')).toBeLessThanOrEqual(1_000);
  });

  test("doesn't block a channel when the clock jumps back behind a burst", () => {
    let now = 24 * 3_600_000;
    const limiter = new RateLimiter(() => now);
    expect(passed(limiter, 'chat.postMessage', 4, 'C1')).toBe(3);
    now = 0;
    expect(passed(limiter, 'chat.postMessage', 4, 'C1')).toBe(3);
    now = 1_000;
    expect(passed(limiter, 'chat.postMessage', 2, 'C1')).toBe(1);
  });

  test("ignores methods that Slack doesn't count", () => {
    expect(passed(new RateLimiter(() => 0), 'auth.test', 1_000)).toBe(1_000);
  });

  test('leaves part of the limits to people when nobody waits for a call', () => {
    const limiter = new RateLimiter(() => 0);
    const edits = Array.from({ length: 100 }, () => limiter.take('chat.update', null, 'background'));
    expect(edits.filter((wait) => wait === 0)).toHaveLength(35);
    expect(passed(limiter, 'chat.update', 100)).toBe(15);
    const posts = Array.from({ length: 300 }, (_, n) =>
      limiter.take('chat.postMessage', `C${n}`, 'background'),
    );
    expect(posts.filter((wait) => wait === 0)).toHaveLength(180);
    expect(passed(limiter, 'chat.postMessage', 300)).toBe(60);
  });

  test('pauses a method for as long as Slack asked', () => {
    let now = 0;
    const limiter = new RateLimiter(() => now);
    limiter.hold('chat.update', 'C1', 30_000);
    now = 10_000;
    expect(limiter.held('chat.update', 'C2')).toBe(20_000);
    expect(limiter.held('pins.add', null)).toBe(0);
    now = 30_000;
    expect(limiter.held('chat.update', 'C2')).toBe(0);
  });

  test('pauses a method for the longest wait that Slack asked for', () => {
    let now = 0;
    const limiter = new RateLimiter(() => now);
    limiter.hold('chat.update', null, 60_000);
    now = 10_000;
    limiter.hold('chat.update', null, 1_000);
    expect(limiter.held('chat.update', null)).toBe(50_000);
    limiter.hold('chat.update', null, 90_000);
    expect(limiter.held('chat.update', null)).toBe(90_000);
  });

  test('pauses messages only to the channel that Slack asked about', () => {
    const limiter = new RateLimiter(() => 0);
    limiter.hold('chat.postMessage', 'C1', 30_000);
    expect([limiter.held('chat.postMessage', 'C1'), limiter.held('chat.postMessage', 'C2')]).toEqual([
      30_000, 0,
    ]);
  });

  test('pauses nothing for an hour because the clock was set back by one', () => {
    let now = 3_600_000;
    const limiter = new RateLimiter(() => now);
    limiter.hold('chat.update', null, 30_000);
    now = 0;
    expect(limiter.held('chat.update', null)).toBe(0);
  });

  test('remembers no channel for longer than it has to wait, however many there were', () => {
    let now = 0;
    const limiter = new RateLimiter(() => now);
    for (let i = 0; i < 5_000; i += 1) {
      now += 300;
      expect(limiter.take('chat.postMessage', `C${i}`)).toBe(0);
      limiter.hold('chat.postMessage', `D${i}`, 3_000);
      expect(limiter.size).toBeLessThan(25);
    }
  });

  test('remembers no channel forever because the clock was set back', () => {
    let now = 3_600_000;
    const limiter = new RateLimiter(() => now);
    for (let i = 0; i < 100; i += 1) limiter.take('chat.postMessage', `C${i}`);
    now = 0;
    limiter.take('chat.postMessage', 'C1');
    expect(limiter.size).toBe(1);
  });

  test('counts a call that Slack asked to wait with as a failed attempt', () => {
    expect(slackFailure(new RateLimited('pins.add', 500, true), 1_000, 1)).toEqual(
      retryLater('Slack asked to wait', 1_500),
    );
  });

  test('lets a call come back later without counting as an attempt', () => {
    expect(slackFailure(new RateLimited('pins.add', 500, false), 1_000, 1)).toEqual(
      postponed("waiting for Slack's rate limits", 1_500),
    );
  });
});
