import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { Agent, type Dispatcher } from 'undici';
import { describe, expect, onTestFinished, test } from 'vitest';
import { installed } from './support/installed.ts';

/** What undici tells of one call, in order, until it is over. */
async function call(origin: string, meddle: (controller: Dispatcher.DispatchController) => void = () => {}) {
  const dispatcher = new Agent({ allowH2: false });
  const starts: string[] = [];
  const ended = await new Promise<unknown>((over) => {
    dispatcher.dispatch(
      { method: 'POST', origin, path: '/', body: 'x' },
      {
        onRequestStart(controller) {
          starts.push('start');
          meddle(controller);
        },
        onResponseStart: (_, status) => void starts.push(`status ${status}`),
        onResponseData: () => {},
        onResponseEnd: () => over('end'),
        onResponseError: (_, error) => over(error),
      },
    );
  });
  await dispatcher.destroy();
  return { starts, ended };
}

/** A server that keeps what it gets, and answers a whole request. */
async function server() {
  const got: string[] = [];
  const listening = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      got.push(String(bytes));
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok');
    });
  }).listen(0, '127.0.0.1');
  await once(listening, 'listening');
  onTestFinished(() => void listening.close());
  return { origin: `http://127.0.0.1:${(listening.address() as AddressInfo).port}`, got };
}

describe(`What the bot relies on in ${installed('undici')}: onRequestStart (post)`, () => {
  test('is not called if no connection is opened, so nothing was sent', async () => {
    const { starts, ended } = await call('http://127.0.0.1:1');
    expect(starts).toEqual([]);
    expect(ended).toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('is called once, before the first byte is written and before the answer', async () => {
    const { origin, got } = await server();
    const gotAtStart: number[] = [];
    const { starts, ended } = await call(origin, () => gotAtStart.push(got.length));
    expect({ starts, ended, gotAtStart }).toEqual({
      starts: ['start', 'status 200'],
      ended: 'end',
      gotAtStart: [0],
    });
    expect(got.join('')).toMatch(/^POST \/ HTTP\/1\.1\r\n/);
  });

  test('can abort the call with a reason, which comes back as its error, and not a byte is sent', async () => {
    const { origin, got } = await server();
    const late = new Error('no answer within 5 ms');
    const { ended } = await call(origin, (controller) => controller.abort(late));
    expect(ended).toBe(late);
    expect(got).toEqual([]);
  });
});
