import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const demo = fileURLToPath(new URL('../../demo/main.ts', import.meta.url));

test.each([
  [['--speed', '2'], "Unknown option '--speed'. Use --scenario NAME, --keep, or neither.\n"],
  [['outage'], "Unexpected argument 'outage'. Use --scenario NAME, --keep, or neither.\n"],
  [['--scenario', 'flood'], /^There is no scenario "flood"\. Choose one of:\n {2}api-outage: /u],
])('npm run demo -- %j is refused in a sentence, and plays nothing', (args, says) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [demo, ...args], { encoding: 'utf8' });
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toEqual(typeof says === 'string' ? says : expect.stringMatching(says));
});
