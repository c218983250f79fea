import { type Result, runCase, runReplay, type Subjects } from './run.ts';
import { misses } from './score.ts';
import { cases, replays } from './table.ts';

/** How many worlds run at once. More would measure this machine rather than the subjects. */
const atOnce = 6;

/** What a busy machine can add to a diagnosis beyond its deadline plus 10%, in ms. */
const noiseMs = 300;

/** `repeated`: how many worlds were run again, because this machine was too busy to trust the first result. */
export type Run = { results: Result[]; repeated: number };

type Job = (timeoutMs: number) => Promise<Result[]>;

/**
 * Runs the whole table. `timeoutMs` is the deadline of each subject; worlds with slow responses get at least 4 s. To a
 * starved process, servers look slow or silent that aren't; so a result that differs from its label or comes late is
 * repeated once, alone and with three times the deadline, and the second result counts. A wrong rule is wrong both
 * times.
 */
export async function runAll(timeoutMs: number, subjects: Subjects): Promise<Run> {
  const jobs: Job[] = [
    ...replays.map((replay) => (ms: number) => runReplay(replay, ms, subjects)),
    ...cases.map((one) => async (ms: number) => [await runCase(one, ms, subjects)]),
  ];
  const found = await together(jobs, timeoutMs);
  let repeated = 0;
  for (const [place, job] of jobs.entries()) {
    if (found[place]?.some(doubtful) !== true) continue;
    found[place] = await job(timeoutMs * 3);
    repeated += 1;
  }
  return { results: found.flat(), repeated };
}

/** Later than its deadline allows. */
export const isLate = ({ bot, deadline }: Result): boolean => bot.ms > deadline * 1.1 + noiseMs;

const doubtful = (result: Result): boolean => misses(result.bot).length > 0 || isLate(result);

async function together(jobs: readonly Job[], timeoutMs: number): Promise<Result[][]> {
  const results: Result[][] = [];
  const waiting = jobs.entries();
  const work = async (): Promise<void> => {
    for (const [place, job] of waiting) results[place] = await job(timeoutMs);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}
