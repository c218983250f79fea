import { MovableClock } from '../sandbox/clock.ts';
import { startIntercom } from '../sandbox/intercom/start.ts';
import { type Manifest, readManifest } from '../sandbox/manifest.ts';
import { childApp } from '../sandbox/place/child-app.ts';
import { offersOf } from '../sandbox/place/offers.ts';
import { everyEvent, everyScope } from '../sandbox/slack/everything.ts';
import { startWorkspace, type WorkspaceOptions } from '../sandbox/workspace.ts';
import type { Setting } from './setting.ts';

/** Which program is the app, and how Slack reaches it. */
export type OtherAppOptions = {
  readonly command: string;
  /** Its request URL (HTTP mode); without it the app connects by Socket Mode. */
  readonly requestUrl?: string | undefined;
  /** Its app manifest; without it everything is granted and told. */
  readonly manifest?: string | undefined;
  readonly keep: number;
  readonly print: (line: string) => void;
};

/** A workspace and an Intercom with another program as the app, which finds their addresses in its environment. */
export async function otherApp(options: OtherAppOptions): Promise<Setting> {
  const { command, requestUrl, keep, print } = options;
  const manifest = options.manifest === undefined ? null : readManifest(options.manifest);
  const clock = new MovableClock();
  const workspace = await startWorkspace({
    ...installed(manifest),
    ...(requestUrl === undefined ? {} : { requestUrl }),
    clock,
    keep,
  });
  const intercom = await startIntercom({ now: () => clock.now(), keep });
  const app = childApp({
    command,
    print,
    offers: manifest === null ? { commands: [], shortcuts: [] } : offersOf(manifest),
    env: {
      SLACK_API_URL: workspace.apiUrl,
      SLACK_BOT_TOKEN: workspace.botToken,
      // Many apps take an app token for "use Socket Mode".
      SLACK_APP_TOKEN: requestUrl === undefined ? workspace.appToken : '',
      SLACK_SIGNING_SECRET: workspace.signingSecret,
      INTERCOM_ACCESS_TOKEN: intercom.token,
      INTERCOM_API_URL: intercom.apiUrl,
      INTERCOM_STATUS_URL: intercom.statusUrl,
      HEALTH_CHECK_URL: intercom.healthUrl,
    },
  });
  await app.control.start();
  return {
    workspace,
    intercom,
    app,
    hints: [
      `The app is: ${command}`,
      'It has its own clock: moving the time moves that of Slack and Intercom only.',
    ],
    async stop() {
      await app.control.stop();
      await Promise.all([workspace.stop(), intercom.stop()]);
    },
  };
}

function installed(manifest: Manifest | null): WorkspaceOptions {
  if (manifest === null) return { scopes: everyScope, events: everyEvent };
  const { scopes, events, homeTab, messagesTab, messagesReadOnly } = manifest;
  return { scopes, events, homeTab, messagesTab, messagesReadOnly };
}
