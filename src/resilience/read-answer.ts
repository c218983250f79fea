import { field, method } from './field.ts';
import { findHeader } from './header.ts';
import { isPage } from './is-page.ts';
import { waitAsked } from './retry-after.ts';
import { notJson, type Verdict, verdictOfStatus } from './verdict.ts';

/**
 * Finds the failures that a client returns instead of throwing. Null for everything else. `now` is UNIX ms.
 * - A response of fetch, node-fetch, undici's `request()`, axios, or got with a status of 400 or above.
 * - A web page, a gateway's bare words, or truncated JSON, with a good status: intercom-client 6 and 7 wrap it (`{ ok:
 *   false, error: { reason: 'non-json' } }`); axios and intercom-client 4 return the text.
 * - Intercom's `error.list`, which fetch's `json()` returns without looking at the status.
 */
export function readAnswer(answer: unknown, now: number): Verdict | null {
  const http = asHttp(answer);
  if (http === null) return readContent(answer);
  const { status, headers, content } = http;
  if (status >= 400) return verdictOfStatus(status, waitAsked(headers, now));
  const page =
    status < 300 &&
    /^(text\/html|application\/xhtml\+xml)\b/i.test(findHeader(headers, 'content-type') ?? '');
  return page ? notJson : readContent(content);
}

/**
 * Whether a response is empty: no body, for which clients return `undefined` or `''`. That is a success for a write
 * (Intercom returns 202 without a body for an event, for one), but no value for a cache of reads.
 */
export function isEmpty(answer: unknown): boolean {
  const http = asHttp(answer);
  const content = http === null ? answer : http.content;
  return content === undefined || (typeof content === 'string' && content.trim() === '');
}

/** Releases a response that nobody will read: an unread body keeps its connection busy. */
export function discard(answer: unknown): void {
  const body = field(answer, 'body');
  const release = method(body, 'dump') ?? method(body, 'cancel') ?? method(body, 'destroy');
  Promise.resolve(release?.()).catch(() => {});
}

/** The parts of a full HTTP response: axios holds the content in `data`, the others in `body`. */
function asHttp(answer: unknown): { status: number; headers: object; content: unknown } | null {
  const status = field(answer, 'statusCode') ?? field(answer, 'status');
  const headers = field(answer, 'headers');
  if (typeof status !== 'number' || typeof headers !== 'object' || headers === null) return null;
  return { status, headers, content: field(answer, 'data') ?? field(answer, 'body') };
}

function readContent(content: unknown): Verdict | null {
  if (typeof content === 'string') return isPage(content) || isCutShort(content) ? notJson : null;
  if (field(content, 'type') === 'error.list') return readErrorList(content);
  const wrapped = field(content, 'ok') === false && field(field(content, 'error'), 'reason') === 'non-json';
  return wrapped ? notJson : null;
}

/** A JSON object that doesn't end: axios returns it as text. */
function isCutShort(text: string): boolean {
  if (!/^\s*\{\s*"/.test(text)) return false;
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}

/** The status that belongs to a code (Intercom: documentation of errors), which the body doesn't give. */
const statusOfCode: readonly (readonly [RegExp, number])[] = [
  [/^(unauthorized|missing_authorization|token_\w+)$/, 401],
  [/^(forbidden|action_forbidden|api_plan_restricted)$/, 403],
  [/^((?!parameter)\w+_)?not_found$/, 404],
  [/^contact_merged$/, 410],
  [/^(rate_limit_exceeded|too_many_requests)$/, 429],
  [/^server_error$/, 500],
  [/^(service_unavailable|request_timeout)$/, 503],
];

function readErrorList(content: unknown): Verdict {
  const errors = field(content, 'errors');
  const named = field(Array.isArray(errors) ? errors[0] : null, 'code');
  const code = typeof named === 'string' && /^\w{1,40}$/.test(named) ? named : 'an error';
  const [, status] = statusOfCode.find(([pattern]) => pattern.test(code)) ?? [null, 400];
  return { ...verdictOfStatus(status), because: `Intercom answered ${code}` };
}
