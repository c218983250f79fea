import { field } from './field.ts';
import { waitAsked } from './retry-after.ts';
import { CallFailed, noAnswer, notJson, type Verdict, verdictOfStatus } from './verdict.ts';

/**
 * Reads what fetch, undici, got, axios, node-fetch 2, intercom-client 4 to 7, and similar clients throw: the status,
 * headers, and code of an error, of its `response`, or of its cause. intercom-client 4 throws `undefined` on an error
 * page. Anything it doesn't know is `other`: neither retried nor covered up. `now` is UNIX ms.
 */
export function readFailure(error: unknown, now: number): Verdict {
  const errors = chain(error);
  const judged = errors.find((one) => one instanceof CallFailed);
  if (judged !== undefined) return judged.verdict;
  const status = first(errors, statusOf);
  if (status !== null)
    return verdictOfStatus(
      status,
      first(errors, (one) => waitOf(one, now)),
    );
  if (error === undefined) return noAnswer('Intercom gave no usable answer');
  if (errors.some(isNotJson)) return notJson;
  const unsent = errors.find(neverLeft);
  const code = first(unsent === undefined ? errors : [unsent], networkCode);
  if (code !== null) {
    return noAnswer(`Intercom didn't respond (${code})`, unsent === undefined ? 'maybe' : 'no');
  }
  if (errors.some(isTimeout)) return noAnswer('Intercom did not answer in time');
  if (errors.some(isNoAnswer)) return noAnswer('Intercom gave no usable answer');
  return { kind: 'other', because: error instanceof Error ? error.name : 'something else was thrown' };
}

/** An error and its causes, from the outside in; at most five, because an error can be its own cause. */
function chain(error: unknown, depth = 5): readonly unknown[] {
  if (error === undefined || depth === 0) return [];
  return [error, ...chain(field(error, 'cause'), depth - 1)];
}

function first<T>(errors: readonly unknown[], read: (error: unknown) => T | null): T | null {
  for (const error of errors) {
    const found = read(error);
    if (found !== null) return found;
  }
  return null;
}

/** A status below 300 is no failure: axios attaches the 200 of a response that broke off to its error. */
function statusOf(error: unknown): number | null {
  for (const holder of [error, field(error, 'response')]) {
    for (const status of [field(holder, 'statusCode'), field(holder, 'status')]) {
      if (typeof status === 'number' && Number.isInteger(status) && status >= 300) return status;
    }
  }
  return null;
}

function waitOf(error: unknown, now: number): number | null {
  for (const holder of [error, field(error, 'rawResponse'), field(error, 'response')]) {
    const wait = waitAsked(field(holder, 'headers'), now) ?? waitAsked(field(holder, 'rawHeaders'), now);
    if (wait !== null) return wait;
  }
  return null;
}

/** What JSON.parse throws, whatever the error's name: V8 mentions JSON in each of its messages. */
function isNotJson(error: unknown): boolean {
  if (field(error, 'type') === 'invalid-json' || field(error, 'code') === 'ERR_BODY_PARSE_FAILURE')
    return true;
  return error instanceof SyntaxError && /\bJSON\b/.test(error.message);
}

/**
 * Codes of Node (`net`, `dns`, `tls`, `http2`, `stream`, `zlib`), of its HTTP parser, of undici, and of axios. Measured
 * on Node 20 and 24: test/resilience/clients.
 */
const network = new RegExp(
  `^(${[
    'ECONN\\w+|ENOTFOUND|EAI_\\w+|ETIMEDOUT|EPIPE|EPROTO|EHOST\\w+|ENET\\w+|EADDRNOTAVAIL|HPE_\\w+',
    'CERT_\\w+|ERR_TLS_\\w+|ERR_SSL_\\w+|UNABLE_TO_\\w+|SELF_SIGNED_\\w+|DEPTH_ZERO_\\w+',
    'ERR_HTTP2_\\w+|ERR_STREAM_PREMATURE_CLOSE|Z_\\w+_ERROR|ERR_BAD_RESPONSE|ERR_NETWORK',
    'UND_ERR_(\\w+_TIMEOUT|SOCKET|HEADERS_OVERFLOW|RES_\\w+|INFO|PRX_TLS|REQ_RETRY)',
  ].join('|')})$`,
);

function networkCode(error: unknown): string | null {
  const code = field(error, 'code');
  return typeof code === 'string' && network.test(code) ? code : null;
}

const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** Whether the request never left, so that repeating it can't do anything twice. */
function neverLeft(error: unknown): boolean {
  const code = networkCode(error);
  return code !== null && (neverSent.has(code) || field(error, 'syscall') === 'connect');
}

/** The timeouts that have no code: those of AbortSignal, node-fetch and intercom-client. */
function isTimeout(error: unknown): boolean {
  if (field(error, 'name') === 'TimeoutError') return true;
  if (/^(request|body)-timeout$/.test(String(field(error, 'type')))) return true;
  return error instanceof Error && error.message.startsWith('Timeout exceeded when calling ');
}

/**
 * Failures without a code: undici's parser, fetch, got over HTTP/2, and intercom-client, which drops name and cause.
 */
function isNoAnswer(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'HTTPParserError') return true;
  if (error instanceof TypeError) return error.message === 'fetch failed' || error.message === 'terminated';
  if (error.message === 'The HTTP/2 stream has been early terminated') return true;
  return 'rawResponse' in error && error.message !== 'The user aborted a request';
}
