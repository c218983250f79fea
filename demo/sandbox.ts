import { parseArgs } from 'node:util';
import { buildPage, pageFolder, pageIsStale } from '../sandbox/page-build.ts';
import { startPlace } from '../sandbox/place/start.ts';
import { botApp } from './bot-app.ts';
import { setStage } from './stage.ts';

/** How much the place remembers of calls, deliveries and ephemerals: hours of use must not fill the memory. */
const keep = 1_000;

const { values } = parseArgs({ options: { port: { type: 'string', default: '4000' } } });

/** Opens the sandbox as a place in the browser, with our bot in it. */
async function main(port: number): Promise<void> {
  if (pageIsStale()) {
    console.log('Building the page…');
    await buildPage();
  }
  const stage = await setStage({ keep, logLevel: process.env.LOG_LEVEL ?? 'silent' });
  const { app, close } = botApp(stage);
  const place = await startPlace({
    workspace: stage.workspace,
    intercom: stage.intercom,
    app,
    port,
    pageFolder,
  });
  console.log(`
The sandbox is open at ${place.url}

  Try: /intercom-incident open P1 Conversations not loading
  Then break Intercom, move the time, or stop the bot in the panel; open a second window as somebody else.
  Nothing leaves this machine, and everything is gone at the end. End it with Ctrl-C.
`);
  const end = async (): Promise<void> => {
    await place.stop();
    await close();
    await stage.stop();
    process.exit(0);
  };
  process.once('SIGINT', () => void end());
  process.once('SIGTERM', () => void end());
}

await main(Number(values.port));
