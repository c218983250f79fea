import { request } from 'undici';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../packages/intercom-sandbox/start.ts';
import { readFailure } from '../../src/resilience/read-failure.ts';
import { CallFailed } from '../../src/resilience/verdict.ts';
import { intercomIn } from './intercom.ts';
import { start } from './virtual-time.ts';

const clients = {
  fetch: (url: string, headers: Record<string, string>) =>
    fetch(url, { headers, signal: AbortSignal.timeout(300) }).then((answer) => answer.json()),
  undici: (url: string, headers: Record<string, string>) =>
    request(url, { headers, signal: AbortSignal.timeout(300) }).then((answer) => answer.body.json()),
};

async function thrownBy(client: keyof typeof clients, api: NonNullable<Change['api']>) {
  const { url, headers } = await intercomIn(api);
  const error = await clients[client](url, headers).catch((thrown: unknown) => thrown);
  return readFailure(error, start);
}

describe.each(['fetch', 'undici'] as const)('An error thrown by %s', (client) => {
  test.each([
    ['reset', "Intercom didn't respond (ECONNRESET)"],
    ['reset_in_body', "Intercom didn't respond (ECONNRESET)"],
    ['hang_up', "Intercom didn't respond (UND_ERR_SOCKET)"],
    ['truncated', "Intercom didn't respond (UND_ERR_SOCKET)"],
    ['hang', 'Intercom did not answer in time'],
    ['dripping_body', 'Intercom did not answer in time'],
  ] as const)('on %s means that the call may have been carried out', async (api, because) => {
    expect(await thrownBy(client, api)).toMatchObject({ kind: 'unavailable', carriedOut: 'maybe', because });
  });

  /** Node's own undici names a code, the package names none; both use the dispatcher of whichever came first. */
  test('on not_http means that the call may have been carried out', async () => {
    const because = expect.stringMatching(/^Intercom (gave no usable answer|did not answer \(HPE_\w+\))$/);
    expect(await thrownBy(client, 'not_http')).toMatchObject({
      kind: 'unavailable',
      carriedOut: 'maybe',
      because,
    });
  });

  test("if nothing listens means that the call wasn't carried out", async () => {
    const because = "Intercom didn't respond (ECONNREFUSED)";
    expect(await thrownBy(client, 'unreachable')).toMatchObject({
      kind: 'unavailable',
      carriedOut: 'no',
      because,
    });
  });

  test("on a body that isn't JSON means that the call may have been carried out", async () => {
    expect(await thrownBy(client, 'captive_portal')).toMatchObject({
      kind: 'unavailable',
      carriedOut: 'maybe',
      because: 'Intercom answered with something that is not JSON',
    });
  });
});

/** The errors of intercom-client 7.0.3, as measured: no name of their own, no cause, headers in `rawResponse` only. */
class IntercomError extends Error {
  readonly statusCode: number | undefined;
  readonly rawResponse: { status: number; headers: Headers };

  constructor(message: string, statusCode?: number, headers: Record<string, string> = {}) {
    super(message);
    this.statusCode = statusCode;
    this.rawResponse = { status: statusCode ?? 0, headers: new Headers(headers) };
  }
}

describe('An error thrown by intercom-client', () => {
  test('on a 429 says when to come back', () => {
    const reset = { 'X-RateLimit-Reset': String(start / 1_000 + 7) };
    const error = new IntercomError('Status code: 429', 429, reset);
    expect(readFailure(error, start)).toMatchObject({ kind: 'limited', waitMs: 7_000 });
  });

  test.each([
    [404, 'refused'],
    [401, 'refused'],
    [422, 'refused'],
    [408, 'unavailable'],
    [500, 'unavailable'],
    [504, 'unavailable'],
  ])('on a %i is %s', (status, kind) => {
    expect(readFailure(new IntercomError(`Status code: ${status}`, status), start)).toMatchObject({
      kind,
      status,
    });
  });

  test.each([
    'fetch failed',
    'terminated',
    'Unexpected token \'<\', "<html>" is not valid JSON',
    '"timeout"',
  ])('without a status (%s) is no usable answer', (message) => {
    expect(readFailure(new IntercomError(message), start)).toMatchObject({
      kind: 'unavailable',
      status: null,
    });
  });

  test('on its own timeout is no usable answer', () => {
    const error = new Error('Timeout exceeded when calling GET /contacts/{contact_id}.');
    expect(readFailure(error, start)).toMatchObject({ kind: 'unavailable' });
  });

  test('after the caller aborted says nothing about Intercom', () => {
    expect(readFailure(new IntercomError('The user aborted a request'), start)).toMatchObject({
      kind: 'other',
    });
  });
});

