import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import fc from 'fast-check';
import { onTestFinished } from 'vitest';
import { portOf } from './server.ts';

/** What a wild server does with a connection, act by act; then it leaves it open. */
export type Act =
  | { kind: 'send'; data: Buffer }
  | { kind: 'wait'; ms: number }
  | { kind: 'end' }
  | { kind: 'reset' };

/** A server of raw bytes whose behaviour can be changed. Connections are cut when the test is over. */
export async function wildServer(): Promise<{ url: string; behave(acts: readonly Act[]): void }> {
  let acts: readonly Act[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    socket.once('data', () => void play(socket, acts));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    behave(next) {
      acts = next;
    },
  };
}

async function play(socket: Socket, acts: readonly Act[]): Promise<void> {
  for (const act of acts) {
    if (socket.destroyed) return;
    switch (act.kind) {
      case 'send':
        socket.write(act.data);
        break;
      case 'wait':
        await new Promise((resolve) => setTimeout(resolve, act.ms));
        break;
      case 'end':
        socket.end();
        return;
      case 'reset':
        socket.resetAndDestroy();
        return;
    }
  }
}

const statusLine = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(200, 204, 301, 302, 401, 403, 404, 408, 410, 422, 429, 500, 503) },
  { weight: 1, arbitrary: fc.integer({ min: 100, max: 999 }) },
);

/** Header lines and bodies that carry the secret in the ways that servers echo things. */
function echoes(secret: string): fc.Arbitrary<string> {
  const escaped = [...secret]
    .map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
  return fc.constantFrom(
    secret,
    `Bearer ${secret}`,
    encodeURIComponent(secret),
    escaped,
    secret.replaceAll('/', '\\/'),
    secret.slice(0, 20),
  );
}

function headerLines(secret: string): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(
      'content-type: application/json',
      'content-type: text/html',
      'content-encoding: gzip',
      'content-encoding: br',
      'transfer-encoding: chunked',
      'connection: close',
      'x-ratelimit-limit: many',
      'x-ratelimit-remaining: -1',
      'x-ratelimit-reset: 99999999999999999999',
      'x-ratelimit-reset: 1\r\nx-ratelimit-reset: 2',
      'location: /me',
      'location: //',
      'location: http://[',
      'date: yesterday',
      `x-filler: ${'x'.repeat(20_000)}`,
    ),
    fc.nat(5_000).map((length) => `content-length: ${length}`),
    echoes(secret).map((echo) => `x-request-id: ${echo}`),
    echoes(secret).map((echo) => `location: /login/${echo}`),
    echoes(secret).map((echo) => `content-type: ${echo}`),
    fc.string({ maxLength: 40 }).map((text) => `x-odd: ${text.replace(/[\r\n\0]/g, '')}`),
  );
}

function bodies(secret: string): fc.Arbitrary<string> {
  const error = fc
    .tuple(fc.constantFrom('token_revoked', 'forbidden', 'rate_limit_exceeded', 'x'), echoes(secret))
    .map(
      ([code, echo]) =>
        `{"type":"error.list","request_id":"${echo}","errors":[{"code":"${code}","message":"${echo}"}]}`,
    );
  const page = echoes(secret).map(
    (echo) =>
      `{"status":{"indicator":"${echo}","description":"${echo}"},"incidents":[{"id":"1","name":"${echo}","status":"open"}]}`,
  );
  const healthy = echoes(secret).map((echo) => `{"status":"DOWN","checks":{"${echo}":{"status":"fail"}}}`);
  return fc.oneof(
    error,
    page,
    healthy,
    fc.json(),
    fc.string({ maxLength: 200 }),
    fc.constantFrom(
      '',
      'null',
      '[]',
      '{"type":"admin","app":{"region":7}}',
      '{"type":"admin","app":{"region":"EU"}}',
      '<html><body>502</body></html>',
      '{"total_count":1,"type":"conversation.list"}',
      '['.repeat(30_000),
      `{"errors":[${'{},'.repeat(20_000)}{}]}`,
      'ff\r\nnot a chunk',
    ),
  );
}

/** Answers of random status, headers and bodies, whole or cut off anywhere, in pieces with pauses between. */
export function wildActs(secret: string): fc.Arbitrary<Act[]> {
  const answer = fc
    .tuple(statusLine, fc.array(headerLines(secret), { maxLength: 5 }), bodies(secret))
    .map(([status, lines, body]) =>
      Buffer.from(`HTTP/1.1 ${status} X\r\n${lines.join('\r\n')}\r\n\r\n${body}`),
    );
  const pieces = fc
    .tuple(answer, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(80))
    .map(([data, at, ms]): Act[] => {
      const cut = Math.floor(data.length * at);
      return [
        { kind: 'send', data: data.subarray(0, cut) },
        { kind: 'wait', ms },
        { kind: 'send', data: data.subarray(cut) },
      ];
    });
  const bytes = fc
    .uint8Array({ maxLength: 300 })
    .map((data): Act[] => [{ kind: 'send', data: Buffer.from(data) }]);
  const drip = fc.nat(20).map((ms): Act[] =>
    Array.from({ length: 40 }, (_, i): Act[] => [
      { kind: 'send', data: Buffer.from(i === 0 ? 'HTTP/1.1 200 OK\r\n' : `x-${i}: 1\r\n`) },
      { kind: 'wait', ms },
    ]).flat(),
  );
  const last = fc.constantFrom<Act[]>([], [{ kind: 'end' }], [{ kind: 'reset' }]);
  return fc
    .tuple(
      fc.oneof(
        { weight: 6, arbitrary: pieces },
        { weight: 1, arbitrary: bytes },
        { weight: 1, arbitrary: drip },
      ),
      last,
    )
    .map(([acts, ending]) => [...acts, ...ending]);
}
