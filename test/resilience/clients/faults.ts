import { gzipSync } from 'node:zlib';
import type { Verdict } from '../../../src/resilience/verdict.ts';
import { page, pages } from './pages.ts';
import type { Fault } from './server.ts';

/** What a cell of the matrix expects: the verdict's decisive parts, or a success, `empty` when it holds nothing. */
export type Expected =
  | { kind: 'limited'; waitMs: number | null }
  | { kind: 'unavailable'; carriedOut: 'no' | 'maybe'; waitMs: number | null }
  | { kind: 'refused'; status: number }
  | { kind: 'success'; empty: boolean };

/**
 * A failure to try each client with. `at` is where the request goes if not to the
 * server; `hangs`: it has no end of its own.
 */
export type Trial = {
  does: Fault;
  expected: Expected;
  why: string;
  at?: 'a closed port' | 'an unknown name';
  hangs?: true;
};

const contact = JSON.stringify({ type: 'contact', id: '1', name: 'Ada' });
const errorList = JSON.stringify({ type: 'error.list', request_id: 'r', errors: [{ code: 'some_code' }] });
const half = '{"type":"contact",';

const json = 'content-type: application/json; charset=utf-8';
const html = 'content-type: text/html';
const length = (body: string | Buffer) => `content-length: ${Buffer.byteLength(body)}`;

function head(status: string, headers: readonly string[]): string {
  return `HTTP/1.1 ${status}\r\n${[...headers, 'connection: close'].join('\r\n')}\r\n\r\n`;
}

/** A whole answer. */
function answer(status: string, body: string, ...headers: string[]): Fault {
  return (socket) => socket.end(head(status, [body === page ? html : json, length(body), ...headers]) + body);
}

/** The head and half the body, then something worse. */
function halfway(header: string, body: string, then: Fault): Fault {
  return (socket) => {
    socket.write(head('200 OK', [json, header]) + body, () => setTimeout(then, 20, socket));
  };
}

function gzipped(body: Buffer): Fault {
  return (socket) => {
    socket.write(head('200 OK', [json, 'content-encoding: gzip', length(body)]));
    socket.end(body);
  };
}

/** The clocks need not agree: the wait is the reset's distance from the answer's own date. */
const reset = ['Date: Sat, 21 Nov 2026 12:00:00 GMT', 'X-RateLimit-Reset: 1795262407'];

const limited = (waitMs: number | null): Expected => ({ kind: 'limited', waitMs });
const unavailable = (carriedOut: 'no' | 'maybe', waitMs: number | null = null): Expected => ({
  kind: 'unavailable',
  carriedOut,
  waitMs,
});
const refused = (status: number): Expected => ({ kind: 'refused', status });
const maybe = unavailable('maybe');

const pageTrial = (body: string, label: string): Trial => ({
  does: (socket) => socket.end(head('200 OK', [label, length(body)]) + body),
  expected: maybe,
  why: 'Intercom’s API answers in JSON: somebody else did',
});

/** Pages by what they begin with, labelled as text and as JSON. */
export const pageTrials: Readonly<Record<string, Trial>> = Object.fromEntries(
  Object.entries(pages).flatMap(([begins, body]) => [
    [`200 as text that begins with ${begins}`, pageTrial(body, 'content-type: text/plain')],
    [`200 as a page that begins with ${begins}`, pageTrial(body, html)],
    [`200 as JSON that begins with ${begins}`, pageTrial(body, json)],
  ]),
);

/** A good answer, to begin with. */
export const well: Fault = answer('200 OK', contact);

