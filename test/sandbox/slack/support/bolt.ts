import { Server } from 'node:http';
import { App, type AppOptions, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import { startWorkspace } from '../../../../packages/slack-sandbox/start-workspace.ts';
import type { Workspace, WorkspaceOptions } from '../../../../packages/slack-sandbox/workspace.ts';
import { silent } from './client.ts';

/** A workspace with a real Bolt App in it. */
export type Installed = {
  readonly workspace: Workspace;
  readonly app: App;
  readonly stop: () => Promise<void>;
};

/** How Slack reaches the app. */
export type Transport = 'socket' | 'http';

const clientOptions = (workspace: Workspace) => ({
  slackApiUrl: workspace.apiUrl,
  retryConfig: { retries: 0 },
  timeout: 5_000,
});

/**
 * Starts a workspace and a Bolt App in it; `build` adds the listeners before it starts. `clientPingTimeout`: how long the
 * app waits for a pong and before it connects again, ms; Bolt's own is 5 s, which a busy machine needs.
 */
export async function install(
  transport: Transport,
  build: (app: App) => void,
  options: WorkspaceOptions = {},
  { clientPingTimeout, ...appOptions }: Partial<AppOptions> & { clientPingTimeout?: number } = {},
): Promise<Installed> {
  const workspace = await startWorkspace(options);
  const app = new App({
    token: workspace.botToken,
    logger: silent,
    receiver: transport === 'socket' ? socketReceiver(workspace, clientPingTimeout) : httpReceiver(workspace),
    clientOptions: clientOptions(workspace),
    deferInitialization: true,
    ...appOptions,
  });
  await app.init();
  build(app);
  const server = await app.start({ port: 0, host: '127.0.0.1' });
  if (transport === 'http') workspace.deliverTo(requestUrl(server));
  return {
    workspace,
    app,
    stop: async () => {
      await app.stop();
      await workspace.stop();
    },
  };
}

function socketReceiver(workspace: Workspace, clientPingTimeout?: number): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken: workspace.appToken,
    logger: silent,
    ...(clientPingTimeout !== undefined && { clientPingTimeout }),
    installerOptions: { clientOptions: clientOptions(workspace) },
  });
}

function httpReceiver(workspace: Workspace): HTTPReceiver {
  return new HTTPReceiver({ signingSecret: workspace.signingSecret, logger: silent });
}

function requestUrl(server: unknown): string {
  if (!(server instanceof Server)) throw new Error('The app has no HTTP server.');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The app listens on no port.');
  return `http://127.0.0.1:${address.port}/slack/events`;
}
