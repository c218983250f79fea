import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../../src/config.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** How the bot is run: as it was built, or from its source. */
export type Program = 'built' | 'source';

const commands: Readonly<Record<Program, readonly string[]>> = {
  built: ['dist/main.js'],
  source: ['--import', 'tsx', 'src/main.ts'],
};

/** The bot as an operator runs it: its own process, its settings from the environment. */
export type BotProcess = {
  readonly pid: number;
  /** The port of its health endpoints, once it is ready. */
  readonly port: number;
  /** Every line it has logged. */
  readonly lines: readonly string[];
  /** True once it has said that it is ready; false when it ended before. */
  readonly ready: Promise<boolean>;
  /** Resolves when it has ended: its exit code, or null after a signal that it did not catch. */
  readonly ended: Promise<number | null>;
  /** Ends it at once, wherever it is: SIGKILL. */
  kill(): Promise<void>;
  /** Asks it to stop, as an operator does, and waits: its exit code. */
  stop(): Promise<number | null>;
  /** Sends a signal and does not wait. */
  signal(name: 'SIGTERM' | 'SIGINT'): void;
};

/** Starts the bot's process; it is not ready yet. */
export function spawnBot(env: Environment, program: Program = 'source'): BotProcess {
  const child = spawn(process.execPath, commands[program], {
    cwd: root,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const ended = once(child, 'exit').then(() => child.exitCode);
  const ready = new Promise<boolean>((settle) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        if (line.includes('"Ready')) settle(true);
      });
    void ended.then(() => settle(false));
  });
  return {
    pid: child.pid ?? 0,
    get port() {
      return Number(/"port":(\d+)/.exec(lines.join('\n'))?.[1]);
    },
    lines,
    ready,
    ended,
    async kill() {
      end(child, 'SIGKILL');
      await ended;
    },
    async stop() {
      end(child, 'SIGTERM');
      return ended;
    },
    signal: (name) => end(child, name),
  };
}

/** Starts the bot and resolves when it says that it is ready. Rejects with its output when it ends before. */
export async function startProcess(env: Environment, program?: Program): Promise<BotProcess> {
  const bot = spawnBot(env, program);
  if (await bot.ready) return bot;
  throw new Error(`The bot ended with ${await bot.ended}:\n${bot.lines.join('\n')}`);
}

function end(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal);
}
