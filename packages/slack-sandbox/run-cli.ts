import { type Caller, type CommandLine, readCommandLine } from './command-line.ts';
import { buildPage, pageFolder, pageIsStale } from './page-build.ts';
import type { AppUnderTest } from './server/app.ts';
import type { SimulatedService } from './server/service.ts';
import { startPageServer } from './server/start.ts';
import { Refused } from './slack/errors.ts';
import type { Workspace } from './workspace.ts';

/** What the page opens on: a workspace, the app in it, and what to tell whoever started it. */
export type SandboxSetup = {
  readonly workspace: Workspace;
  readonly app: AppUnderTest;
  /** What the panel can break besides Slack. */
  readonly services: readonly SimulatedService[];
  readonly hints: readonly string[];
  stop(): Promise<void>;
};

/** How long shutdown can take, ms. */
const endWithin = 15_000;

/**
 * Does what the command line asks for: opens the sandbox on what `setUp` starts, until a signal ends it, or prints the
 * help or a mistake. Errors are printed as a sentence, with exit code 1.
 */
export async function runCli(
  caller: Caller,
  setUp: (line: CommandLine) => Promise<SandboxSetup>,
): Promise<void> {
  // npm changes to its own folder, and passes the one it was called in.
  const asked = readCommandLine(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd(), caller);
  if (asked.kind === 'open') return open(asked.line, setUp).catch((error: unknown) => fail(error, caller));
  if (asked.kind === 'help') console.log(asked.text);
  else console.error(asked.text);
  process.exitCode = asked.kind === 'help' ? 0 : 1;
}

async function open(line: CommandLine, setUp: (line: CommandLine) => Promise<SandboxSetup>): Promise<void> {
  if (pageIsStale()) {
    console.log('Building the page…');
    await buildPage();
  }
  const setup = await setUp(line);
  const { workspace, services, app } = setup;
  const server = await startPageServer({ workspace, services, app, port: line.port, pageFolder }).catch(
    async (error: unknown) => {
      await setup.stop();
      throw error;
    },
  );
  console.log(`\nThe sandbox is open at ${server.url}\n`);
  for (const hint of setup.hints) console.log(`  ${hint}`);
  console.log('\nPress Ctrl-C to stop.');
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), endWithin).unref();
    void server
      .stop()
      .then(() => setup.stop())
      .then(() => process.exit(0));
  };
  // A terminal's Ctrl-C can arrive twice: from the terminal, and from what started us.
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

function fail(error: unknown, { command }: Caller): never {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const port = isTaken && 'port' in error ? error.port : null;
  if (isTaken)
    console.error(`Port ${port} is in use. Choose another: ${command} --port 4001 --api-port 4101`);
  else if (error instanceof Refused) console.error(error.message);
  else console.error('The sandbox could not start:', error);
  process.exit(1);
}
