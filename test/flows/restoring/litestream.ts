import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Litestream's program: the one at `LITESTREAM`, or else in the path; null if there is none. */
const program =
  [
    process.env.LITESTREAM ?? '',
    ...(process.env.PATH ?? '').split(delimiter).map((at) => join(at, 'litestream')),
  ].find((file) => existsSync(file)) ?? null;

/** Why tests with Litestream are left out: null if there is one. */
export const lackOfLitestream =
  program === null
    ? 'replication by Litestream. Set LITESTREAM to its program (README.md says where it is).'
    : null;

/** Replicates a database to a folder, as a service beside the bot does; it also runs while the bot doesn't. */
export function replicate(file: string, replica: string): ChildProcess {
  const settings = `${replica}.yml`;
  writeFileSync(
    settings,
    JSON.stringify({
      dbs: [{ path: file, replicas: [{ type: 'file', path: replica, 'sync-interval': '100ms' }] }],
    }),
  );
  return spawn(program ?? '', ['replicate', '-config', settings], { stdio: 'ignore' });
}

/** Ends it: `SIGTERM` lets it replicate what it hasn't yet, `SIGKILL` is like the loss of its host. */
export async function end(replicating: ChildProcess, how: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  const ended = once(replicating, 'exit');
  replicating.kill(how);
  await ended;
}

/** Writes the latest state that a replica has to a new file. Throws what Litestream says if it has none. */
export const restoreReplica = (replica: string, to: string): void => {
  execFileSync(program ?? '', ['restore', '-o', to, `file://${replica}`], { stdio: 'pipe' });
};
