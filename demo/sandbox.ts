import { type CommandLine, readCommandLine } from '../packages/slack-sandbox/command-line.ts';
import { buildPage, pageFolder, pageIsStale } from '../packages/slack-sandbox/page-build.ts';
import { startPlace } from '../packages/slack-sandbox/place/start.ts';
import { Refused } from '../packages/slack-sandbox/slack/errors.ts';
import { otherApp } from './other-app.ts';
import { ourBot } from './our-bot.ts';
import type { DemoSetup } from './setup.ts';

/** How much the place remembers of calls, deliveries and ephemerals: hours of use must not fill the memory. */
const keep = 1_000;
/** How long the end may take, ms. */
const endWithin = 15_000;

/** Opens the sandbox as a place in the browser, with our bot in it or with another program. */
async function main(): Promise<void> {
  // npm changes to its own folder, and says in which one it was called.
  const asked = readCommandLine(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
  if (asked.kind !== 'open') {
    if (asked.kind === 'help') console.log(asked.text);
    else console.error(asked.text);
    process.exitCode = asked.kind === 'help' ? 0 : 1;
    return;
  }
  const { line } = asked;
  if (pageIsStale()) {
    console.log('Building the page…');
    await buildPage();
  }
  const setup = await setupFor(line);
  const { workspace, services, app } = setup;
  const place = await startPlace({ workspace, services, app, port: line.port, pageFolder }).catch(
    async (error: unknown) => {
      await setup.stop();
      throw error;
    },
  );
  console.log(`\nThe sandbox is open at ${place.url}\n`);
  for (const hint of setup.hints) console.log(`  ${hint}`);
  console.log('\nPress Ctrl-C to stop.');
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), endWithin).unref();
    void place
      .stop()
      .then(() => setup.stop())
      .then(() => process.exit(0));
  };
  // A terminal's Ctrl-C can arrive twice: from the terminal, and from what started us.
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

function setupFor({ app, at, manifest, apiPort }: CommandLine): Promise<DemoSetup> {
  const print = (text: string): void => console.log(`app | ${text}`);
  switch (app.kind) {
    case 'own':
      return ourBot(keep, { apiPort });
    case 'command':
      return otherApp({ program: app, at, manifest, apiPort, keep, print });
    case 'elsewhere':
      return otherApp({ program: null, at, manifest, apiPort, keep, print });
  }
}

main().catch((error: unknown) => {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const port = isTaken && 'port' in error ? error.port : null;
  if (isTaken)
    console.error(`Port ${port} is in use. Choose another: npm run sandbox -- --port 4001 --api-port 4101`);
  else if (error instanceof Refused) console.error(error.message);
  else console.error('The sandbox could not start:', error);
  process.exit(1);
});
