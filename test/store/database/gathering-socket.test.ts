import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { gatheringSocket } from '../../../src/store/postgres/database/gathering-socket.ts';

test('a connection to PostgreSQL sends what is written in one turn at once, in its order, and the rest in the next', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const socket = gatheringSocket().connect(port, '127.0.0.1');
  const [[accepted]] = await Promise.all([once(server, 'connection'), once(socket, 'connect')]);
  const received = text(accepted);
  const calls: number[] = [];
  const { _write, _writev } = socket;
  socket._write = (...given) => {
    calls.push(1);
    _write.apply(socket, given);
  };
  socket._writev = (chunks, written) => {
    calls.push(chunks.length);
    _writev?.call(socket, chunks, written);
  };
  socket.write('BEGIN;');
  socket.write(Buffer.from('INSERT;'));
  socket.cork();
  socket.write('UPDATE;');
  socket.uncork();
  await Promise.resolve();
  socket.write('SELECT;', 'utf8');
  expect(calls).toEqual([]);
  await new Promise(setImmediate);
  expect(calls).toEqual([4]);
  await new Promise<unknown>((written) => socket.write('COMMIT;', written));
  expect(calls).toEqual([4, 1]);
  socket.end('bye');
  expect(await received).toBe('BEGIN;INSERT;UPDATE;SELECT;COMMIT;bye');
  server.close();
});
