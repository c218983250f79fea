import { once } from 'node:events';
import { constants, createSecureServer, type ServerHttp2Stream } from 'node:http2';
import axios from 'axios';
import got from 'got';
import { Agent, request } from 'undici';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createAuthority, issue } from '../../../packages/intercom-sandbox/certificates.ts';
import { jsonOf } from '../../../src/resilience/json-of.ts';
import { readFailure } from '../../../src/resilience/read-failure.ts';
import { decisive } from './faults.ts';

const authority = createAuthority('Test authority');
const certificate = issue(authority, { names: ['127.0.0.1'] });
const ca = authority.cert;

const clients: Readonly<Record<string, (url: string) => Promise<unknown>>> = {
  got: async (url) =>
    jsonOf(await got(url, { http2: true, retry: { limit: 0 }, https: { certificateAuthority: ca } })),
  axios: async (url) => jsonOf(await axios.get(url, { httpVersion: 2, http2Options: { ca } })),
  undici: async (url) => {
    const dispatcher = new Agent({ allowH2: true, connect: { ca } });
    onTestFinished(() => dispatcher.destroy());
    return jsonOf(await request(url, { dispatcher }));
  },
};

const head = { ':status': 200, 'content-type': 'application/json' };
const unavailable = { kind: 'unavailable', carriedOut: 'maybe', waitMs: null };

const faults: Readonly<Record<string, { does: (stream: ServerHttp2Stream) => void; expected: object }>> = {
  'a 429': {
    does: (stream) => {
      stream.respond({ ...head, ':status': 429, 'retry-after': '7' });
      stream.end('{"type":"error.list","errors":[]}');
    },
    expected: { kind: 'limited', waitMs: 7_000 },
  },
  'a body that is cut off': {
    does: (stream) => {
      stream.respond(head);
      stream.write('{"type":"contact",', () => stream.close(constants.NGHTTP2_INTERNAL_ERROR));
    },
    expected: unavailable,
  },
  'a stream that is reset before the head': {
    does: (stream) => stream.close(constants.NGHTTP2_INTERNAL_ERROR),
    expected: unavailable,
  },
  'a session that is ended': {
    does: (stream) => stream.session?.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM),
    expected: unavailable,
  },
};

async function serve(does: (stream: ServerHttp2Stream) => void): Promise<string> {
  const server = createSecureServer(certificate);
  server.on('stream', (stream) => {
    stream.on('error', () => {});
    does(stream);
  });
  server.on('session', (session) => {
    session.on('error', () => {});
    onTestFinished(() => session.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `https://127.0.0.1:${address.port}`;
}

describe.each(Object.entries(clients))('%s over HTTP/2 classifies', (_, call) => {
  test.each(Object.entries(faults))('%s', async (_name, { does, expected }) => {
    const error = await call(await serve(does)).catch((thrown: unknown) => thrown);
    expect(decisive(readFailure(error, 0))).toEqual(expected);
  });
});
