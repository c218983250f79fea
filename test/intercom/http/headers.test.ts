import { describe, expect, test } from 'vitest';
import { clockSkew, retryAfter } from '../../../src/intercom/http/headers.ts';
import { now } from '../support/server.ts';

describe('Retry-After', () => {
  test.each([
    ['30', 30_000],
    ['0', 0],
    ['Sat, 21 Nov 2026 12:02:00 GMT', 120_000],
    ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
    ['999999', 86_400_000],
    ['soon', null],
    ['-5', null],
    ['10, 20', null],
    ['', null],
  ])('%j means a wait of %j ms', (header, ms) => {
    expect(retryAfter({ 'retry-after': header }, now())).toBe(ms);
  });
});

test("A server's clock is read from the Date header", () => {
  expect(clockSkew({ date: 'Sat, 21 Nov 2026 12:01:30 GMT' }, now())).toBe(90_000);
  expect(clockSkew({}, now())).toBeNull();
});

test("The time a response spent in a cache doesn't count as clock skew", () => {
  expect(clockSkew({ date: 'Sat, 21 Nov 2026 11:00:00 GMT', age: '3600' }, now())).toBe(0);
  expect(clockSkew({ date: 'Sat, 21 Nov 2026 12:00:00 GMT', age: 'long' }, now())).toBe(0);
});
