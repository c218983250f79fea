import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarDay, clockTime } from '../../../src/domain/text/format-time.ts';
import { type ReadTime, readPastTime } from '../../../src/domain/text/read-time.ts';
import { overhear } from '../../support/overhear.ts';

const utc = (iso: string): number => Date.parse(iso);
const now = utc('2026-11-21T14:00:00Z');
const read = (text: string, at = now, zone = 'UTC'): ReadTime => readPastTime(text, at, zone);
const iso = (one: ReadTime): string => ('at' in one ? new Date(one.at).toISOString() : one.problem);

describe('A typed time', () => {
  test.each([
    ['-25m', '2026-11-21T13:35:00.000Z'],
    ['25m ago', '2026-11-21T13:35:00.000Z'],
    ['−1h', '2026-11-21T13:00:00.000Z'],
    ['-1h30m', '2026-11-21T12:30:00.000Z'],
    ['2 hours 5 minutes ago', '2026-11-21T11:55:00.000Z'],
    ['-2d', '2026-11-19T14:00:00.000Z'],
    ['-90s', '2026-11-21T13:58:30.000Z'],
    ['09:10', '2026-11-21T09:10:00.000Z'],
    ['9:10', '2026-11-21T09:10:00.000Z'],
    ['at 9.10', '2026-11-21T09:10:00.000Z'],
    ['14:00', '2026-11-21T14:00:00.000Z'],
    ['00:00', '2026-11-21T00:00:00.000Z'],
    ['14:01', '2026-11-20T14:01:00.000Z'],
    ['2026-11-20 09:10', '2026-11-20T09:10:00.000Z'],
    ['2026-11-20T09:10', '2026-11-20T09:10:00.000Z'],
    ['2026-11-22 09:10', '2026-11-22T09:10:00.000Z'],
  ])('%j is %s', (text, expected) => {
    expect(iso(read(text))).toBe(expected);
  });

  test.each([
    '',
    'noon',
    '25',
    '24:00',
    '9:60',
    '2026-11-20',
    '-25',
    'yesterday 09:10',
    '1e9m',
    '<!channel>',
  ])("%j isn't a time, and the sentence says how to write one", (text) => {
    expect(overhear(iso(read(text)))).toMatch(
      / isn't a time\. Give a time \(09:10\), how long ago it was \(-25m\), or a date \(2026-11-27 09:10\)\.$/,
    );
  });

  test.each([
    ['2026-02-30 09:10', 'There was no 09:10 on 2026-02-30 in UTC.'],
    ['2026-13-01 09:10', 'There was no 09:10 on 2026-13-01 in UTC.'],
    ['-99999d', '"-99999d" is too long ago.'],
    ['1900-01-01 00:00', '"1900-01-01 00:00" is too long ago.'],
  ])('%j never existed', (text, sentence) => {
    expect(overhear(iso(read(text)))).toContain(sentence);
  });
});

describe('A clock time in a zone', () => {
  test.each([
    ['09:10', 'Europe/Berlin', '2026-11-21T08:10:00.000Z'],
    ['09:10', 'Asia/Kolkata', '2026-11-21T03:40:00.000Z'],
    ['09:10 UTC', 'Europe/Berlin', '2026-11-21T09:10:00.000Z'],
    ['09:10Z', 'Asia/Kolkata', '2026-11-21T09:10:00.000Z'],
    // In Auckland it is 03:00 on the 22nd.
    ['02:30', 'Pacific/Auckland', '2026-11-21T13:30:00.000Z'],
    ['09:10', 'Pacific/Auckland', '2026-11-20T20:10:00.000Z'],
  ])('%s in %s', (text, zone, expected) => {
    expect(iso(read(text, now, zone))).toBe(expected);
  });

  test('that occurs twice is the later one, or the earlier one while that is in the future', () => {
    const berlin = (text: string, at: string) => iso(read(text, utc(at), 'Europe/Berlin'));
    expect(berlin('02:30', '2026-10-25T08:00:00Z')).toBe('2026-10-25T01:30:00.000Z');
    expect(berlin('02:30', '2026-10-25T01:00:00Z')).toBe('2026-10-25T00:30:00.000Z');
    expect(berlin('02:30', '2026-10-25T00:10:00Z')).toBe('2026-10-24T00:30:00.000Z');
    expect(berlin('2026-10-25 02:30', '2026-10-26T08:00:00Z')).toBe('2026-10-25T01:30:00.000Z');
  });

  test.each(['02:30', '2026-03-29 02:30'])("%j that the clock skips doesn't exist", (text) => {
    expect(overhear(iso(read(text, utc('2026-03-29T08:00:00Z'), 'Europe/Berlin')))).toBe(
      'There was no 02:30 on 2026-03-29 in Europe/Berlin. Give a time (09:10), how long ago it was (-25m), or a date (2026-11-27 09:10).',
    );
  });
});

describe('Whatever someone types as a time,', () => {
  const zone = fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
  );
  const moment = fc.integer({ min: utc('2025-01-01T00:00:00Z'), max: utc('2028-01-01T00:00:00Z') });
  const shown = (ms: number, timeZone: string) => `${calendarDay(ms, timeZone)} ${clockTime(ms, timeZone)}`;

  test('a clock time within the last day is the last time the clock showed it', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 22 * 60 }), zone, (at, ago, timeZone) => {
        const then = at - ago * 60_000;
        const found = readPastTime(clockTime(then, timeZone), at, timeZone);
        if (!('at' in found)) return expect(found.problem).toMatch(/^There was no /);
        expect(found.at).toBeLessThanOrEqual(at);
        expect(clockTime(found.at, timeZone)).toBe(clockTime(then, timeZone));
        expect(found.at).toBeGreaterThan(then - 60_000);
      }),
    );
  });

  test('a date with a time is read as such, and never as a future one', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 500_000 }), zone, (at, ago, timeZone) => {
        const written = shown(at - ago * 60_000, timeZone);
        const found = readPastTime(written, at, timeZone);
        if (!('at' in found)) return expect.fail(found.problem);
        expect(shown(found.at, timeZone)).toBe(written);
        expect(found.at).toBeLessThanOrEqual(at);
      }),
    );
  });

  test('minutes ago are subtracted', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 99_999 }), zone, (at, ago, timeZone) => {
        expect(readPastTime(`-${ago}m`, at, timeZone)).toEqual({ at: at - ago * 60_000 });
      }),
    );
  });

  test('the result is a time or a sentence', () => {
    const words = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[-\d: .hmsdT]{0,20}$/),
      fc.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d$/),
    );
    fc.assert(
      fc.property(words, moment, zone, (text, at, timeZone) => {
        const found = readPastTime(text, at, timeZone);
        if ('problem' in found) expect(found.problem).toMatch(/\. Give a time .*\.$/s);
        else expect(Number.isSafeInteger(found.at)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
