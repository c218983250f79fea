import { describe, expect, test } from 'vitest';
import { nextUpdate, respondBy } from '../../../src/domain/decide/response-policy.ts';
import {
  addSpan,
  approxDuration,
  hoursAndMinutes,
  parseSpan,
  wholeMinutes,
} from '../../../src/domain/text/duration.ts';
import { policy, utc } from '../support/fixtures.ts';

const later = (from: string, span: string, zone = 'UTC'): string => {
  const parsed = parseSpan(span);
  return parsed ? new Date(addSpan(utc(from), parsed, zone)).toISOString() : 'no span';
};

describe('A duration in the settings', () => {
  test.each([
    ['90s', { amount: 90, unit: 's' }],
    ['15m', { amount: 15, unit: 'm' }],
    [' 1h ', { amount: 1, unit: 'h' }],
    ['1d', { amount: 1, unit: 'd' }],
    ['2bd', { amount: 2, unit: 'bd' }],
  ])('%s is read', (text, span) => {
    expect(parseSpan(text)).toEqual(span);
  });

  test.each(['', '0m', '-5m', '1.5h', '15', 'm', '15 m', '1w', '15M', '1000000m', '1h30m'])(
    '%j is refused',
    (text) => {
      expect(parseSpan(text)).toBeNull();
    },
  );
});

describe('A moment one duration later', () => {
  test.each([
    ['over midnight', '2026-11-20T23:50:00Z', '15m', '2026-11-21T00:05:00.000Z'],
    ['over the end of a month', '2026-01-31T10:00:00Z', '1d', '2026-02-01T10:00:00.000Z'],
    ['over the end of a year', '2026-12-31T23:59:30Z', '90s', '2027-01-01T00:01:00.000Z'],
    ['to a leap day', '2028-02-28T10:00:00Z', '1d', '2028-02-29T10:00:00.000Z'],
    ['over a leap day', '2028-02-28T10:00:00Z', '2d', '2028-03-01T10:00:00.000Z'],
    ['over a February without one', '2027-02-28T10:00:00Z', '1d', '2027-03-01T10:00:00.000Z'],
    ['several days on', '2026-11-20T10:00:00Z', '10d', '2026-11-30T10:00:00.000Z'],
  ])('%s', (_name, from, span, to) => {
    expect(later(from, span)).toBe(to);
  });
});

describe('Days across a daylight saving change', () => {
  test.each([
    ['spring in Berlin is 23 hours', '2026-03-28T10:00:00Z', 'Europe/Berlin', '2026-03-29T09:00:00.000Z'],
    ['autumn in Berlin is 25 hours', '2026-10-24T10:00:00Z', 'Europe/Berlin', '2026-10-25T11:00:00.000Z'],
    [
      'spring in Adelaide is 23 hours',
      '2026-10-03T10:00:00Z',
      'Australia/Adelaide',
      '2026-10-04T09:00:00.000Z',
    ],
    [
      'autumn in Adelaide is 25 hours',
      '2026-04-04T10:00:00Z',
      'Australia/Adelaide',
      '2026-04-05T11:00:00.000Z',
    ],
    ['Kolkata never changes', '2026-03-28T20:00:00Z', 'Asia/Kolkata', '2026-03-29T20:00:00.000Z'],
    [
      'a clock time that is skipped comes an hour later',
      '2026-03-28T01:30:00Z',
      'Europe/Berlin',
      '2026-03-29T01:30:00.000Z',
    ],
  ])('%s', (_name, from, zone, to) => {
    expect(later(from, '1d', zone)).toBe(to);
  });

  test('leave hours alone: 24 of them stay 24', () => {
    expect(later('2026-03-28T10:00:00Z', '24h', 'Europe/Berlin')).toBe('2026-03-29T10:00:00.000Z');
  });

  test("keep a business day's clock time too", () => {
    // Friday 12:00 in Berlin (CEST) to Monday 12:00 (CET).
    expect(later('2026-10-23T10:00:00Z', '1bd', 'Europe/Berlin')).toBe('2026-10-26T11:00:00.000Z');
  });
});

