import { expect, test } from 'vitest';
import { fuzz } from '../../../bench/fuzz/run.ts';

test.each([
  ['http', 1_200],
  ['socket', 300],
] as const)(
  'The bot over %s stays healthy and correct under %i mutated payloads',
  async (transport, count) => {
    const report = await fuzz({ seed: 20_261_121, count, transport });

    expect(report.violations).toEqual([]);
    expect(Object.values(report.statuses).reduce((sum, of) => sum + of, 0)).toBe(count);
  },
  240_000,
);
