import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** What the server does with the one request of a connection. */
export type Fault = (socket: Socket) => void;

/** A server that misbehaves as told, on 127.0.0.1. It closes each connection after one request. */
export type FaultyServer = {
  /** What it does from now on, and where to ask for it: what comes late from an earlier trial gets and counts nothing. */
  set(fault: Fault): string;
  /** How many requests came since `set`, below its URL. */
  readonly requests: number;
  stop(): Promise<void>;
};

/** Starts it; written on bare sockets, because it breaks HTTP where an HTTP server would keep to it. */
export async function startFaultyServer(): Promise<FaultyServer> {
  let fault: Fault = (socket) => socket.destroy();
  let requests = 0;
  let trial = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    onceRequested(socket, (path) => {
      if (path.split('/')[1] !== String(trial)) {
        socket.destroy();
        return;
      }
      requests += 1;
      fault(socket);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${portOf(server.address())}`;
  return {
    set(next) {
      fault = next;
      requests = 0;
      trial += 1;
      return `${url}/${trial}`;
    },
    get requests() {
      return requests;
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Head and body have come: a body's length is in the head, and none here is sent in chunks. */
function onceRequested(socket: Socket, then: (path: string) => void): void {
  let text = '';
  const read = (chunk: Buffer) => {
    text += chunk.toString('latin1');
    const [head, body] = text.split('\r\n\r\n', 2);
    if (head === undefined || body === undefined) return;
    if (body.length < Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0)) return;
    socket.off('data', read);
    socket.resume();
    then(head.split(' ', 2)[1] ?? '');
  };
  socket.on('data', read);
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}
