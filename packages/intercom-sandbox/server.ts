import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certificate } from './certificates.ts';

/** A local HTTP server that can be closed and reopened on the same port. */
export type Door = { url: string; setOpen(open: boolean): Promise<void>; stop(): Promise<void> };

/**
 * Listens on 127.0.0.1, with TLS if given a certificate. Port 0 takes a free one. While closed, refuses connections.
 */
export async function startServer(
  listener: RequestListener,
  port: number,
  certificate?: Certificate,
): Promise<Door> {
  const server = certificate
    ? createSecureServer({ keepAlive: false, ...certificate }, listener)
    : createServer({ keepAlive: false }, listener);
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n');
    else socket.destroy();
  });
  const listen = async (on: number) => {
    server.listen(on, '127.0.0.1');
    await once(server, 'listening');
  };
  const shut = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  await listen(port);
  const bound = portOf(server.address());
  return {
    url: `${certificate ? 'https' : 'http'}://127.0.0.1:${bound}`,
    async setOpen(open) {
      if (open === server.listening) return;
      await (open ? listen(bound) : shut());
    },
    stop: shut,
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The sandbox server has no port.');
  return address.port;
}
