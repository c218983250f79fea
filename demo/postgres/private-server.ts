import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';

/** How a private server differs from the usual one. */
export type PrivateServerOptions = {
  /** The TCP port it listens on, besides the socket in its own folder; none if omitted. */
  readonly port?: number;
  /** A stopped server: this one starts as its standby, with a copy of its data. */
  readonly standbyOf?: PrivateServer;
};

/** A PostgreSQL of our own, in a folder that is gone when it ends; it ends with this process at the latest. */
export type PrivateServer = {
  readonly folder: string;
  /** The URL of one of its databases. */
  url(database: string): string;
  /** The process ID of the postmaster, the parent of all its other processes. */
  pid(): number;
  /** Stops it (`fast` ends all connections; `immediate` is like a crash), and keeps its data. */
  stop(how: 'fast' | 'immediate'): Promise<void>;
  /** Starts it again, with further settings (`ssl=on`). */
  start(settings?: readonly string[]): Promise<void>;
  /** Ends it, and removes its data. */
  [Symbol.asyncDispose](): Promise<void>;
};

/** The number in the name of its socket, which lies in a folder of its own. */
const socketNumber = 5432;
/** How long it may take to accept connections, ms. */
const startMs = 30_000;

/** Its data needs to survive no power cut. */
const careless = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

const plain = ['--no-locale', '--encoding=UTF8'];

/** Stops the server and removes its folder however this process ends, because the shell's input ends with it. */
const guarded = `folder=$1; shift
"$@" &
read -r kept; kill -INT $! 2>/dev/null; wait $!
[ "$kept" ] || rm -rf "$folder"`;

/** Creates one and starts it, by the programs in a folder (see `findPostgres`). Takes one to three seconds. */
export async function startPrivateServer(
  programs: string,
  { port, standbyOf }: PrivateServerOptions = {},
): Promise<PrivateServer> {
  const user = ordinaryUser();
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  const data = join(folder, 'data');
  if (user) chownSync(folder, user.uid, user.gid);
  const make = (program: string, ...given: string[]) =>
    execFileSync(program, given, { cwd: folder, stdio: 'ignore', ...user });
  if (standbyOf) {
    make('cp', '-R', join(standbyOf.folder, 'data'), data);
    make('touch', join(data, 'standby.signal'));
  } else make(join(programs, 'initdb'), '-D', data, '-U', 'bot', '--auth=trust', '--no-sync', ...plain);
  const listening =
    port === undefined ? ['listen_addresses='] : ['listen_addresses=127.0.0.1', `port=${port}`];
  const flags = [`unix_socket_directories=${folder}`, 'max_connections=300', ...careless, ...listening];
  const number = port ?? socketNumber;
  const url = (database: string) =>
    `postgres://bot@localhost/${database}?host=${encodeURIComponent(folder)}&port=${number}`;
  const pid = () => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  let running: ChildProcess | null = null;

  const start = async (settings: readonly string[] = []) => {
    const command = [
      join(programs, 'postgres'),
      '-D',
      data,
      ...[...flags, ...settings].flatMap((flag) => ['-c', flag]),
    ];
    running = spawn('sh', ['-c', guarded, 'sh', folder, ...command], {
      cwd: folder,
      stdio: ['pipe', 'ignore', 'ignore'],
      ...user,
    });
    running.unref();
    await untilItAnswers(url('postgres'));
  };
  const stop = async (how: 'fast' | 'immediate') => {
    const ending = running;
    running = null;
    if (!ending || ending.exitCode !== null) return;
    const ended = once(ending, 'exit');
    if (how === 'immediate') process.kill(pid(), 'SIGQUIT');
    ending.ref();
    ending.stdin?.end('kept\n');
    await ended;
  };
  await start();
  return {
    folder,
    url,
    pid,
    stop,
    start,
    async [Symbol.asyncDispose]() {
      await stop('immediate');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root: then it runs as `postgres` or `nobody`. */
function ordinaryUser(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const known = readFileSync('/etc/passwd', 'utf8').match(/^(?:postgres|nobody):[^:]*:(\d+):(\d+):/m);
  return { uid: Number(known?.[1] ?? 65_534), gid: Number(known?.[2] ?? 65_534) };
}

async function untilItAnswers(url: string): Promise<void> {
  const tooLate = performance.now() + startMs;
  for (;;) {
    const client = new Client({ connectionString: url });
    // A connection that is cut says so here as well.
    client.on('error', () => {});
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (performance.now() > tooLate) throw error;
      await wait(50);
    }
  }
}
