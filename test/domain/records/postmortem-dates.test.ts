import { describe, expect, test } from 'vitest';
import { postmortem } from '../../../src/domain/records/postmortem.ts';
import { closed, noteAdded, opened, reopened, resolved } from '../support/events.ts';
import { minute, plainName, utc } from '../support/fixtures.ts';
import { record } from '../support/given.ts';

/** A postmortem of an incident with these times; each note is one line of the timeline. */
function written(times: { opened: string; notes?: string[]; resolved: string; closed: string }): string[] {
  const past = [
    { event: opened(), at: utc(times.opened) },
    ...(times.notes ?? []).map((when) => ({ event: noteAdded('x', utc(when)), at: utc(times.resolved) })),
    { event: resolved(), at: utc(times.resolved) },
    { event: closed(), at: utc(times.closed) },
  ];
  return (postmortem(record(past), plainName) ?? '').split('\n');
}
const find = (label: string, lines: string[]) => lines.find((line) => line.startsWith(label));
const times = (lines: string[]) => {
  const from = lines.indexOf('### Timeline') + 1;
  return lines.slice(from, lines.indexOf('', from)).map((line) => /^- (.*?) - /.exec(line)?.[1]);
};

describe('The dates of a postmortem', () => {
  test('are a single date if everything happened on one day', () => {
    const lines = written({
      opened: '2026-11-20T00:00:00Z',
      resolved: '2026-11-20T23:59:59Z',
      closed: '2026-11-20T23:59:59Z',
    });
    expect(find('**Date', lines)).toBe('**Date:** 2026-11-20 00:00 - 23:59 UTC');
    expect(find('**Duration', lines)).toBe('**Duration:** 23 hours 59 minutes');
    expect(times(lines)).toEqual(['00:00', '23:59', '23:59']);
  });

  test('stand at both ends, and on the line where the day changes, if the incident crossed midnight', () => {
    const lines = written({
      opened: '2026-11-20T23:50:00Z',
      notes: ['2026-11-20T23:55:00Z', '2026-11-21T00:01:00Z'],
      resolved: '2026-11-21T00:20:00Z',
      closed: '2026-11-21T01:00:00Z',
    });
    expect(find('**Date', lines)).toBe('**Date:** 2026-11-20 23:50 - 2026-11-21 00:20 UTC');
    expect(find('**Duration', lines)).toBe('**Duration:** 0 hours 30 minutes');
    expect(find('- Duration', lines)).toBe('- Duration of degraded service: 30m');
    expect(times(lines)).toEqual(['23:50', '23:55', '2026-11-21 00:01', '00:20', '01:00']);
  });

  test('change on each new day of an incident that lasts several, over the end of a leap February', () => {
    const lines = written({
      opened: '2028-02-28T22:00:00Z',
      notes: ['2028-02-29T12:00:00Z', '2028-02-29T13:00:00Z'],
      resolved: '2028-03-01T23:05:00Z',
      closed: '2028-03-03T09:00:00Z',
    });
    expect(find('**Date', lines)).toBe('**Date:** 2028-02-28 22:00 - 2028-03-01 23:05 UTC');
    expect(find('**Duration', lines)).toBe('**Duration:** 49 hours 5 minutes');
    expect(find('- Duration', lines)).toBe('- Duration of degraded service: 2945m');
    expect(times(lines)).toEqual([
      '22:00',
      '2028-02-29 12:00',
      '13:00',
      '2028-03-01 23:05',
      '2028-03-03 09:00',
    ]);
  });

  test('change on the last line alone if the incident was closed a day later', () => {
    const lines = written({
      opened: '2026-12-31T10:00:00Z',
      resolved: '2026-12-31T11:00:00Z',
      closed: '2027-01-01T09:00:00Z',
    });
    expect(find('**Date', lines)).toBe('**Date:** 2026-12-31 10:00 - 11:00 UTC');
    expect(times(lines)).toEqual(['10:00', '11:00', '2027-01-01 09:00']);
  });

  test('stand on a note of the day before, and again on the first line of the day itself', () => {
    const lines = written({
      opened: '2026-11-20T08:00:00Z',
      notes: ['2026-11-19T22:00:00Z'],
      resolved: '2026-11-20T09:00:00Z',
      closed: '2026-11-20T09:00:00Z',
    });
    expect(times(lines)).toEqual(['2026-11-19 22:00', '2026-11-20 08:00', '09:00', '09:00']);
  });
});

describe('The time of degraded service in a postmortem', () => {
  const day = 24 * 60;
  /** Resolved and reopened at these minutes after the start, in turns. */
  const turns = (...minutes: number[]): string[] => {
    const past = minutes.map((at, i) => ({ event: i % 2 === 0 ? resolved() : reopened(), at: minute(at) }));
    return (postmortem(record([opened(), ...past]), plainName) ?? '').split('\n');
  };
  const section = (lines: string[]) => lines.slice(lines.indexOf('### Degraded Periods') + 1, -1);

  test("doesn't include the time for which the incident was resolved", () => {
    const lines = turns(30, 2 * day, 2 * day + 10);
    expect(find('- Duration', lines)).toBe('- Duration of degraded service: 40m');
    expect(find('**Duration', lines)).toBe('**Duration:** 0 hours 40 minutes');
    expect(find('**Date', lines)).toBe('**Date:** 2026-11-20 14:00 - 2026-11-22 14:10 UTC');
  });

  test('is told period by period if there is more than one', () => {
    expect(section(turns(30, 2 * day, 2 * day + 10))).toEqual([
      '- 2026-11-20 14:00 - 14:30 UTC',
      '- 2026-11-22 14:00 - 14:10 UTC',
    ]);
    expect(turns(30)).not.toContain('### Degraded Periods');
  });

  test('includes every reopening, over midnight and the turn of the year', () => {
    const lines = turns(10, 20, 9 * 60 + 55, 10 * 60 + 10, 42 * day);
    expect(find('- Duration', lines)).toBe(`- Duration of degraded service: ${10 + 575 + 42 * day - 610}m`);
    expect(section(lines)).toEqual([
      '- 2026-11-20 14:00 - 14:10 UTC',
      '- 2026-11-20 14:20 - 23:55 UTC',
      '- 2026-11-21 00:10 - 2027-01-01 14:00 UTC',
    ]);
  });

  test("isn't known while the incident is open again", () => {
    const lines = turns(30, 60);
    expect(find('- Duration', lines)).toBe('- Duration of degraded service: Not recorded');
    expect(section(lines).at(-1)).toBe('- 2026-11-20 15:00 - Not recorded');
  });

  test('is none if the incident was over at once', () => {
    const lines = turns(0);
    expect(find('**Duration', lines)).toBe('**Duration:** 0 hours 0 minutes');
    expect(find('- Duration', lines)).toBe('- Duration of degraded service: 0m');
  });
});
