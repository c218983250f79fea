import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';

/** A host that swallows connections: they are neither accepted nor refused. */
export type BlackHole = { port: number; stop(): Promise<void> };

const code = `
  const { parentPort } = require('node:worker_threads');
  const server = require('node:net').createServer();
  server.listen({ host: '127.0.0.1', port: 0, backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
`;

/**
 * Opens a port on 127.0.0.1 whose connections time out: a thread listens with the shortest queue, then sleeps, and the
 * queue is filled. The kernel doesn't respond to any later connection (measured on Linux), as with a dead host.
 */
export async function openBlackHole(): Promise<BlackHole> {
  const worker = new Worker(code, { eval: true });
  const port = z.tuple([z.number()]).parse(await once(worker, 'message'))[0];
  const fillers = await fill(port);
  return {
    port,
    async stop() {
      for (const socket of fillers) socket.destroy();
      await worker.terminate();
    },
  };
}

/** Connects until two connections in a row don't succeed at once. */
async function fill(port: number): Promise<Socket[]> {
  const sockets: Socket[] = [];
  for (let waiting = 0; waiting < 2 && sockets.length < 20; ) {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    sockets.push(socket);
    const tooLong = new Promise<'full'>((resolve) => setTimeout(resolve, 50, 'full'));
    waiting = (await Promise.race([once(socket, 'connect'), tooLong])) === 'full' ? waiting + 1 : 0;
  }
  return sockets;
}
