import { execFile, execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether `prlimit` (util-linux) is available: without it the disk never fills. */
export const canFillDisk: boolean = isThere();

function isThere(): boolean {
  try {
    execFileSync('prlimit', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * Makes the kernel refuse this process every write beyond `room` bytes after the current end of `file`, as a full disk
 * does: RLIMIT_FSIZE, which doesn't require root. Node ignores SIGXFSZ, so the write fails with EFBIG. Only the soft
 * limit moves, so that `emptyDisk` can lift it. A process that has ended meanwhile is no error.
 */
export const fillDisk = (pid: number, file: string, room: number): Promise<boolean> =>
  limit(pid, String(Math.max(1, sizeOf(file) + room)));

/** Lets the process write again. */
export const emptyDisk = (pid: number): Promise<boolean> => limit(pid, 'unlimited');

async function limit(pid: number, soft: string): Promise<boolean> {
  try {
    await run('prlimit', ['--pid', String(pid), `--fsize=${soft}:`]);
    return true;
  } catch {
    return false;
  }
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}
