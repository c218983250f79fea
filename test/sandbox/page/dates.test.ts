import { describe, expect, it } from 'vitest';
import { momentAt, wallClock } from '../../../packages/slack-sandbox/page/text/wall-clock.ts';
import { ago, clockTime, dayHeading, formatDate } from '../../../packages/slack-sandbox/slack/text/dates.ts';

const now = Date.UTC(2026, 2, 6, 23, 30);
const inNewYork = { zone: 'America/New_York', now };
const inTokyo = { zone: 'Asia/Tokyo', now };

describe('Dates in messages', () => {
  it("are shown in the reader's zone", () => {
    const at = Date.UTC(2026, 2, 6, 14, 5, 9);
    expect(clockTime(inNewYork, at)).toBe('09:05');
    expect(formatDate(inTokyo, at, '{time_secs}')).toBe('23:05:09');
  });

  it.each([
    ['{date_num}', '2025-07-04'],
    ['{date_slash}', '07/04/2025'],
    ['{date}', 'July 4, 2025'],
    ['{date_short}', 'Jul 4, 2025'],
    ['{date_long}', 'Friday, July 4, 2025'],
    ['{date_short_pretty} at {time}', 'Jul 4, 2025 at 12:00'],
    ['{nonsense}', '{nonsense}'],
  ])('%s reads %s', (format, text) => {
    expect(formatDate({ zone: 'UTC', now }, Date.UTC(2025, 6, 4, 12), format)).toBe(text);
  });

  it("say today, yesterday, or tomorrow by the reader's own day", () => {
    const at = Date.UTC(2026, 2, 6, 14);
    expect(formatDate(inNewYork, at, '{date_pretty}')).toBe('today');
    expect(formatDate(inTokyo, at, '{date_pretty}')).toBe('yesterday');
    expect(dayHeading(inTokyo, at)).toBe('Yesterday');
    expect(dayHeading(inTokyo, Date.UTC(2026, 2, 2, 5))).toBe('Monday, March 2');
    expect(dayHeading(inTokyo, Date.UTC(2025, 2, 2, 5))).toBe('Sunday, March 2, 2025');
  });

  it.each([
    [20_000, 'just now'],
    [60_000, '1 minute ago'],
    [-7_200_000, 'in 2 hours'],
    [172_800_000, '2 days ago'],
  ])('from %d ms ago read %s', (ms, text) => {
    expect(ago(ms)).toBe(text);
  });
});

describe('A date and time picker', () => {
  it.each(['Europe/London', 'America/New_York', 'Asia/Kolkata'])('round-trips a time in %s', (zone) => {
    const moment = Date.UTC(2026, 6, 1, 9, 30) / 1000;
    expect(momentAt(wallClock(moment, zone), zone)).toBe(moment);
  });

  it('shows the local time of the zone', () => {
    expect(wallClock(Date.UTC(2026, 6, 1, 9, 30) / 1000, 'America/New_York')).toBe('2026-07-01T05:30');
  });

  it('has no value until both date and time are chosen', () => {
    expect(momentAt('2026-07-01', 'UTC')).toBeNull();
  });

  it.each(['0002', '0020', '0202'])('has no value when of the year 2026 only %s is typed', (typed) => {
    expect(momentAt(`${typed}-07-01T09:30`, 'UTC')).toBeNull();
  });
});
