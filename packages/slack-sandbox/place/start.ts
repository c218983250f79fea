import type { SimulatedIntercom } from '../../intercom-sandbox/start.ts';
import { listen } from '../slack/api/server.ts';
import type { Workspace } from '../workspace.ts';
import { type AppUnderTest, unknownApp } from './app.ts';
import { route } from './web/routes.ts';

/** How the place starts. `pageFolder` is the built page; `port` 0 takes a free one. */
export type PlaceOptions = {
  readonly workspace: Workspace;
  readonly intercom: SimulatedIntercom;
  readonly app?: AppUnderTest;
  readonly port: number;
  readonly pageFolder: string;
};

/** The workspace as a place in the browser, at `url` without a slash at its end. */
export type Place = { readonly url: string; stop(): Promise<void> };

/** Opens the place on 127.0.0.1. Rejects when the port is taken. */
export async function startPlace(options: PlaceOptions): Promise<Place> {
  const { workspace, intercom, app = unknownApp, pageFolder } = options;
  const { server, baseUrl, stop } = await listen(options.port);
  server.on('request', (request, response) => {
    route({ workspace, intercom, app }, pageFolder, request, response).catch((error: unknown) => {
      console.error('The place failed:', error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  return { url: baseUrl.replace('127.0.0.1', 'localhost'), stop };
}
