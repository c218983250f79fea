import { findHeader } from './header.ts';

/**
 * The wait that a response's headers ask for, in ms: `Retry-After` (seconds or an HTTP date), else `X-RateLimit-Reset`
 * (UNIX seconds; Intercom: documentation of rate limiting). Null if neither can be read. Not clamped, and negative if
 * that time has passed. A point in time is counted from the response's own `Date`, else from `now` (UNIX ms), because
 * this machine's clock may differ from Intercom's. `headers`: those of any client, see `header`.
 */
export function waitAsked(headers: unknown, now: number): number | null {
  const from = httpDate(findHeader(headers, 'date')) ?? now;
  return (
    retryAfter(findHeader(headers, 'retry-after'), from) ??
    untilReset(findHeader(headers, 'x-ratelimit-reset'), from)
  );
}

function retryAfter(value: string | null, from: number): number | null {
  if (value === null) return null;
  if (/^\d{1,9}(\.\d{1,6})?$/.test(value)) return Number(value) * 1_000;
  const date = httpDate(value);
  return date === null ? null : date - from;
}

/** UNIX ms. */
function httpDate(value: string | null): number | null {
  const date = value !== null && / GMT$/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? null : date;
}

/** fetch joins repeated headers with commas. A reset too large to be seconds is taken as milliseconds. */
function untilReset(value: string | null, from: number): number | null {
  const digits = /^(\d{1,15})(\.\d{1,6})?(\s*,|$)/.exec(value ?? '')?.[1];
  if (digits === undefined) return null;
  const reset = Number(digits);
  return (reset > 1e11 ? reset : reset * 1_000) - from;
}
