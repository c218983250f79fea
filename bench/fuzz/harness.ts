import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { app } from '../../demo/app.ts';
import { databaseIn, intercomSettings, slackSettings } from '../../demo/bot-settings.ts';
import { endWithUs, folderWithUs } from '../../demo/ends-with-us.ts';
import { startIntercom } from '../../packages/intercom-sandbox/start.ts';
import { MovableClock } from '../../packages/slack-sandbox/clock.ts';
import { startWorkspace } from '../../packages/slack-sandbox/start-workspace.ts';
import type { Workspace } from '../../packages/slack-sandbox/workspace.ts';
import { bareEnvironment } from '../bare-environment.ts';

/** How the bot under fuzz gets its payloads. */
export type Transport = 'http' | 'socket';

/** The real bot in its own process, in a local workspace with a simulated Intercom. */
export type Stage = {
  readonly workspace: Workspace;
  readonly transport: Transport;
  /** The bot's own port. */
  readonly port: number;
  /** The file with its record. */
  readonly database: string;
  /** Lines that it logged at `error` and above, and everything that isn't a log line. */
  readonly complaints: readonly string[];
  /** How it ended; null while it's running. */
  readonly ended: number | string | null;
  /** Resolves when it has ended. */
  readonly gone: Promise<void>;
  /** How much memory the process uses, bytes; 0 if the system doesn't say. */
  memory(): number;
  /** Ends the bot; the record stays until `stop`. */
  quit(): Promise<void>;
  stop(): Promise<void>;
};

const root = fileURLToPath(new URL('../..', import.meta.url));
const disk = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
/** The bot under fuzz gets this much heap, MB: unbounded memory growth ends it. */
const heapMb = 192;
const rarely = 'P1=999d,P2=999d,P3=999d,P4=999d';

/** Starts everything. Rejects with the bot's output if it doesn't come up. */
export async function startStage(transport: Transport): Promise<Stage> {
  const clock = new MovableClock();
  const folder = folderWithUs('fuzz', disk);
  const workspace = await startWorkspace({ ...app, clock, rateLimits: false });
  const intercom = await startIntercom({ now: () => clock.now() });
  const database = databaseIn(folder);
  const env = {
    ...slackSettings(workspace, folder, transport),
    ...intercomSettings(intercom),
    TRIAGE_EVERY: rarely,
    UPDATE_EVERY: rarely,
    RESPOND_WITHIN: rarely,
  };
  const complaints: string[] = [];
  const child = spawn(process.execPath, [`--max-old-space-size=${heapMb}`, 'src/main.ts'], {
    cwd: root,
    env: { ...bareEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endWithUs(child);
  const port = await ready(child, complaints);
  if (transport === 'http') workspace.deliverTo(`http://127.0.0.1:${port}/slack/events`);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    workspace,
    transport,
    port,
    database,
    complaints,
    gone,
    get ended() {
      return child.exitCode ?? child.signalCode;
    },
    memory: () => residentBytes(child.pid),
    async quit() {
      child.kill('SIGTERM');
      await gone;
    },
    async stop() {
      child.kill('SIGKILL');
      await gone;
      await Promise.all([workspace.stop(), intercom.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function ready(child: ChildProcess, complaints: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      if (stream)
        createInterface({ input: stream }).on('line', (line) => {
          const port = /"port":(\d+).*"msg":"Ready/.exec(line)?.[1];
          if (port) resolve(Number(port));
          else if (!/^\{"level":[1-4]0,/.test(line) && complaints.length < 1_000) complaints.push(line);
        });
    child.once('exit', () => reject(new Error(`The bot did not come up:\n${complaints.join('\n')}`)));
  });
}

function residentBytes(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
