import { expect, test } from 'vitest';
import { playChaos } from '../../bench/chaos/run.ts';

test('ten kills amid faults of every kind lose nothing and say nothing twice', {
  timeout: 120_000,
}, async () => {
  const { figures, violations } = await playChaos({ seed: 7, kills: 10, incidents: 6, program: 'source' });
  expect(violations).toEqual([]);
  expect(figures.troubles.get('kill -9')).toBe(10);
  expect(figures.incidents).toBeGreaterThan(3);
  expect(figures.deeds.done).toBeGreaterThan(5);
});
