import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A local HTTP server for one test. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${portOf(server.address())}`;
}

export function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}

/** A server that answers JSON by path, and 404 elsewhere. `HOST` in a path stands for its own host and port. */
export function serveJson(documents: Readonly<Record<string, unknown>>): Promise<string> {
  return serve((request, response) => {
    const path = new URL(request.url ?? '/', 'http://local').pathname;
    const body = documents[path.replace(request.headers.host ?? '', 'HOST')];
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(body === undefined ? '{}' : JSON.stringify(body));
  });
}

/** UNIX ms at which the tests stand still. */
export const now = () => Date.UTC(2026, 10, 21, 12, 0, 0);
