import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../../../src/config.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The bot as an operator runs it: its own process, its settings from the environment. */
export type BotProcess = {
  /** Every line it has logged. */
  readonly lines: readonly string[];
  readonly pid: number;
  /** The port of its health endpoints. */
  readonly port: number;
  /** Ends it at once, wherever it is: SIGKILL. */
  kill(): Promise<void>;
};

/** Starts `src/main.ts` and resolves when it says that it is ready. Rejects with its output when it ends before. */
export async function startProcess(env: Environment): Promise<BotProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: root,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  await new Promise<void>((ready, fail) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        if (line.includes('"Ready')) ready();
      });
    child.once('exit', (code) => fail(new Error(`The bot ended with ${code}:\n${lines.join('\n')}`)));
  });
  const port = Number(/"port":(\d+)/.exec(lines.join('\n'))?.[1]);
  return { lines, pid: child.pid ?? 0, port, kill: () => end(child) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
