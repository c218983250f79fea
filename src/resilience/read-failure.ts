import { field } from './field.ts';
import { CallFailed, noAnswer, type Verdict, verdictOfStatus } from './verdict.ts';
import { waitAsked } from './wait-asked.ts';

/**
 * Reads the errors of fetch, of undici, of intercom-client (`statusCode`, `rawResponse.headers`) and of clients that
 * hang the answer on the error (`error.response`), and a thrown `Response`. What it does not know is `other`: not
 * retried and not covered up. `now` is UNIX ms.
 */
export function readFailure(error: unknown, now: number): Verdict {
  if (error instanceof CallFailed) return error.verdict;
  const status = statusOf(error);
  if (status !== null) return verdictOfStatus(status, waitAsked(headersOf(error), now));
  const code = networkCode(error);
  if (code !== null) {
    return noAnswer(`Intercom did not answer (${code})`, neverSent.has(code) ? 'no' : 'maybe');
  }
  if (field(error, 'name') === 'TimeoutError') return noAnswer('Intercom did not answer in time');
  if (isNoAnswer(error)) return noAnswer('Intercom gave no usable answer');
  return { kind: 'other', because: error instanceof Error ? error.name : 'something else was thrown' };
}

function statusOf(error: unknown): number | null {
  const candidates = [
    field(error, 'statusCode'),
    field(error, 'status'),
    field(field(error, 'response'), 'status'),
  ];
  for (const status of candidates) {
    if (typeof status === 'number' && Number.isInteger(status) && status >= 100) return status;
  }
  return null;
}

function headersOf(error: unknown): unknown {
  return (
    field(error, 'headers') ??
    field(field(error, 'rawResponse'), 'headers') ??
    field(field(error, 'response'), 'headers')
  );
}

/** Codes of Node (`net`, `dns`, `tls`), of its HTTP parser, and of undici. Measured on Node 20 with undici 7. */
const network =
  /^(ECONN\w+|ENOTFOUND|EAI_\w+|ETIMEDOUT|EPIPE|EPROTO|EHOST\w+|ENET\w+|EADDRNOTAVAIL|HPE_\w+|CERT_\w+|ERR_TLS_\w+|ERR_SSL_\w+|UNABLE_TO_\w+|SELF_SIGNED_\w+|DEPTH_ZERO_\w+|UND_ERR_(\w+_TIMEOUT|SOCKET|HEADERS_OVERFLOW|RES_\w+))$/;

/** With these the request never left: asking again cannot do anything twice. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** The first network code in an error or what caused it; fetch hides it in `cause`. */
function networkCode(error: unknown, depth = 5): string | null {
  if (depth === 0) return null;
  const code = field(error, 'code');
  if (typeof code === 'string' && network.test(code)) return code;
  const cause = field(error, 'cause');
  return cause === undefined ? null : networkCode(cause, depth - 1);
}

/** Failures without a code: undici's parser, fetch, and intercom-client, which keeps neither name nor cause. */
function isNoAnswer(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'HTTPParserError') return true;
  if (error instanceof TypeError) return error.message === 'fetch failed' || error.message === 'terminated';
  if (error.message.startsWith('Timeout exceeded when calling ')) return true;
  return 'rawResponse' in error && error.message !== 'The user aborted a request';
}
