import { existsSync } from 'node:fs';
import { MovableClock } from './clock.ts';
import type { CommandLine, WantedApp } from './command-line.ts';
import { installedBy } from './installed.ts';
import { readManifest } from './manifest.ts';
import { appEnvironment } from './redirect/environment.ts';
import { warnWhenSilent } from './redirect/silence.ts';
import type { SandboxSetup } from './run-cli.ts';
import { unknownApp } from './server/app.ts';
import { childApp } from './server/child-app.ts';
import { offersOf } from './server/offers.ts';
import type { SimulatedService } from './server/service.ts';
import { Refused } from './slack/errors.ts';
import { unsentEvents } from './slack/unsent-events.ts';
import { startWorkspace } from './start-workspace.ts';

/** How many calls, deliveries, and ephemerals are remembered: hours of use must not fill the memory. */
export const keep = 1_000;

/** What the app depends on besides Slack: its services for the panel, and their addresses in the app's environment. */
export type Surroundings = {
  readonly clock: MovableClock;
  readonly services: readonly SimulatedService[];
  readonly env: Readonly<Record<string, string>>;
};

/** An app that is started here, or elsewhere by someone else. */
export type OtherApp = Exclude<WantedApp, { readonly kind: 'own' }>;

/** A workspace with another program as the app, which finds the addresses and tokens in its environment. */
export async function setUpApp(
  wanted: OtherApp,
  { at, apiPort, manifest: file }: Pick<CommandLine, 'at' | 'apiPort' | 'manifest'>,
  { clock, services, env: more }: Surroundings = { clock: new MovableClock(), services: [], env: {} },
): Promise<SandboxSetup> {
  if (wanted.kind === 'command' && !isFolder(wanted.folder))
    throw new Refused(`There's no folder ${wanted.folder}. Name the app's folder: --folder ../my-app`);
  const print = (text: string): void => console.log(`app | ${text}`);
  const manifest = file === undefined ? null : readManifest(file);
  const installed = installedBy(manifest, at);
  const workspace = await startWorkspace({ ...installed, port: apiPort, clock, keep });
  const env = {
    ...appEnvironment(workspace),
    // Many apps take the presence of an app token to mean "use Socket Mode".
    ...(installed.requestUrl !== undefined && { SLACK_APP_TOKEN: '' }),
    ...more,
  };
  const offers = manifest === null ? { commands: [], shortcuts: [] } : offersOf(manifest);
  const watch = () => warnWhenSilent(workspace, print);
  const app =
    wanted.kind === 'elsewhere'
      ? { ...unknownApp, ...offers }
      : childApp({ ...wanted, print, offers, env, watch });
  await app.control?.start();
  return {
    workspace,
    app,
    services,
    hints: [
      wanted.kind === 'elsewhere'
        ? 'Start the app with this in its environment:'
        : `The app is: ${wanted.command}, in ${wanted.folder}, with this in its environment:`,
      ...Object.entries(env).map(([name, value]) => `  ${name}=${quoted(value)}`),
      ...(manifest === null ? [] : unsentEvents(manifest)),
      `It has its own clock: moving the time moves that of ${['Slack', ...services.map(({ name }) => name)].join(' and ')} only.`,
    ],
    async stop() {
      await app.control?.stop();
      await workspace.stop();
    },
  };
}

/* Also false if the app can't be started in it. */
const isFolder = (path: string): boolean => existsSync(`${path}/.`);

/* As a shell and a .env file read it. */
const quoted = (value: string): string => (/^[\w:/.,@%+=-]*$/u.test(value) ? value : `'${value}'`);