describe("Reading a client's failure understands", () => {
  const headers = { 'Retry-After': '3' };
  const rawHeaders = ['Retry-After', '3'];

  test.each([
    ['status and headers on the error', { status: 429, headers }],
    ['them on the error’s response', { response: { status: 429, headers } }],
    ['them on the response by other names', { response: { statusCode: 429, rawHeaders } }],
    ['the answer on what caused the error', { cause: { cause: { response: { status: 429, headers } } } }],
    [
      'headers of its request on the error',
      { headers: { accept: '*/*' }, response: { status: 429, headers } },
    ],
    ['a code as well', { code: 'ERR_BAD_RESPONSE', response: { status: 429, headers } }],
  ])('%s', (_, parts) => {
    const error = Object.assign(new Error('no'), parts);
    expect(readFailure(error, start)).toMatchObject({ kind: 'limited', waitMs: 3_000 });
  });

  test('a good status on the error of a response that was cut off', () => {
    const error = Object.assign(new Error('aborted'), { code: 'ERR_BAD_RESPONSE', status: 200 });
    expect(readFailure(error, start)).toMatchObject({ kind: 'unavailable', carriedOut: 'maybe' });
  });

  test("a refused connection under a client's own error code", () => {
    const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    const error = Object.assign(new Error('Network Error', { cause }), { code: 'ERR_NETWORK' });
    expect(readFailure(error, start)).toMatchObject({ kind: 'unavailable', carriedOut: 'no' });
  });

  test('a connection that was never established', () => {
    const error = Object.assign(new Error('no'), { code: 'ETIMEDOUT', syscall: 'connect' });
    expect(readFailure(error, start)).toMatchObject({ kind: 'unavailable', carriedOut: 'no' });
  });

  test('nothing at all, if the client throws undefined', () => {
    expect(readFailure(undefined, start)).toMatchObject({ kind: 'unavailable', carriedOut: 'maybe' });
  });
});

test('A verdict is found under an error that adds where it happened', () => {
  const verdict = { kind: 'refused', status: 409, because: 'it exists already' } as const;
  const error = new Error('The contact was not loaded', { cause: new CallFailed(verdict) });
  expect(readFailure(error, start)).toBe(verdict);
});

test('An error that knows its verdict gives it', () => {
  const verdict = { kind: 'refused', status: 409, because: 'it exists already' } as const;
  expect(readFailure(new CallFailed(verdict), start)).toBe(verdict);
});

test.each([
  ['a bug', new TypeError('x is not a function'), 'TypeError'],
  ['a missing file', Object.assign(new Error('no such file'), { code: 'ENOENT' }), 'Error'],
  ['an abort', new DOMException('stop', 'AbortError'), 'AbortError'],
  ['a pattern that cannot be read', new SyntaxError('Invalid regular expression'), 'SyntaxError'],
  ['null', null, 'something else was thrown'],
])('%s says nothing about Intercom', (_, error, because) => {
  expect(readFailure(error, start)).toEqual({ kind: 'other', because });
});

test('An error that is its own cause is read once', () => {
  const error = new Error('round');
  error.cause = error;
  expect(readFailure(error, start)).toMatchObject({ kind: 'other' });
});
