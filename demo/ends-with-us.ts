import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How long a folder stays after our end, s: the programs that write in it end at once, but not sooner than it goes. */
const afterUs = 1;

/** The guarded folder of this process on each disk. */
const roots = new Map<string, string>();

/**
 * Ends a program that this process has started when this process ends, however that comes about, even by SIGKILL. Nothing is
 * done to one that has ended before.
 */
export function endWithUs(child: ChildProcess): void {
  if (child.pid === undefined) return;
  const ended = atOurEnd('kill -KILL "$1"', String(child.pid));
  child.once('exit', ended);
}

/** Makes a folder that's removed, if it's still there, when this process ends, however that comes about. */
export function folderWithUs(name: string, disk = tmpdir()): string {
  const root = roots.get(disk) ?? mkdtempSync(join(disk, 'intercom-incident-'));
  if (!roots.has(disk)) atOurEnd(`sleep ${afterUs}; rm -rf "$1"`, root);
  roots.set(disk, root);
  return mkdtempSync(join(root, `${name}-`));
}

/** Has a shell do something with `what` as soon as this process has ended. The returned function calls that off. */
function atOurEnd(does: string, what: string): () => void {
  // Its input ends with this process. A group of its own, so that a terminal's Ctrl-C doesn't reach it.
  const script = `trap '' INT TERM HUP; read -r over || { ${does}; }`;
  const guard = spawn('sh', ['-c', script, 'sh', what], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.unref();
  guard.stdin.on('error', () => {});
  return () => guard.stdin.end('over\n');
}
