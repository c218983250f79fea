import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { endWithUs } from '../../demo/ends-with-us.ts';
import { npmStart } from '../npm-start.ts';
import { apart } from './processors.ts';
import { Sender, signingSecret, typedIn } from './sender.ts';

/** A program under measurement, in its own process. */
export type Subject = {
  readonly pid: number;
  readonly port: number;
  /** From the start of the process to its first acknowledgement, ms. */
  readonly readyAfter: number;
  /** Resident memory now, bytes. */
  memory(): number;
  /** Puts its clock ahead of the machine's, ms. Throws unless it was started with `ownClock`. */
  setClock(aheadMs: number): Promise<void>;
  stop(): Promise<void>;
  /** Ends it at once, whatever it's doing: SIGKILL. */
  kill(): Promise<void>;
};

const programs = {
  bot: npmStart,
  bare: [fileURLToPath(new URL('./bare-bolt.mjs', import.meta.url))],
} as const;

const settableClock = new URL('../chaos/bot/settable-clock.mjs', import.meta.url).href;

const before = apart();

/**
 * Starts the built bot, as `npm start` does, or the bare Bolt app in HTTP mode, on its own processor; with `ownClock` its
 * clock can be set. Throws if it doesn't acknowledge within 20 s.
 */
export async function startSubject(
  program: keyof typeof programs,
  slackApiUrl: string,
  env: Readonly<Record<string, string>> = {},
  { ownClock = false } = {},
): Promise<Subject> {
  const port = await freePort();
  const began = performance.now();
  const node = [process.execPath, ...(ownClock ? ['--import', settableClock] : [])];
  const [command = '', ...args] = [...before, ...node, ...programs[program]];
  const child = spawn(command, args, {
    stdio: ['ignore', 'ignore', 'inherit', ...(ownClock ? (['ipc'] as const) : [])],
    env: {
      PATH: process.env.PATH ?? '',
      NODE_ENV: 'production',
      SLACK_BOT_TOKEN: 'xoxb-bench',
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: slackApiUrl,
      PORT: String(port),
      ...(ownClock && { CLOCK_AHEAD_MS: '0' }),
      ...env,
    },
  });
  endWithUs(child);
  await acknowledges(child, port);
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return {
    pid: child.pid ?? 0,
    port,
    readyAfter: performance.now() - began,
    memory: () => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)])) * 1024,
    async setClock(aheadMs) {
      if (!ownClock) throw new Error('This subject goes by the clock of the machine.');
      const set = once(child, 'message');
      child.send(aheadMs);
      await set;
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

const hello = typedIn('C0GENERAL', 'help', 'hello');

async function acknowledges(child: ChildProcess, port: number): Promise<void> {
  const sender = new Sender(port, 1);
  const until = performance.now() + 20_000;
  for (;;) {
    try {
      await sender.send(hello);
      break;
    } catch (error) {
      if (child.exitCode !== null || performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
  await sender.stop();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
