import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roundTime } from '../../../src/domain/watch/round-time.ts';
import { minute, second } from '../support/fixtures.ts';

const min = 60_000;
const anyTime = fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 });
const anySpans = fc
  .tuple(fc.integer({ min: 1_000, max: 86_400_000 }), fc.integer({ min: 1_000, max: 86_400_000 }))
  .map(([one, other]) => ({ period: Math.max(one, other), grid: Math.min(one, other) }));

describe('A time for what repeats', () => {
  test.each([
    ['every 2 min, from a round time', minute(0), 2, minute(2)],
    ['every 2 min, from a little after one', second(7), 2, minute(2)],
    ['every 2 min, from too near the next one', second(110), 2, second(180)],
    ['every 5 min on the grid of those every 2 min', second(3), 5, minute(4)],
    ['every 15 min on the grid of those every 2 min', second(3), 15, minute(14)],
    ['every hour on the grid of those every 2 min', second(3), 60, minute(60)],
  ])('is round: %s', (_what, from, every, at) => {
    expect(roundTime(from, every * min, 2 * min)).toBe(at);
  });

  test('is never later than the span, nor sooner than a quarter of it', () => {
    fc.assert(
      fc.property(anyTime, anySpans, (from, { period, grid }) => {
        const wait = roundTime(from, period, grid) - from;
        expect(wait).toBeLessThanOrEqual(period);
        expect(wait).toBeGreaterThanOrEqual(period / 4);
      }),
    );
  });

  test('is the same for all of one span after two rounds, whenever each began', () => {
    fc.assert(
      fc.property(anyTime, fc.integer({ min: 60_000, max: 3_600_000 }), (from, span) => {
        let at: number = from;
        // Each round is recorded a moment after its time.
        for (let round = 0; round < 2; round += 1) at = roundTime(at + 500, span, span);
        expect(at % span).toBe(0);
      }),
    );
  });
});
