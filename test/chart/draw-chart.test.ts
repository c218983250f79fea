import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { incidentChart } from '../../src/chart/chart-config.ts';
import { drawChart } from '../../src/chart/draw-chart.ts';
import { chartData } from '../../src/domain/records/incident-chart.ts';
import { checkedAgain, diagnosed } from '../domain/support/diagnoses.ts';
import { closed, opened, reopened, resolved, updatePosted } from '../domain/support/events.ts';
import { minute } from '../domain/support/fixtures.ts';
import { record } from '../domain/support/given.ts';

describe("An incident's chart data", () => {
  test('has a point for each run of the checks, with the share of failed requests', () => {
    const events = record([
      { event: opened(), at: minute(0) },
      { event: diagnosed(), at: minute(1) },
      { event: checkedAgain({ sample: { ms: 90, failed: 1, total: 4 } }), at: minute(3) },
      { event: checkedAgain({ sample: { ms: null, failed: 2, total: 2 } }), at: minute(5) },
    ]);
    expect(chartData(events, minute(0)).points).toEqual([
      { at: minute(3), ms: 90, failed: 0.25 },
      { at: minute(5), ms: null, failed: 1 },
    ]);
  });

  test('leaves out a run in which nothing could be requested', () => {
    const events = record([opened(), checkedAgain({ sample: { ms: null, failed: 0, total: 0 } })]);
    expect(chartData(events, minute(0)).points).toEqual([]);
  });

  test('changes where the status changes, and only there', () => {
    const events = record([
      { event: opened(), at: minute(0) },
      { event: updatePosted({ status: 'MONITORING' }), at: minute(5) },
      { event: updatePosted({ status: 'MONITORING' }), at: minute(9) },
      { event: resolved(), at: minute(20) },
      { event: closed(), at: minute(30) },
      { event: reopened(), at: minute(40) },
    ]);
    expect(chartData(events, minute(0)).turns).toEqual([
      { at: minute(0), status: 'INVESTIGATING' },
      { at: minute(5), status: 'MONITORING' },
      { at: minute(20), status: 'RESOLVED' },
      { at: minute(30), status: 'CLOSED' },
      { at: minute(40), status: 'INVESTIGATING' },
    ]);
  });
});

describe('The chart', () => {
  const course = {
    from: minute(0),
    points: [
      { at: minute(0), ms: 120, failed: 0 },
      { at: minute(2), ms: null, failed: 1 },
      { at: minute(4), ms: 90, failed: 0 },
    ],
    turns: [{ at: minute(0), status: 'INVESTIGATING' as const }],
  };

  const titled = (title: string): string => drawChart(title, course).toString('base64');

  test.each([
    ['Cyrillic', 'Ж', 'Щ'],
    ['Greek', 'Ω', 'Ψ'],
    ['of Polish and Hungarian', 'ł', 'ő'],
    ['Vietnamese', 'ộ', 'ử'],
  ])('draws letters that are %s, instead of an empty box for each', (_, one, other) => {
    expect(titled(one)).not.toBe(titled(other));
  });

  test.each([
    ['INC-1: 🔥 API down', 'INC-1: API down'],
    ['INC-1: تسريب بيانات', 'INC-1'],
    ['INC-1: 障害 (API)', 'INC-1: (API)'],
  ])('leaves out of the title what it has no letters for: %s', (title, left) => {
    expect(titled(title)).toBe(titled(left));
  });

  test('is a PNG of its size', () => {
    const png = drawChart('INC-1: <!channel> ردود', course);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1_200, 480]);
  });

  test('differs if its data differs', () => {
    const worse = { ...course, points: course.points.map((point) => ({ ...point, failed: 1 })) };
    expect(drawChart('INC-1', worse).equals(drawChart('INC-1', course))).toBe(false);
  });

  test('starts when the incident did, even before its declaration', () => {
    const early = { ...course, from: minute(-30) };
    expect(incidentChart('INC-1', early)).toMatchObject({ options: { scales: { x: { min: minute(-30) } } } });
  });

  test.each([
    [4, ['14:00', '14:01', '14:02', '14:03', '14:04']],
    [25, ['14:00', '14:05', '14:10', '14:15', '14:20', '14:25']],
    [70, ['14:00', '14:10', '14:20', '14:30', '14:40', '14:50', '15:00', '15:10']],
  ])('of %i minutes has labels at whole minutes, wherever it starts', (length, labels) => {
    for (const early of [0, 20_000]) {
      const points = [{ at: minute(length), ms: 90, failed: 0 }];
      const { options } = incidentChart('INC-1', { ...course, from: minute(0) - early, points });
      const axis = { ticks: [{ value: 0 }] };
      options.scales.x.afterBuildTicks(axis);
      expect(axis.ticks.map(({ value }) => options.scales.x.ticks.callback(value))).toEqual(labels);
    }
  });

  test('has a gap where nothing responded', () => {
    expect(incidentChart('INC-1', course)).toMatchObject({
      data: { datasets: [{ data: [{ y: 120 }, { y: null }, { y: 90 }], spanGaps: false }, {}] },
    });
  });

  test('finds its font in the package, so that a container needs none', () => {
    const require = createRequire(import.meta.url);
    expect(require.resolve('@fontsource/inter/files/inter-latin-400-normal.woff2')).toMatch(/woff2$/);
  });
});
