import { expect, test } from 'vitest';
import { parseSpanOfFigures } from '../../../src/domain/figures/window.ts';

test.each([
  ['30d', '30d'],
  ['90', '90d'],
  ['365 days', '365d'],
  ['90D', '90d'],
  ['1y', '365d'],
  ['1 year', '365d'],
  ['year', '365d'],
  [' ALL ', 'all'],
  ['7d', null],
  ['2y', null],
  ['2026-10', null],
  ['days', null],
  ['', null],
])('a span of figures is read from %j as %j', (typed, span) => {
  expect(parseSpanOfFigures(typed)).toBe(span);
});
