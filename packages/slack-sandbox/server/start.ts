import { listen } from '../slack/api/server.ts';
import type { Workspace } from '../workspace.ts';
import { type AppUnderTest, unknownApp } from './app.ts';
import type { SimulatedService } from './service.ts';
import { servePageRequest } from './web/routes.ts';

/**
 * How the page's server starts. `services` are what the app depends on besides Slack; `pageFolder` is the built page; a
 * `port` of 0 takes a free one.
 */
export type PageServerOptions = {
  readonly workspace: Workspace;
  readonly app?: AppUnderTest;
  readonly services?: readonly SimulatedService[];
  readonly port: number;
  readonly pageFolder: string;
};

/** The page's server, at `url` without a trailing slash. */
export type PageServer = { readonly url: string; stop(): Promise<void> };

/** Opens the page on 127.0.0.1. Rejects if the port is taken. */
export async function startPageServer(options: PageServerOptions): Promise<PageServer> {
  const { workspace, app = unknownApp, services = [], pageFolder } = options;
  const { server, baseUrl, stop } = await listen(options.port);
  server.on('request', (request, response) => {
    servePageRequest({ workspace, services, app }, pageFolder, request, response).catch((error: unknown) => {
      console.error('The sandbox failed:', error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  return { url: baseUrl.replace('127.0.0.1', 'localhost'), stop };
}
