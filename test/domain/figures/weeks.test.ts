import { expect, test } from 'vitest';
import { FigureCount } from '../../../src/domain/figures/count.ts';
import { type Tally, tallyOf } from '../../../src/domain/figures/tally.ts';
import { WeekCount } from '../../../src/domain/figures/weeks.ts';
import { opened } from '../support/events.ts';
import { utc } from '../support/fixtures.ts';
import { incidentOf } from '../support/given.ts';

const tally = (openedAt: string, degraded: Tally['degraded'], over: Partial<Tally> = {}): Tally => ({
  ...tallyOf(incidentOf(opened())),
  openedAt: utc(openedAt),
  owner: 'intercom',
  degraded,
  ...over,
});

test('weeks begin on Mondays in UTC, and none is left out', () => {
  const now = utc('2026-11-28T12:00:00Z');
  const count = new WeekCount('30d', now);
  const [from, to] = [utc('2026-11-15T23:50:00Z'), utc('2026-11-16T00:20:00Z')];
  count.add(tally('2026-11-15T23:50:00Z', [[from, to]]));
  count.add(tally('2026-11-16T00:00:00Z', [[from, to]]));
  count.add(tally('2026-11-17T00:00:00Z', [[from, null]], { owner: 'ours' }));
  count.add(tally('2026-11-17T00:00:00Z', [[from, null]], { kind: 'drill' }));
  const weeks = count.weeks();
  expect(weeks.map((week) => new Date(week.from).toISOString().slice(0, 10))).toEqual([
    '2026-10-26',
    '2026-11-02',
    '2026-11-09',
    '2026-11-16',
    '2026-11-23',
  ]);
  expect(weeks.map(({ incidents }) => incidents.intercom)).toEqual([0, 0, 1, 1, 0]);
  expect(weeks.map(({ incidents }) => incidents.ours)).toEqual([0, 0, 0, 1, 0]);
  expect(weeks.map(({ intercomMinutes }) => intercomMinutes)).toEqual([0, 0, 10, 20, 0]);
  expect(new WeekCount('all', now).weeks()).toHaveLength(53);
});

test('what was declared while the clock was ahead is in no figure yet, like in the list of outages', () => {
  const now = utc('2026-11-28T12:00:00Z');
  const early = tally('2026-11-29T00:00:00Z', [[utc('2026-11-28T11:00:00Z'), null]]);
  const weeks = new WeekCount('30d', now);
  weeks.add(early);
  expect(weeks.weeks().every(({ intercomMinutes }) => intercomMinutes === 0)).toBe(true);
  const count = new FigureCount({ span: 'all', now, timeZone: 'UTC' });
  count.add(early);
  expect(count.figures(0, []).intercom).toEqual([]);
});