/** Every failure, the verdict on it, and why it is that one. */
export const trials = {
  '429 with Retry-After': {
    does: answer('429 Too Many Requests', errorList, 'Retry-After: 7'),
    expected: limited(7_000),
    why: 'Intercom did not carry it out and says when to come back',
  },
  '429 with X-RateLimit-Reset': {
    does: answer('429 Too Many Requests', errorList, ...reset),
    expected: limited(7_000),
    why: 'Intercom did not carry it out and says when its window ends',
  },
  '429 without a time': {
    does: answer('429 Too Many Requests', errorList),
    expected: limited(null),
    why: 'Intercom did not carry it out',
  },
  '429 as a page': {
    does: answer('429 Too Many Requests', page, 'Retry-After: 7'),
    expected: limited(7_000),
    why: 'the status counts, whoever wrote the body',
  },
  '500': {
    does: answer('500 Internal Server Error', errorList),
    expected: maybe,
    why: 'it failed somewhere on the way through Intercom',
  },
  '500 without a body': {
    does: answer('500 Internal Server Error', ''),
    expected: maybe,
    why: 'the status counts',
  },
  '502 as a page': {
    does: answer('502 Bad Gateway', page),
    expected: maybe,
    why: 'the gateway does not know how far it came',
  },
  '503 with Retry-After': {
    does: answer('503 Service Unavailable', errorList, 'Retry-After: 7'),
    expected: unavailable('maybe', 7_000),
    why: 'Intercom says when to come back, and not whether it was carried out',
  },
  '401': {
    does: answer('401 Unauthorized', errorList),
    expected: refused(401),
    why: 'the same token is refused again',
  },
  '404': {
    does: answer('404 Not Found', errorList),
    expected: refused(404),
    why: 'it is not there, and a stale value would say it is',
  },
  '404 as a page': {
    does: answer('404 Not Found', page),
    expected: refused(404),
    why: 'the status counts, whoever wrote the body',
  },
  'body cut off, its length known': {
    does: halfway('content-length: 500', half, (socket) => socket.end()),
    expected: maybe,
    why: 'the answer began, so the request had come',
  },
  'body cut off, in chunks': {
    does: halfway('transfer-encoding: chunked', `12\r\n${half}\r\n`, (socket) => socket.end()),
    expected: maybe,
    why: 'the answer began, so the request had come',
  },
  'body cut off by a reset': {
    does: halfway('content-length: 500', half, (socket) => socket.resetAndDestroy()),
    expected: maybe,
    why: 'the answer began, so the request had come',
  },
  'reset before the head': {
    does: (socket) => socket.resetAndDestroy(),
    expected: maybe,
    why: 'the request had come when the connection broke',
  },
  'hung up before the head': {
    does: (socket) => socket.end(),
    expected: maybe,
    why: 'the request had come when the connection ended',
  },
  'not HTTP': {
    does: (socket) => socket.end('SSH-2.0-OpenSSH\r\n\r\n'),
    expected: maybe,
    why: 'somebody took the request',
  },
  'no answer at all': {
    does: () => {},
    expected: maybe,
    why: 'silence says nothing about the request',
    hangs: true,
  },
  'half a body, then silence': {
    does: halfway('content-length: 500', half, () => {}),
    expected: maybe,
    why: 'the answer began, so the request had come',
    hangs: true,
  },
  'refused connection': {
    does: well,
    at: 'a closed port',
    expected: unavailable('no'),
    why: 'the request never left',
  },
  'name not found': {
    does: well,
    at: 'an unknown name',
    expected: unavailable('no'),
    why: 'the request never left',
  },
  '200 without a body': {
    does: answer('200 OK', ''),
    expected: { kind: 'success', empty: true },
    why: 'some writes are answered so; a cache takes it for no value',
  },
  '204': {
    does: (socket) => socket.end(head('204 No Content', [])),
    expected: { kind: 'success', empty: true },
    why: 'it was carried out, and there is nothing to say',
  },
  '200 as a page': {
    does: answer('200 OK', page),
    expected: maybe,
    why: 'Intercom’s API answers in JSON: somebody else did',
  },
  '200 as a page that calls itself JSON': {
    does: (socket) => socket.end(head('200 OK', [json, length(page)]) + page),
    expected: maybe,
    why: 'Intercom’s API answers in JSON: somebody else did',
  },
  '200 with half the JSON': {
    does: answer('200 OK', half),
    expected: maybe,
    why: 'the rest is missing',
  },
  'gzip cut off': {
    does: gzipped(gzipSync(contact.repeat(50)).subarray(0, 30)),
    expected: maybe,
    why: 'the rest is missing',
  },
  'gzip that is none': {
    does: gzipped(Buffer.from('not gzip')),
    expected: maybe,
    why: 'nobody can read it',
  },
} as const satisfies Record<string, Trial>;

export type TrialName = keyof typeof trials;

/** The verdict's parts that a cell expects. */
export function decisive(verdict: Verdict): object {
  switch (verdict.kind) {
    case 'limited':
      return { kind: verdict.kind, waitMs: verdict.waitMs };
    case 'unavailable':
      return { kind: verdict.kind, carriedOut: verdict.carriedOut, waitMs: verdict.waitMs };
    case 'refused':
      return { kind: verdict.kind, status: verdict.status };
    case 'other':
      return verdict;
  }
}
