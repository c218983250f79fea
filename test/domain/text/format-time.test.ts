import { describe, expect, test } from 'vitest';
import { calendarDay, clockTime, moment, zoneName } from '../../../src/domain/text/format-time.ts';
import { utc } from '../support/fixtures.ts';

describe('A time in words', () => {
  test.each([
    ['UTC', '2026-11-20T19:05:00Z', '2026-11-20', '19:05'],
    ['Asia/Kolkata', '2026-11-20T19:05:00Z', '2026-11-21', '00:35'],
    ['Australia/Adelaide', '2026-11-20T19:05:00Z', '2026-11-21', '05:35'],
    ['Australia/Adelaide', '2026-07-20T19:05:00Z', '2026-07-21', '04:35'],
    ['America/New_York', '2026-11-20T04:05:00Z', '2026-11-19', '23:05'],
    ['UTC', '2028-02-29T23:59:59Z', '2028-02-29', '23:59'],
    ['UTC', '2027-01-01T00:00:00Z', '2027-01-01', '00:00'],
  ])('in %s at %s is %s %s', (zone, at, day, time) => {
    expect([calendarDay(utc(at), zone), clockTime(utc(at), zone)]).toEqual([day, time]);
  });

  test('is in UTC if no zone is named', () => {
    expect([calendarDay(0), clockTime(0)]).toEqual(['1970-01-01', '00:00']);
  });
});

describe("A zone's name", () => {
  test.each([
    ['UTC', '2026-11-20T12:00:00Z', 'UTC'],
    ['Asia/Kolkata', '2026-11-20T12:00:00Z', 'GMT+5:30'],
    ['Europe/Berlin', '2026-01-20T12:00:00Z', 'GMT+1'],
    ['Europe/Berlin', '2026-07-20T12:00:00Z', 'GMT+2'],
    ['Australia/Adelaide', '2026-01-20T12:00:00Z', 'GMT+10:30'],
    ['Australia/Adelaide', '2026-07-20T12:00:00Z', 'GMT+9:30'],
    ['America/New_York', '2026-07-20T12:00:00Z', 'EDT'],
  ])('for %s at %s is %s', (zone, at, name) => {
    expect(zoneName(utc(at), zone)).toBe(name);
  });
});

describe('A moment relative to now', () => {
  const now = utc('2026-11-20T14:00:00Z');

  test.each([
    ['today has no date', '2026-11-20T14:30:00Z', 'UTC', '14:30 UTC'],
    ['tomorrow has one', '2026-11-21T09:00:00Z', 'UTC', '2026-11-21 09:00 UTC'],
    ['yesterday has one', '2026-11-19T23:59:00Z', 'UTC', '2026-11-19 23:59 UTC'],
    [
      'tomorrow in the zone, today in UTC',
      '2026-11-20T18:30:00Z',
      'Asia/Kolkata',
      '2026-11-21 00:00 GMT+5:30',
    ],
    ['today in the zone, tomorrow in UTC', '2026-11-21T01:00:00Z', 'America/New_York', '20:00 EST'],
    ['one year on is another day', '2027-11-20T14:00:00Z', 'UTC', '2027-11-20 14:00 UTC'],
  ])('%s', (_name, at, zone, words) => {
    expect(moment(utc(at), now, zone)).toBe(words);
  });
});
