import { field, method } from './field.ts';

/**
 * The wait that an answer's headers ask for, in ms from `now` (UNIX ms): `Retry-After` (seconds or an HTTP date), else
 * `X-RateLimit-Reset` (UNIX seconds; Intercom: documentation of rate limiting). Null when neither can be read. It is
 * not clamped, and negative when that time has passed. `headers`: those of fetch, of undici's `request()` (repeated
 * ones as arrays), of axios, or any plain object.
 */
export function waitAsked(headers: unknown, now: number): number | null {
  return (
    retryAfter(header(headers, 'retry-after'), now) ?? untilReset(header(headers, 'x-ratelimit-reset'), now)
  );
}

/** A header's value whatever holds it; null when it is absent. Of a repeated header the first counts. */
function header(headers: unknown, name: string): string | null {
  const get = method(headers, 'get');
  const found = get === null ? plainHeader(headers, name) : get(name);
  const first: unknown = Array.isArray(found) ? found[0] : found;
  return typeof first === 'string' || typeof first === 'number' ? String(first).trim() : null;
}

function plainHeader(headers: unknown, name: string): unknown {
  if (typeof headers !== 'object' || headers === null) return undefined;
  const key = Object.keys(headers).find((candidate) => candidate.toLowerCase() === name);
  return key === undefined ? undefined : field(headers, key);
}

function retryAfter(value: string | null, now: number): number | null {
  if (value === null) return null;
  if (/^\d{1,9}(\.\d{1,6})?$/.test(value)) return Number(value) * 1_000;
  const date = / GMT$/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? null : date - now;
}

/** fetch joins repeated headers with commas. A reset too large for seconds is taken as milliseconds. */
function untilReset(value: string | null, now: number): number | null {
  const digits = /^(\d{1,15})(\.\d{1,6})?(\s*,|$)/.exec(value ?? '')?.[1];
  if (digits === undefined) return null;
  const reset = Number(digits);
  return (reset > 1e11 ? reset : reset * 1_000) - now;
}
