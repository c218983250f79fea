import { describe, expect, test } from 'vitest';
import { postmortem } from '../../src/domain/postmortem.ts';
import { closed, noteAdded, opened, resolved } from './support/events.ts';
import { plainName, utc } from './support/fixtures.ts';
import { record } from './support/given.ts';

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

describe('the dates of a postmortem', () => {
  test('within one day are one', () => {
    const lines = written({
      opened: '2026-11-20T00:00:00Z',
      resolved: '2026-11-20T23:59:59Z',
      closed: '2026-11-20T23:59:59Z',
    });
    expect(find('**Date', lines)).toBe('**Date:** 2026-11-20 00:00 - 23:59 UTC');
    expect(find('**Duration', lines)).toBe('**Duration:** 23 hours 59 minutes');
    expect(times(lines)).toEqual(['00:00', '23:59', '23:59']);
  });

  test('over midnight stand on both ends and where the day changes', () => {
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

  test('over several days and the end of a leap February', () => {
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

  test('of an incident that was closed a day later change on the last line only', () => {
    const lines = written({
      opened: '2026-12-31T10:00:00Z',
      resolved: '2026-12-31T11:00:00Z',
      closed: '2027-01-01T09:00:00Z',
    });
    expect(find('**Date', lines)).toBe('**Date:** 2026-12-31 10:00 - 11:00 UTC');
    expect(times(lines)).toEqual(['10:00', '11:00', '2027-01-01 09:00']);
  });

  test('have one on a note of the day before, and again on the first line of the day itself', () => {
    const lines = written({
      opened: '2026-11-20T08:00:00Z',
      notes: ['2026-11-19T22:00:00Z'],
      resolved: '2026-11-20T09:00:00Z',
      closed: '2026-11-20T09:00:00Z',
    });
    expect(times(lines)).toEqual(['2026-11-19 22:00', '2026-11-20 08:00', '09:00', '09:00']);
  });
});
