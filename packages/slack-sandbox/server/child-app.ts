import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { type AppUnderTest, unknownApp } from './app.ts';

/** How long a program can take to end before it's killed, ms. */
const farewell = 5_000;

type Control = NonNullable<AppUnderTest['control']>;

/** A program that is an app of the workspace. `print` gets each line of its output, and how it ended. */
export type ChildOptions = {
  /** As typed in a shell. */
  readonly command: string;
  /** The folder it starts in; the default is ours. */
  readonly folder?: string;
  /** Set in its environment, overriding ours. */
  readonly env: Readonly<Record<string, string>>;
  readonly print: (line: string) => void;
  readonly offers: Pick<AppUnderTest, 'commands' | 'shortcuts'>;
  /** Called when it has started; the function it returns is called when it has ended. */
  readonly watch?: () => () => void;
};

/** Another program behind the workspace, in a process group of its own. `control.start` starts it. */
export function childApp(options: ChildOptions): AppUnderTest & { readonly control: Control } {
  let child: ChildProcess | null = null;
  return {
    ...unknownApp,
    ...options.offers,
    get running() {
      return child !== null;
    },
    control: {
      async start() {
        const started = begin(options);
        child = started;
        const unwatch = options.watch?.();
        started.once('close', (code, by) => {
          unwatch?.();
          options.print(`ended (${by ?? `exit code ${code}`})`);
          if (child === started) child = null;
        });
        await once(started, 'spawn');
      },
      async stop() {
        if (child === null) return;
        const closed = once(child, 'close');
        const stubborn = child;
        const killing = setTimeout(() => signal(stubborn, 'SIGKILL'), farewell);
        signal(child, 'SIGTERM');
        await closed;
        clearTimeout(killing);
      },
    },
  };
}

/**
 * Waits, in the program's group but not as a child of its shell, until nobody holds the other end of the pipe any
 * longer, then kills the group: so the program ends with us however we end, even by SIGKILL.
 */
const lifeline = `( ( trap '' INT TERM HUP; read -r _ <&3; kill -KILL 0 ) >/dev/null 2>&1 & ); exec 3<&-`;

function begin({ command, folder, env, print }: ChildOptions): ChildProcess {
  const child = spawn(`${lifeline}\n${command}`, {
    shell: true,
    cwd: folder,
    // A group of its own, so that everything the shell started ends with it.
    detached: true,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  // Also ends what the program left behind in its group.
  child.once('exit', () => child.stdio[3]?.destroy());
  printLines(child.stdout, print);
  printLines(child.stderr, print);
  return child;
}

function printLines(stream: Readable | null, print: (line: string) => void): void {
  if (stream) createInterface({ input: stream }).on('line', print);
}

/** Signals the program's whole group; does nothing if it's gone. */
function signal(child: ChildProcess | null, name: NodeJS.Signals): void {
  if (child?.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // It has already ended.
  }
}
