import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { playChaos } from '../../bench/chaos/run.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

// The built bot starts in a third of the time that its source takes.
beforeAll(() => {
  execFileSync('node_modules/.bin/tsc', ['-p', 'tsconfig.build.json'], { cwd: root });
}, 120_000);

test('ten kills amid faults lose nothing and say nothing twice', { timeout: 240_000 }, async () => {
  const { figures, violations } = await playChaos({ seed: 7, kills: 10, incidents: 4, program: 'built' });
  expect(violations).toEqual([]);
  expect(figures.troubles.get('kill -9')).toBe(10);
  expect(figures.incidents).toBeGreaterThan(3);
  expect(figures.deeds.done).toBeGreaterThan(3);
});
