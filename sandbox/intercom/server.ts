import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A local HTTP server whose door can be shut and opened again on the same port. */
export type Door = { url: string; setOpen(open: boolean): Promise<void>; stop(): Promise<void> };

/** Listens on 127.0.0.1. Port 0 takes a free one. While shut, connections are refused. */
export async function openDoor(listener: RequestListener, port: number): Promise<Door> {
  const server = createServer({ keepAlive: false }, listener);
  server.on('clientError', (_error, socket) => socket.destroy());
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
    url: `http://127.0.0.1:${bound}`,
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
