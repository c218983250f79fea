import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { installed } from './support/installed.ts';

let server: WebSocketServer;
let url: string;

beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(() => {
    for (const socket of server.clients) socket.terminate();
    server.close();
  });
});

/** A connection that stands, and its other end. */
async function connected() {
  const accepted = once(server, 'connection');
  const socket = new WebSocket(url, { perMessageDeflate: false });
  await once(socket, 'open');
  const [other] = await accepted;
  return { socket, other };
}

describe(`What the bot relies on in ${installed('ws')}: one connection (SlackSocket)`, () => {
  test("that can't be opened emits an error, then a close", async () => {
    const steps: string[] = [];
    const socket = new WebSocket('ws://127.0.0.1:1').on('error', () => steps.push('error'));
    await new Promise<void>((closed) => {
      socket.on('close', () => {
        steps.push('close');
        closed();
      });
    });
    expect(steps).toEqual(['error', 'close']);
  });

  test('that is dropped while opening emits a close, too', async () => {
    const socket = new WebSocket(url).on('error', () => {});
    const closed = new Promise<void>((done) => void socket.once('close', () => done()));
    socket.terminate();
    await closed;
    expect(socket.readyState).toBe(WebSocket.CLOSED);
  });

  test('answers a ping on its own, and reports a pong', async () => {
    const { socket } = await connected();
    socket.ping();
    await once(socket, 'pong');
    expect(socket.readyState).toBe(WebSocket.OPEN);
  });

  test('is no longer open once it closes, and is closed when the other side has answered', async () => {
    const { socket, other } = await connected();
    socket.close(1000);
    expect(socket.readyState).not.toBe(WebSocket.OPEN);
    const [code] = await once(other, 'close');
    expect(code).toBe(1000);
  });

  test('reports a failed send on a dead connection in the callback, not by throwing', async () => {
    const { socket, other } = await connected();
    other.terminate();
    await once(socket, 'close');
    const failed = await new Promise<unknown>((done) => socket.send('late', done));
    expect(failed).toBeInstanceOf(Error);
  });

  test('tells text from bytes', async () => {
    const { socket, other } = await connected();
    const received: boolean[] = [];
    const both = new Promise<void>((done) => {
      socket.on('message', (_, isBinary) => received.push(isBinary) === 2 && done());
    });
    other.send('text');
    other.send(Buffer.from('bytes'));
    await both;
    expect(received).toEqual([false, true]);
  });
});
