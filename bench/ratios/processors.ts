import { spawnSync } from 'node:child_process';

/**
 * Puts the sender and the program under measurement on separate processors, if `taskset` is available: left to itself,
 * the scheduler puts the sender on one processor with this program and not with that one, and the ratio reflects that.
 * Returns what to put before a program's command; nothing if there is only one processor or no `taskset`.
 */
export function apart(): readonly string[] {
  const allowed = spawnSync('taskset', ['-cp', String(process.pid)], { encoding: 'utf8' });
  const [ours, theirs] = allowed.status === 0 ? processorsIn(allowed.stdout) : [];
  if (ours === undefined || theirs === undefined) return [];
  spawnSync('taskset', ['-acp', String(ours), String(process.pid)]);
  return ['taskset', '-c', String(theirs)];
}

/** `pid 7's current affinity list: 0,2-4` is 0, 2, 3 and 4. */
const processorsIn = (list: string): number[] =>
  (list.split(':')[1] ?? '').split(',').flatMap((part) => {
    const [from = Number.NaN, to = from] = part.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, n) => from + n);
  });
