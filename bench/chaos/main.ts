import { parseArgs } from 'node:util';
import { canFillDisk } from './faults/disk.ts';
import { report } from './report.ts';
import { playChaos } from './run.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    kills: { type: 'string', default: '1000' },
    incidents: { type: 'string', default: '6' },
  },
});

/** Runs the chaos with the built bot, and prints the result. Exit code 1 if anything is wrong. */
async function main(): Promise<void> {
  const [seed, kills, incidents] = [values.seed, values.kills, values.incidents].map(Number);
  if (![seed, kills, incidents].every((n) => Number.isInteger(n)) || !kills || !incidents) {
    console.error('--seed, --kills and --incidents take whole numbers, the last two from 1.');
    process.exitCode = 1;
    return;
  }
  if (!canFillDisk)
    console.log('There is no prlimit (util-linux) here, so the disk never fills in this run.');
  const log = (line: string) => console.log(line);
  const outcome = await playChaos({ seed: seed ?? 1, kills, incidents, program: 'built', log });
  console.log(`\n${report(outcome, seed ?? 1)}`);
  process.exitCode = outcome.violations.length > 0 ? 1 : 0;
}

await main();
