import { describe, expect, test } from 'vitest';
import { backoffMs } from '../../../src/app/worker/outcome.ts';

describe('The wait after a failed attempt', () => {
  test('doubles from a second to a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 12, 1000].map((attempts) => backoffMs(attempts) / 1000)).toEqual([
      1, 2, 4, 8, 16, 32, 60, 60, 60, 60,
    ]);
  });
});
