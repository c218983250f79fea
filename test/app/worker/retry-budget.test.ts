import { describe, expect, test } from 'vitest';
import { comesBackAt, failedOnceMore, outlasted } from '../../../src/app/worker/retry-budget.ts';

const minute = 60_000;

describe('Failed attempts', () => {
  test('are counted from the first of them', () => {
    const first = failedOnceMore(null, 1_000);
    expect(first).toEqual({ tries: 1, since: 1_000 });
    expect(failedOnceMore(first, 9_000)).toEqual({ tries: 2, since: 1_000 });
  });

  test.each([
    ['that people wait for', false, 4],
    ['that nobody waits for', true, 15],
  ] as const)('at something %s exceed their budget after that many minutes', (_, background, minutes) => {
    const failing = { tries: 9, since: 0 };
    const over = (at: number) => outlasted({ background }, failing, at * minute, at * minute);
    expect([over(minutes - 1), over(minutes)]).toEqual([false, true]);
  });

  test('are never too few because a clock jumped ahead', () => {
    expect(outlasted({ background: false }, { tries: 4, since: 0 }, 600 * minute, 600 * minute)).toBe(false);
  });
});

test('an effect that failed permanently comes back after 15 minutes, 30, every hour for a day, every day for two weeks, then never', () => {
  const after = Array.from({ length: 42 }, (_, asides) => comesBackAt(asides, 0)).map(
    (at) => at && at / minute,
  );
  expect(after.slice(0, 3)).toEqual([15, 30, 60]);
  expect(after.filter((at) => at === 60)).toHaveLength(24);
  expect(after.slice(26, 40)).toEqual(Array.from({ length: 14 }, () => 1_440));
  expect(after.slice(40)).toEqual([null, null]);
});
