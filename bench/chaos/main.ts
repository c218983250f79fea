import { parseArgs } from 'node:util';
import { canFillDisk } from './faults/disk.ts';
import { report } from './report.ts';
import { playChaos } from './run.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    kills: { type: 'string', default: '1000' },
    incidents: { type: 'string', default: '6' },
    on: { type: 'string', default: 'sqlite' },
    bots: { type: 'string' },
  },
});

/** Runs the chaos with the built bot, and prints the result. Exit code 1 if anything is wrong. */
async function main(): Promise<void> {
  const { on } = values;
  if (on !== 'sqlite' && on !== 'postgres') return refuse('--on takes sqlite or postgres.');
  const most = on === 'sqlite' ? 1 : 9;
  const [seed = 1, kills = 0, incidents = 0] = [values.seed, values.kills, values.incidents].map(Number);
  const bots = Number(values.bots ?? Math.min(2, most));
  if (![seed, kills, incidents].every((n) => Number.isInteger(n)) || !kills || !incidents)
    return refuse('--seed, --kills and --incidents take whole numbers, the last two from 1.');
  if (!Number.isInteger(bots) || bots < 1 || bots > most)
    return refuse(`--bots takes a whole number from 1 to ${most} on ${on}.`);
  if (!canFillDisk && on === 'sqlite')
    console.log('There is no prlimit (util-linux) here, so the disk never fills in this run.');
  const log = (line: string) => console.log(line);
  const outcome = await playChaos({ seed, kills, incidents, on, bots, log });
  console.log(`\n${report(outcome, { seed, on, bots })}`);
  process.exitCode = outcome.violations.length > 0 ? 1 : 0;
}

function refuse(why: string): void {
  console.error(why);
  process.exitCode = 1;
}

await main();
