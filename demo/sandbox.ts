import { parseArgs } from 'node:util';
import { buildPage, pageFolder, pageIsStale } from '../sandbox/page-build.ts';
import { startPlace } from '../sandbox/place/start.ts';
import { otherApp } from './other-app.ts';
import { ourBot } from './our-bot.ts';
import type { Setting } from './setting.ts';

/** How much the place remembers of calls, deliveries and ephemerals: hours of use must not fill the memory. */
const keep = 1_000;
/** How long the end may take, ms. */
const endWithin = 15_000;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4000' },
    app: { type: 'string' },
    http: { type: 'string' },
    manifest: { type: 'string' },
  },
});

/** Opens the sandbox as a place in the browser, with our bot in it or with another program. */
async function main(): Promise<void> {
  const mistake = mistakeIn(values);
  if (mistake !== null) {
    console.error(mistake);
    process.exitCode = 1;
    return;
  }
  if (pageIsStale()) {
    console.log('Building the page…');
    await buildPage();
  }
  const setting = await settingFor();
  const { workspace, intercom, app } = setting;
  const place = await startPlace({ workspace, intercom, app, port: Number(values.port), pageFolder }).catch(
    async (error: unknown) => {
      await setting.stop();
      throw error;
    },
  );
  console.log(`\nThe sandbox is open at ${place.url}\n`);
  for (const hint of setting.hints) console.log(`  ${hint}`);
  console.log('\nEnd it with Ctrl-C.');
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), endWithin).unref();
    void place
      .stop()
      .then(() => setting.stop())
      .then(() => process.exit(0));
  };
  // A terminal's Ctrl-C can arrive twice: from the terminal, and from what started us.
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

function mistakeIn({ port, app, http, manifest }: typeof values): string | null {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return `"${port}" is no port. Write --port 4001.`;
  if (app === undefined && (http !== undefined || manifest !== undefined))
    return "--http and --manifest are for another program: add --app 'command'.";
  if (http !== undefined && !/^https?:$/.test(URL.canParse(http) ? new URL(http).protocol : ''))
    return `"${http}" is no address. Write --http http://localhost:3000/slack/events.`;
  return null;
}

function settingFor(): Promise<Setting> {
  const { app: command, http: requestUrl, manifest } = values;
  if (command === undefined) return ourBot(keep);
  return otherApp({ command, requestUrl, manifest, keep, print: (line) => console.log(`app | ${line}`) });
}

main().catch((error: unknown) => {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE')
    console.error(`The port ${values.port} is taken. Give another one: npm run sandbox -- --port 4001`);
  else console.error('The sandbox could not start:', error);
  process.exit(1);
});
