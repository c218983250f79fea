import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { endWithUs } from '../../../demo/ends-with-us.ts';
import type { Environment } from '../../../src/config.ts';
import { bareEnvironment } from '../../bare-environment.ts';
import { npmStart } from '../../npm-start.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Gives the bot a clock that can be set. */
const settableClock = new URL('./settable-clock.mjs', import.meta.url).href;

/** The bot as an operator runs it: its own process, its settings from the environment. It ends with us at the latest. */
export type BotProcess = {
  readonly pid: number;
  /** The port of its health endpoints, once it is ready. */
  readonly port: number;
  /** Every line it has logged. */
  readonly lines: readonly string[];
  /** Whether it delivers, of several bots on one database, as it has said last. */
  readonly delivers: boolean;
  /** True once it has said that it's ready; false if it ended before. */
  readonly ready: Promise<boolean>;
  /** Resolves when it has ended, with its exit code, or null after a signal that it didn't catch. */
  readonly ended: Promise<number | null>;
  /** Ends it at once, whatever it's doing: SIGKILL. */
  kill(): Promise<void>;
  /** Asks it to stop, as an operator does, and waits. Resolves with its exit code. */
  stop(): Promise<number | null>;
  /**
   * Sets its clock this far ahead of the machine's (ms; negative: behind). Resolves with when that was, UTC ms by the
   * machine's clock; null if the bot has ended, or was started without a clock of its own.
   */
  setClock(aheadMs: number): Promise<number | null>;
  /** Sends a signal and doesn't wait. */
  signal(name: 'SIGTERM' | 'SIGINT' | 'SIGSTOP' | 'SIGCONT'): void;
};

/**
 * Starts the built bot's process; it isn't ready yet. `aheadMs` gives it a clock of its own, this far ahead of the machine's;
 * `from`: the folder of another version, which runs from its source.
 */
export function spawnBot(env: Environment, aheadMs?: number, from?: string): BotProcess {
  const clock = aheadMs === undefined ? [] : ['--import', settableClock];
  const child = spawn(process.execPath, [...clock, ...(from ? ['src/main.ts'] : npmStart)], {
    cwd: from ?? root,
    env: { ...bareEnvironment(), ...(aheadMs !== undefined && { CLOCK_AHEAD_MS: `${aheadMs}` }), ...env },
    stdio: ['ignore', 'pipe', 'pipe', ...(clock.length > 0 ? ['ipc' as const] : [])],
  });
  // A message to a process that has just ended fails; its end is noticed elsewhere.
  child.on('error', () => {});
  endWithUs(child);
  const lines: string[] = [];
  const ended = once(child, 'exit').then(() => child.exitCode);
  const ready = new Promise<boolean>((settle) => {
    for (const stream of [child.stdout, child.stderr])
      if (stream)
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
    get delivers() {
      const last = lines.findLast((line) => /This bot (?:no longer )?delivers/.test(line));
      return last?.includes('This bot delivers') ?? false;
    },
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
    async setClock(ms) {
      if (!child.connected) return null;
      const changed = once(child, 'message').then(([at]) => Number(at));
      child.send(ms);
      return Promise.race([changed, ended.then(() => null)]);
    },
    signal: (name) => end(child, name),
  };
}

/** Starts the bot and resolves when it says that it's ready. Rejects with its output if it ends before. */
export async function startProcess(env: Environment): Promise<BotProcess> {
  const bot = spawnBot(env);
  if (await bot.ready) return bot;
  throw new Error(`The bot ended with ${await bot.ended}:\n${bot.lines.join('\n')}`);
}

function end(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal);
}
