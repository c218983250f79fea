import { startIntercom } from '../packages/intercom-sandbox/start.ts';
import { MovableClock } from '../packages/slack-sandbox/clock.ts';
import type { CommandLine } from '../packages/slack-sandbox/command-line.ts';
import { installedBy } from '../packages/slack-sandbox/installed.ts';
import { readManifest } from '../packages/slack-sandbox/manifest.ts';
import { unknownApp } from '../packages/slack-sandbox/place/app.ts';
import { childApp } from '../packages/slack-sandbox/place/child-app.ts';
import { offersOf } from '../packages/slack-sandbox/place/offers.ts';
import { appEnvironment } from '../packages/slack-sandbox/redirect/environment.ts';
import { warnWhenSilent } from '../packages/slack-sandbox/redirect/silence.ts';
import { startWorkspace } from '../packages/slack-sandbox/workspace.ts';
import { intercomService } from './intercom-service.ts';
import type { DemoSetup } from './setup.ts';

/** Which program is the app, and how Slack reaches it. */
export type OtherAppOptions = Pick<CommandLine, 'at' | 'manifest' | 'apiPort'> & {
  /** What to start and where; null for one that somebody starts elsewhere. */
  readonly program: { readonly command: string; readonly folder: string } | null;
  readonly keep: number;
  readonly print: (line: string) => void;
};

/** A workspace and an Intercom with another program as the app, which finds their addresses in its environment. */
export async function otherApp(options: OtherAppOptions): Promise<DemoSetup> {
  const { program, at, apiPort, keep, print } = options;
  const manifest = options.manifest === undefined ? null : readManifest(options.manifest);
  const clock = new MovableClock();
  const installed = installedBy(manifest, at);
  const workspace = await startWorkspace({ ...installed, port: apiPort, clock, keep });
  const intercom = await startIntercom({ now: () => clock.now(), keep });
  const env = {
    ...appEnvironment(workspace),
    // Many apps take an app token for "use Socket Mode".
    ...(installed.requestUrl !== undefined && { SLACK_APP_TOKEN: '' }),
    INTERCOM_ACCESS_TOKEN: intercom.token,
    INTERCOM_API_URL: intercom.apiUrl,
    INTERCOM_STATUS_URL: intercom.statusUrl,
    HEALTH_CHECK_URL: intercom.healthUrl,
  };
  const offers = manifest === null ? { commands: [], shortcuts: [] } : offersOf(manifest);
  const watch = () => warnWhenSilent(workspace, print);
  const app =
    program === null ? { ...unknownApp, ...offers } : childApp({ ...program, print, offers, env, watch });
  await app.control?.start();
  return {
    workspace,
    intercom,
    services: [intercomService(intercom)],
    app,
    hints: [
      program === null
        ? 'Start the app with this in its environment:'
        : `The app is: ${program.command}, in ${program.folder}, with this in its environment:`,
      ...Object.entries(env).map(([name, value]) => `  ${name}=${quoted(value)}`),
      'It has its own clock: moving the time moves that of Slack and Intercom only.',
    ],
    async stop() {
      await app.control?.stop();
      await Promise.all([workspace.stop(), intercom.stop()]);
    },
  };
}

/* As a shell and a .env file read it. */
const quoted = (value: string): string => (/^[\w:/.,@%+=-]*$/u.test(value) ? value : `'${value}'`);
