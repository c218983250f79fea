import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { send } from '../../../src/intercom/http/client.ts';
import { askSimulated, get, token } from '../support/ask.ts';
import { now, serve } from '../support/server.ts';

describe('A response', () => {
  test('comes with status, body kind, request_id, and rate limit', async () => {
    const { exchange, json, simulated } = await askSimulated('healthy');
    expect(exchange).toMatchObject({
      kind: 'answered',
      status: 200,
      body: 'json',
      mislabelled: false,
      requestId: simulated.requests[0]?.requestId,
      rateLimit: { limit: 1667, remaining: 1666, resetAt: now() + 7_000 },
    });
    expect(json).toMatchObject({ type: 'admin' });
  });

  test('comes with the milliseconds spent in each stage', async () => {
    const { exchange } = await askSimulated('healthy');
    expect(Object.keys(exchange.stages).sort()).toEqual(['body', 'connect', 'dns', 'headers']);
    expect(exchange.ms).toBeGreaterThanOrEqual(exchange.stages.headers ?? 0);
  });

  test('with an error carries its codes and messages', async () => {
    const { exchange } = await askSimulated('token_revoked');
    expect(exchange).toMatchObject({
      status: 401,
      errors: [{ code: 'token_revoked', message: 'Access Token Revoked' }],
    });
  });

  test('without a request_id has none', async () => {
    expect((await askSimulated('unavailable_without_id')).exchange).toMatchObject({
      status: 503,
      requestId: null,
    });
  });

  test('that is HTML labeled as JSON is recognized as mislabeled', async () => {
    expect((await askSimulated('bad_gateway_as_json')).exchange).toMatchObject({
      status: 502,
      body: 'html',
      mislabelled: true,
    });
  });

  test("that is empty isn't JSON", async () => {
    expect((await askSimulated('gateway_timeout')).exchange).toMatchObject({ status: 504, body: 'empty' });
  });

  test('above 1 MB is truncated', async () => {
    const url = await serve((_request, response) => void response.end('x'.repeat(3_000_000)));
    const { exchange, text } = await get(url);
    expect(exchange).toMatchObject({ kind: 'answered', cut: true });
    expect(text.length).toBe(1_048_576);
  });

  test('that is compressed without being asked for is decompressed', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' });
      response.end(gzipSync('{"type":"admin"}'));
    });
    expect((await get(url)).json).toEqual({ type: 'admin' });
  });

  test('that only claims to be compressed stays readable', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end('plain');
    });
    expect((await get(url)).text).toBe('plain');
  });
});

describe("A response's request_id", () => {
  const answering = (headers: Record<string, string>, body: string) =>
    serve((_request, response) => void response.writeHead(500, headers).end(body));

  test('is taken from the body before the header', async () => {
    const url = await answering(
      { 'x-request-id': 'from-header' },
      '{"type":"error.list","request_id":"from-body","errors":[]}',
    );
    expect((await get(url)).exchange.requestId).toBe('from-body');
  });

  test('is taken from the header if the body has null', async () => {
    const url = await answering({ 'x-request-id': 'from-header' }, '{"request_id":null}');
    expect((await get(url)).exchange.requestId).toBe('from-header');
  });
});

describe("A response's rate limit", () => {
  const limited = async (headers: Record<string, string | string[]>) => {
    const url = await serve((_request, response) => void response.writeHead(429, headers).end());
    return (await get(url)).exchange.rateLimit;
  };
  const at = (seconds: number) => String(now() / 1000 + seconds);

  test('resets in 1 to 60 seconds, whatever the header says', async () => {
    expect(await limited({ 'x-ratelimit-reset': at(4) })).toMatchObject({ resetAt: now() + 4_000 });
    expect(await limited({ 'x-ratelimit-reset': at(86_400) })).toMatchObject({ resetAt: now() + 60_000 });
    expect(await limited({ 'x-ratelimit-reset': '1487332510' })).toMatchObject({ resetAt: now() + 1_000 });
    expect(await limited({ 'x-ratelimit-reset': `${at(4)}000` })).toMatchObject({ resetAt: now() + 4_000 });
  });

  test("leaves out headers that aren't numbers", async () => {
    expect(
      await limited({
        'x-ratelimit-limit': 'many',
        'x-ratelimit-remaining': '-3',
        'x-ratelimit-reset': 'NaN',
      }),
    ).toBeNull();
    expect(await limited({ 'x-ratelimit-limit': '1667', 'x-ratelimit-reset': '' })).toEqual({
      limit: 1667,
      remaining: null,
      resetAt: null,
    });
  });

  test('takes the first of repeated headers', async () => {
    expect(await limited({ 'x-ratelimit-remaining': ['3', '9'] })).toMatchObject({ remaining: 3 });
  });
});

describe('The Intercom token', () => {
  test("is never sent to a redirect's target", async () => {
    const elsewhere: string[] = [];
    const other = await serve((request, response) => {
      elsewhere.push(request.url ?? '');
      response.end();
    });
    const url = await serve(
      (_request, response) => void response.writeHead(302, { location: `${other}/login?x=1` }).end(),
    );
    const { exchange } = await get(url, { token, follow: 5 });
    expect(exchange).toMatchObject({ status: 302, redirect: `${other}/login` });
    expect(elsewhere).toEqual([]);
  });

  test("isn't in the result, even if the server echoes it everywhere", async () => {
    const url = await serve((request, response) => {
      const sent = request.headers.authorization ?? '';
      const headers = {
        'x-request-id': sent,
        'content-type': sent,
        location: `/x/${token}`,
        'x-ratelimit-limit': sent,
      };
      response
        .writeHead(302, headers)
        .end(`{"request_id":"${sent}","errors":[{"code":"${token}","message":"${sent}"}]}`);
    });
    expect(JSON.stringify(await get(url, { token }))).not.toContain(token);
  });
});

describe('A redirect of a request without a token', () => {
  test('is followed up to the limit, with its query', async () => {
    const target = await serve((request, response) => void response.end(request.url));
    const url = await serve(
      (_request, response) => void response.writeHead(301, { location: `${target}/moved?a=1` }).end(),
    );
    expect((await get(url, { follow: 1 })).text).toBe('/moved?a=1');
    expect((await get(url)).exchange).toMatchObject({ status: 301 });
  });

  test('stops if it loops', async () => {
    const url = await serve(
      (_request, response) => void response.writeHead(302, { location: '/again' }).end(),
    );
    expect((await get(url, { follow: 3 })).exchange).toMatchObject({ status: 302 });
  });
});

test('An invalid URL is neither called nor repeated', async () => {
  const { exchange } = await send({ url: 'file:///etc/passwd?secret=1', timeoutMs: 100 }, now);
  expect(exchange).toEqual({ kind: 'not_run', why: "the configured address isn't an http(s) URL" });
});
