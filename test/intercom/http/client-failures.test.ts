import { once } from 'node:events';
import { createServer as createTcpServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openBlackHole } from '../../../packages/intercom-sandbox/black-hole.ts';
import { askSimulated, get } from '../support/ask.ts';
import { portOf, serve } from '../support/server.ts';

describe('A failure names its stage and cause', () => {
  test.each([
    ['reset', 'headers', 'ECONNRESET'],
    ['hang_up', 'headers', 'UND_ERR_SOCKET'],
    ['not_http', 'headers', 'HTTPParserError'],
    ['reset_in_body', 'body', 'ECONNRESET'],
    ['truncated', 'body', 'UND_ERR_SOCKET'],
    ['unreachable', 'connect', 'ECONNREFUSED'],
  ] as const)('%s: %s, %s', async (api, stage, code) => {
    expect((await askSimulated(api)).exchange).toMatchObject({
      kind: 'failed',
      stage,
      code,
      timedOut: false,
    });
  });

  test.each([
    ['hang', 'headers', null],
    ['dripping_headers', 'headers', null],
    ['dripping_body', 'body', 200],
  ] as const)('%s: the deadline ends it at stage %s', async (api, stage, status) => {
    const { exchange } = await askSimulated(api, 200);
    expect(exchange).toMatchObject({ kind: 'failed', stage, code: 'TIMEOUT', timedOut: true, status });
    expect(exchange.ms).toBeLessThan(400);
  });

  test('an unknown host name fails at stage dns', async () => {
    const { exchange } = await get('http://intercom.invalid/me');
    expect(exchange).toMatchObject({ kind: 'failed', stage: 'dns' });
  });

  test('TLS to a port that speaks plain HTTP fails at stage tls', async () => {
    const url = await serve((_request, response) => void response.end());
    expect((await get(url.replace('http:', 'https:'))).exchange).toMatchObject({
      kind: 'failed',
      stage: 'tls',
      timedOut: false,
    });
  });

  test('a host that drops packets fails at stage connect, at the deadline', async () => {
    const hole = await openBlackHole();
    onTestFinished(() => hole.stop());
    const { exchange } = await get(`http://127.0.0.1:${hole.port}/`, { timeoutMs: 150 });
    expect(exchange).toMatchObject({ kind: 'failed', stage: 'connect', code: 'TIMEOUT', timedOut: true });
  });

  test('a handshake that is cut off fails at stage tls', async () => {
    const cutting = createTcpServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
    cutting.listen(0, '127.0.0.1');
    onTestFinished(() => void cutting.close());
    await once(cutting, 'listening');
    const { exchange } = await get(`https://127.0.0.1:${portOf(cutting.address())}/`);
    expect(exchange).toMatchObject({ kind: 'failed', stage: 'tls', code: 'ECONNRESET', certificate: null });
  });

  test('a TLS handshake that never ends fails at stage tls, at the deadline', async () => {
    const silent = createTcpServer().listen(0, '127.0.0.1');
    onTestFinished(() => void silent.close());
    await once(silent, 'listening');
    const { exchange } = await get(`https://127.0.0.1:${portOf(silent.address())}/`, { timeoutMs: 150 });
    expect(exchange).toMatchObject({ kind: 'failed', stage: 'tls', code: 'TIMEOUT' });
  });

  test('a 5xx whose body is cut off keeps its status and error code', async () => {
    const url = await serve((request, response) => {
      response.writeHead(503, {
        'content-type': 'application/json',
        'content-length': '900',
        'x-request-id': 'abc',
      });
      response.write('{"type":"error.list","errors":[{"code":"service_unavailable","mess', () =>
        request.socket.end(),
      );
    });
    expect((await get(url)).exchange).toMatchObject({
      kind: 'failed',
      stage: 'body',
      status: 503,
      requestId: 'abc',
      errors: [{ code: 'service_unavailable' }],
    });
  });
});
