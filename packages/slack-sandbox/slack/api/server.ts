import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocketServer } from 'ws';
import type { SocketHub } from '../deliver/socket.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { serveRequest } from './routes.ts';

/** A listening server that doesn't respond yet; `serve` attaches the workspace. */
export type Listening = {
  readonly server: Server;
  /** `http://127.0.0.1:<port>` */
  readonly baseUrl: string;
  /**
   * Refuses new connections, while existing ones continue, until the returned function is called, which resolves when
   * the server listens again.
   */
  readonly refuse: () => () => Promise<void>;
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
  const { port: taken } = address;
  return {
    server,
    baseUrl: `http://127.0.0.1:${taken}`,
    refuse() {
      server.close();
      return () => listenAgain(server, taken);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Another program may have taken the port in the meantime; this waits for it. */
async function listenAgain(server: Server, port: number): Promise<void> {
  for (let left = 100; ; left -= 1) {
    try {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      return;
    } catch (error) {
      if (left === 0) throw error;
      await sleep(50);
    }
  }
}

/** Serves the workspace: HTTP requests, and Socket Mode connections under `/link`. */
export function serve(server: Server, state: WorkspaceState, hub: SocketHub): void {
  server.on('request', (request, response) => {
    serveRequest(state, request, response).catch((error: unknown) => {
      // The sandbox itself failed: report it where a developer sees it, and don't respond as Slack would.
      console.error('The Slack sandbox failed:', error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    const url = new URL(request.url ?? '/', state.baseUrl);
    const ticket = url.searchParams.get('ticket') ?? '';
    if (!url.pathname.startsWith('/link') || !state.tickets.use(ticket, state.clock.now())) {
      socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (connection) => hub.accept(connection));
  });
}