describe('Business days', () => {
  test.each([
    ['from Thursday is Friday', '2026-11-19T10:00:00Z', '1bd', '2026-11-20T10:00:00.000Z'],
    ['from Friday is Monday', '2026-11-20T10:00:00Z', '1bd', '2026-11-23T10:00:00.000Z'],
    ['from Saturday is Monday', '2026-11-21T10:00:00Z', '1bd', '2026-11-23T10:00:00.000Z'],
    ['from Sunday is Monday', '2026-11-22T10:00:00Z', '1bd', '2026-11-23T10:00:00.000Z'],
    ['five are a week', '2026-11-20T10:00:00Z', '5bd', '2026-11-27T10:00:00.000Z'],
    ['ten are two', '2026-11-20T10:00:00Z', '10bd', '2026-12-04T10:00:00.000Z'],
  ])('one %s', (_name, from, span, to) => {
    expect(later(from, span)).toBe(to);
  });

  test.each([
    // Friday 20:00 UTC is Saturday 01:30 in Kolkata: Monday there is Sunday 20:00 UTC.
    ['already Saturday in Kolkata', '2026-11-20T20:00:00Z', 'Asia/Kolkata', '2026-11-22T20:00:00.000Z'],
    // Sunday 20:00 UTC is Monday 01:30 in Kolkata.
    ['already Monday in Kolkata', '2026-11-22T20:00:00Z', 'Asia/Kolkata', '2026-11-23T20:00:00.000Z'],
    // Saturday 04:00 UTC is Friday 20:00 in Los Angeles.
    [
      'still Friday in Los Angeles',
      '2026-11-21T04:00:00Z',
      'America/Los_Angeles',
      '2026-11-24T04:00:00.000Z',
    ],
    // Monday 02:00 UTC is Sunday 18:00 in Los Angeles.
    [
      'still Sunday in Los Angeles',
      '2026-11-23T02:00:00Z',
      'America/Los_Angeles',
      '2026-11-24T02:00:00.000Z',
    ],
  ])('are those of the zone: %s', (_name, from, zone, to) => {
    expect(later(from, '1bd', zone)).toBe(to);
  });
});

describe("A severity's deadlines", () => {
  test('count days in the configured zone', () => {
    const kolkata = { ...policy, timeZone: 'Asia/Kolkata' };
    expect(respondBy(kolkata, 'P4', utc('2026-11-20T20:00:00Z'))).toBe(utc('2026-11-22T20:00:00Z'));
    expect(nextUpdate({ ...policy, timeZone: 'Europe/Berlin' }, 'P4', utc('2026-03-28T10:00:00Z'))).toBe(
      utc('2026-03-29T09:00:00Z'),
    );
  });

  test('are two, each at its own pace', () => {
    expect(respondBy(policy, 'P1', 0)).toBe(15 * 60_000);
    expect(nextUpdate(policy, 'P1', 0)).toBe(30 * 60_000);
  });
});

describe('A duration in words', () => {
  const at = (days: number, hours: number, minutes: number, seconds = 0): number =>
    (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;

  test.each([
    [0, '0 hours 0 minutes'],
    [59_999, '0 hours 0 minutes'],
    [at(0, 0, 1), '0 hours 1 minute'],
    [at(0, 1, 0), '1 hour 0 minutes'],
    [at(0, 2, 5, 59), '2 hours 5 minutes'],
    [at(3, 1, 1), '73 hours 1 minute'],
    [-at(0, 1, 0), '0 hours 0 minutes'],
  ])('of %d ms reads %s', (ms, words) => {
    expect(hoursAndMinutes(ms)).toBe(words);
  });

  test.each([
    [59_999, 'less than a minute'],
    [-1, 'less than a minute'],
    [at(0, 0, 15), '15 min'],
    [at(0, 1, 59), '119 min'],
    [at(0, 2, 0), '2 h'],
    [at(0, 2, 46), '2 h 46 min'],
    [at(1, 23, 59), '47 h 59 min'],
    [at(2, 0, 0), '2 d'],
    [at(9, 23, 0), '9 d 23 h'],
  ])('of %d ms is roughly %s', (ms, words) => {
    expect(approxDuration(ms)).toBe(words);
  });

  test('in whole minutes is rounded down and never negative', () => {
    expect([wholeMinutes(119_999), wholeMinutes(-5)]).toEqual([1, 0]);
  });
});
