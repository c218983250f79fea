import type { Dispatcher } from 'undici';
import { z } from 'zod';
import type { RateLimitReading } from '../../domain/triage/diagnosis.ts';

/** Headers as undici gives them, names in lower case. */
export type Headers = Dispatcher.ResponseData['headers'];

/** undici gives a repeated header as an array; the first value counts. */
const headerValue = z
  .union([z.string(), z.array(z.string()).transform((values) => values[0])])
  .optional()
  .transform((value) => value?.trim() || null)
  .catch(null);

/** A header's value, trimmed; null if it's absent or empty. `name` in lower case. */
export function readHeader(headers: Headers, name: string): string | null {
  return headerValue.parse(headers[name]);
}

/**
 * Intercom's rate-limit window (`X-RateLimit-Limit`, `-Remaining`, `-Reset` in UNIX seconds), which is 10 seconds long.
 * Can come with any status; unreadable parts are null; null if nothing is readable. The reset is untrusted and clamped
 * to 1–60 s after `nowMs`.
 */
export function rateLimit(headers: Headers, nowMs: number): RateLimitReading | null {
  const limit = count(readHeader(headers, 'x-ratelimit-limit'));
  const remaining = count(readHeader(headers, 'x-ratelimit-remaining'));
  const reset = count(readHeader(headers, 'x-ratelimit-reset'));
  if (limit === null && remaining === null && reset === null) return null;
  return { limit, remaining, resetAt: reset === null ? null : resetAt(reset, nowMs) };
}

/**
 * How far the other side's clock (`Date`, whole seconds) is ahead of ours (`nowMs`), in ms; null without a readable
 * header. A cached response was made `Age` seconds ago (RFC 9111).
 */
export function clockSkew(headers: Headers, nowMs: number): number | null {
  const made = Date.parse(readHeader(headers, 'date') ?? '');
  const age = count(readHeader(headers, 'age')) ?? 0;
  return Number.isNaN(made) ? null : made + age * 1_000 - nowMs;
}

/** Nobody is asked to wait longer than this, in ms: a date in another year is a mistake. */
const longestWaitMs = 86_400_000;

/** `Retry-After`, in seconds or as a date: how long to wait from `nowMs`, in ms, at most a day. Null without one. */
export function retryAfter(headers: Headers, nowMs: number): number | null {
  const value = readHeader(headers, 'retry-after');
  const seconds = count(value);
  // Without a year it isn't a date, but `Date.parse` finds one in nearly everything.
  const date = value !== null && /\d{4}/.test(value) ? Date.parse(value) : Number.NaN;
  const ms = seconds === null ? date - nowMs : seconds * 1_000;
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), longestWaitMs);
}

function resetAt(reset: number, nowMs: number): number {
  const resetMs = reset > 1e11 ? reset : reset * 1000;
  return Math.min(Math.max(resetMs, nowMs + 1_000), nowMs + 60_000);
}

function count(value: string | null): number | null {
  return value !== null && /^\d{1,15}(\.\d{1,6})?$/.test(value) ? Math.floor(Number(value)) : null;
}
