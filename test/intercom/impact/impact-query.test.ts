import { expect, test } from 'vitest';
import { impactQuery } from '../../../src/intercom/impact/impact-query.ts';

const noon = Date.UTC(2026, 10, 21, 12);
const minute = 60_000;
const window = { from: noon - 46 * minute, to: noon - 8 * minute };

test('A window across midnight names both days', () => {
  const query = impactQuery([{ from: noon, to: noon + 13 * 60 * minute }]);
  expect(query?.period).toBe('from 2026-11-21 12:00 to 2026-11-22 01:00 UTC');
});

test('The search bounds include the whole first and last second', () => {
  const query = impactQuery([{ from: noon + 999, to: noon + 1_001 }]);
  const [after, before] = [noon / 1_000 - 1, noon / 1_000 + 2];
  expect(query?.text).toContain(`created_at > ${after} AND created_at < ${before}`);
});

test('The search leaves out the time during which the incident was resolved', () => {
  const query = impactQuery([window, { from: noon, to: noon + minute }]);
  expect(JSON.parse(query?.body ?? '')).toMatchObject({
    query: {
      operator: 'OR',
      value: [
        { operator: 'AND', value: [{ value: 1795259639 }, { value: 1795261920 }] },
        { operator: 'AND', value: [{ value: 1795262399 }, { value: 1795262460 }] },
      ],
    },
  });
  expect(query?.period).toBe('from 2026-11-21 11:14 to 11:52 UTC and from 2026-11-21 12:00 to 12:01 UTC');
});

test('The search has at most 15 windows, and merges the rest into the last', () => {
  const windows = Array.from({ length: 40 }, (_, i) => ({
    from: noon + 2 * i * minute,
    to: noon + (2 * i + 1) * minute,
  }));
  const { value } = JSON.parse(impactQuery(windows)?.body ?? '').query;
  expect(value).toHaveLength(15);
  expect(value[14].value.map((part: { value: number }) => part.value)).toEqual([
    (noon + 28 * minute) / 1_000 - 1,
    (noon + 79 * minute) / 1_000,
  ]);
});

test('Nothing is searched without a window', () => {
  expect(impactQuery([])).toBeNull();
});
