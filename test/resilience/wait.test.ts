import { AxiosHeaders } from 'axios';
import fc from 'fast-check';
import { Headers as NodeFetchHeaders } from 'node-fetch';
import { describe, expect, test } from 'vitest';
import { waitAsked } from '../../src/resilience/retry-after.ts';
import type { Passing } from '../../src/resilience/verdict.ts';
import { waitBefore } from '../../src/resilience/wait.ts';
import { start } from './virtual-time.ts';

const inSeconds = (seconds: number) => String(start / 1_000 + seconds);

describe('The wait requested by headers', () => {
  test.each([
    ['the reset, in UNIX seconds', { 'x-ratelimit-reset': inSeconds(7) }, 7_000],
    ['a reset that has passed', { 'x-ratelimit-reset': inSeconds(-7) }, -7_000],
    ['a reset in milliseconds', { 'x-ratelimit-reset': String(start + 7_000) }, 7_000],
    ['a repeated reset, as undici gives it', { 'x-ratelimit-reset': [inSeconds(3), inSeconds(9)] }, 3_000],
    ['names in any case', { 'X-RateLimit-Reset': inSeconds(7) }, 7_000],
    ['Retry-After in seconds', { 'retry-after': '12' }, 12_000],
    ['Retry-After as a date', { 'retry-after': new Date(start + 5_000).toUTCString() }, 5_000],
    ['Retry-After before the reset', { 'retry-after': '2', 'x-ratelimit-reset': inSeconds(7) }, 2_000],
    [
      'the reset when Retry-After is unreadable',
      { 'retry-after': 'soon', 'x-ratelimit-reset': inSeconds(7) },
      7_000,
    ],
  ])('is read from %s', (_, headers, waitMs) => {
    expect(waitAsked(headers, start)).toBe(waitMs);
  });

  test.each([
    ['fetch', new Headers({ 'Retry-After': '7' })],
    ['axios', new AxiosHeaders({ 'Retry-After': '7' })],
    ['node-fetch', new NodeFetchHeaders({ 'Retry-After': '7' })],
    ['a Map', new Map([['Retry-After', '7']])],
    ['a list of pairs', [['Retry-After', '7']]],
    ['rawHeaders', ['Server', 'nginx', 'Retry-After', '7']],
    ['an object without a prototype', Object.assign(Object.create(null), { 'retry-after': 7 })],
  ])('is read from the headers of %s', (_, headers) => {
    expect(waitAsked(headers, start)).toBe(7_000);
  });

  test("is measured by the responder's clock", () => {
    const date = new Date(start + 3_600_000).toUTCString();
    expect(waitAsked({ date, 'x-ratelimit-reset': inSeconds(3_607) }, start)).toBe(7_000);
    expect(waitAsked({ date, 'retry-after': new Date(start + 3_605_000).toUTCString() }, start)).toBe(5_000);
  });

  test('is measured by our clock if theirs cannot be read', () => {
    expect(waitAsked({ date: 'today', 'x-ratelimit-reset': inSeconds(7) }, start)).toBe(7_000);
  });

  test('is read from fetch headers, including repeated ones', () => {
    const headers = new Headers([
      ['X-RateLimit-Reset', inSeconds(3)],
      ['X-RateLimit-Reset', inSeconds(9)],
    ]);
    expect(waitAsked(headers, start)).toBe(3_000);
  });

  test.each([
    ['no headers', undefined],
    ['empty ones', {}],
    ['a negative reset', { 'x-ratelimit-reset': '-5' }],
    ['a reset in words', { 'x-ratelimit-reset': 'tomorrow' }],
    ['a negative Retry-After', { 'retry-after': '-5' }],
    ['a Retry-After that is a date of no zone', { 'retry-after': '2026-11-21' }],
  ])('is absent in %s', (_, headers) => {
    expect(waitAsked(headers, start)).toBeNull();
  });

  test('is never NaN, whatever the headers contain', () => {
    const value = fc.oneof(fc.string(), fc.integer().map(String), fc.array(fc.string()), fc.double());
    const headers = fc.record({ 'retry-after': value, 'x-ratelimit-reset': value });
    fc.assert(
      fc.property(headers, (some) => {
        expect(waitAsked(some, start)).not.toBeNaN();
      }),
    );
  });
});

describe('The wait before a retry', () => {
  const limited = (waitMs: number | null): Passing => ({ kind: 'limited', status: 429, waitMs, because: '' });

  test('is within the clamp, or there is none, whatever was requested', () => {
    const asked = fc.oneof(fc.constant(null), fc.double(), fc.integer());
    const clamps = fc.tuple(fc.nat(100_000), fc.nat(100_000)).map(([a, b]) => ({
      minWaitMs: Math.min(a, b),
      maxWaitMs: Math.max(a, b),
    }));
    const chance = fc.double({ min: 0, max: 1 });
    fc.assert(
      fc.property(
        asked,
        fc.integer({ min: 1, max: 2_000 }),
        clamps,
        chance,
        (waitMs, retry, clamp, random) => {
          const wait = waitBefore(limited(waitMs), retry, clamp, () => random);
          if (wait === null) return;
          expect(wait).toBeGreaterThanOrEqual(clamp.minWaitMs);
          expect(wait).toBeLessThanOrEqual(clamp.maxWaitMs);
        },
      ),
    );
  });

  const clamp = { minWaitMs: 1_000, maxWaitMs: 60_000 };

  test('is never shorter than requested', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000, max: 600_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (asked, random) => {
          const wait = waitBefore(limited(asked), 1, clamp, () => random);
          expect(wait ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(asked);
        },
      ),
    );
  });

  test.each([
    [60_000, 60_000],
    [60_001, null],
  ])('requested as %i ms, with 60 s as the longest, is %j', (asked, waitMs) => {
    expect(waitBefore(limited(asked), 1, clamp, () => 0.5)).toBe(waitMs);
  });

  test('is spread out if everyone was asked to come back at the same moment', () => {
    const waits = [0, 0.25, 0.75].map((random) => waitBefore(limited(5_000), 1, clamp, () => random));
    expect(waits).toEqual([5_000, 5_250, 5_750]);
  });

  test('requested as NaN is as if nothing was requested', () => {
    expect(waitBefore(limited(Number.NaN), 1, clamp, () => 0.5)).toBe(1_500);
  });

  test('is the shortest if the random source returns no number', () => {
    expect(waitBefore(limited(5_000), 1, clamp, () => Number.NaN)).toBe(1_000);
  });

  test.each([
    [1, 2_000],
    [2, 4_000],
    [3, 8_000],
    [9, 60_000],
  ])('number %i without a request is between 1 s and %i ms', (retry, longest) => {
    const waits = [0, 1].map((random) => waitBefore(limited(null), retry, clamp, () => random));
    expect(waits).toEqual([1_000, longest]);
  });
});
