import { startIntercom } from '../packages/intercom-sandbox/start.ts';
import { keep, type OtherApp, setUpApp } from '../packages/slack-sandbox/app-setup.ts';
import { MovableClock } from '../packages/slack-sandbox/clock.ts';
import type { CommandLine } from '../packages/slack-sandbox/command-line.ts';
import { runCli, type SandboxSetup } from '../packages/slack-sandbox/run-cli.ts';
import { intercomSettings } from './bot-settings.ts';
import { intercomService } from './intercom-service.ts';
import { ourBot } from './our-bot.ts';

// Opens the sandbox in the browser, with our bot or another program in it, and Intercom alongside.
await runCli(
  { command: 'npm run sandbox --', own: 'the bot that this repository holds' },
  ({ app, ...line }) => (app.kind === 'own' ? ourBot(keep, line) : besideIntercom(app, line)),
);

async function besideIntercom(app: OtherApp, line: Omit<CommandLine, 'app'>): Promise<SandboxSetup> {
  const clock = new MovableClock();
  const intercom = await startIntercom({ now: () => clock.now(), keep });
  const env = intercomSettings(intercom);
  const setup = await setUpApp(app, line, { clock, services: [intercomService(intercom)], env });
  return {
    ...setup,
    async stop() {
      await setup.stop();
      await intercom.stop();
    },
  };
}
