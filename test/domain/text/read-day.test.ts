import { describe, expect, test } from 'vitest';
import { dayAfter, dayIn, daysFrom, hourOn, isWeekend, mondayOf } from '../../../src/domain/text/days.ts';
import { readDay } from '../../../src/domain/text/read-day.ts';
import { day } from '../incident/items/support/items.ts';

/** A Saturday. */
const today = day('2026-11-28');

describe('A due date', () => {
  test.each([
    ['2026-12-01', '2026-12-01'],
    ['2026-12-01.', '2026-12-01'],
    ['today', '2026-11-28'],
    ['Tomorrow', '2026-11-29'],
    ['by yesterday', '2026-11-27'],
    ['Monday', '2026-11-30'],
    ['fri', '2026-12-04'],
    ['thurs', '2026-12-03'],
    ['saturday', '2026-12-05'],
    ['this Friday', '2026-12-04'],
    ['coming tue', '2026-12-01'],
    ['on Monday', '2026-11-30'],
    ['by next Monday', '2026-11-30'],
    ['Due: Friday', '2026-12-04'],
    ['due by tomorrow', '2026-11-29'],
    ['in 3 days', '2026-12-01'],
    ['in  2  weeks', '2026-12-12'],
    ['in a week', '2026-12-05'],
    ['in 3 months', '2027-02-28'],
  ])('is read from "%s"', (written, expected) => {
    expect(readDay(written, today)).toBe(expected);
  });

  test.each([
    ['2026-11-25', 'next Monday', '2026-11-30'],
    ['2026-11-25', 'next fri', '2026-12-04'],
    ['2026-11-25', 'next Sunday', '2026-12-06'],
    ['2026-11-28', 'next Monday', '2026-11-30'],
    ['2026-11-30', 'next Monday', '2026-12-07'],
    ['2026-12-30', 'next Friday', '2027-01-08'],
  ] as const)('of next week, seen from %s, is read from "%s"', (from, written, expected) => {
    expect(readDay(written, day(from))).toBe(expected);
  });

  test.each([
    ...[
      '2026-02-30',
      'webhooks',
      'the release',
      'su',
      'next week',
      'next tomorrow',
      'in days',
      'sundaymorning',
    ],
    ...['next', 'on', 'this', ''],
  ])('isn\'t found in "%s"', (written) => {
    expect(readDay(written, today)).toBeNull();
  });
});

describe('Days', () => {
  test('are counted across a daylight saving change and the end of a year', () => {
    expect(dayAfter(day('2026-12-31'), 1)).toBe('2027-01-01');
    expect(daysFrom(day('2027-03-27'), day('2027-03-29'))).toBe(2);
    expect(mondayOf(day('2026-11-29'))).toBe('2026-11-23');
    expect([day('2026-11-28'), day('2026-11-29'), day('2026-11-30')].map(isWeekend)).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('begin when they begin in the zone', () => {
    const nine = hourOn(day('2026-12-01'), 9, 'Pacific/Auckland');
    expect(new Date(nine).toISOString()).toBe('2026-11-30T20:00:00.000Z');
    expect(dayIn(nine, 'Pacific/Auckland')).toBe('2026-12-01');
    expect(new Date(hourOn(day('2027-03-28'), 9, 'Europe/Berlin')).toISOString()).toBe(
      '2027-03-28T07:00:00.000Z',
    );
    expect(new Date(hourOn(day('2026-11-01'), 9, 'America/New_York')).toISOString()).toBe(
      '2026-11-01T14:00:00.000Z',
    );
  });
});
