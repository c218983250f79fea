import { findHeader } from './header.ts';

/**
 * The wait that an answer's headers ask for, in ms: `Retry-After` (seconds or an HTTP date), else `X-RateLimit-Reset`
 * (UNIX seconds; Intercom: documentation of rate limiting). Null when neither can be read. It is not clamped, and
 * negative when that time has passed. A point in time is counted from the answer's own `Date`, else from `now` (UNIX ms),
 * because the clock of this machine may differ from Intercom's. `headers`: those of any client, see `header`.
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

/** fetch joins repeated headers with commas. A reset too large for seconds is taken as milliseconds. */
function untilReset(value: string | null, from: number): number | null {
  const digits = /^(\d{1,15})(\.\d{1,6})?(\s*,|$)/.exec(value ?? '')?.[1];
  if (digits === undefined) return null;
  const reset = Number(digits);
  return (reset > 1e11 ? reset : reset * 1_000) - from;
}
