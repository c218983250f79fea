import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { SocketHub } from '../deliver/socket.ts';
import type { World } from '../world.ts';
import { route } from './routes.ts';

/** A listening server that does not answer yet; `serve` attaches the workspace. */
export type Listening = {
  readonly server: Server;
  /** `http://127.0.0.1:<port>` */
  readonly baseUrl: string;
  readonly stop: () => Promise<void>;
};

/** Listens on 127.0.0.1; port 0 takes a free one. */
export async function listen(port: number): Promise<Listening> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    server,
    baseUrl: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Serves the workspace: HTTP requests, and Socket Mode connections under `/link`. */
export function serve(server: Server, world: World, hub: SocketHub): void {
  server.on('request', (request, response) => {
    route(world, request, response).catch((error: unknown) => {
      // The sandbox itself failed: say it where a developer sees it, and do not look like Slack.
      console.error('The Slack sandbox failed:', error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    const url = new URL(request.url ?? '/', world.baseUrl);
    const ticket = url.searchParams.get('ticket') ?? '';
    if (!url.pathname.startsWith('/link') || !world.tickets.use(ticket, world.clock.now())) {
      socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (connection) => hub.accept(connection));
  });
}
