/**
 * Keeps an integration with Intercom useful while Intercom is not: retries that wait as Intercom asks, and a cache that
 * serves what it has while Intercom answers 429, 5xx or nothing. Works with any client, because it wraps functions.
 * How to use it: docs/resilience.md.
 */

/** The JSON of an answer of any client; a failure or an error page is thrown with its verdict. */
export { type HttpAnswer, jsonOf } from './json-of.ts';
/** What one app's calls know of its limit. */
export { RateLimit } from './rate-limit.ts';
/** Reads failures that a client returns instead of throwing. The default of `retry` and `StaleCache`. */
export { readAnswer } from './read-answer.ts';
/** Reads what clients throw. The default of `retry` and `StaleCache`. */
export { readFailure } from './read-failure.ts';
/** Calls again where that may help and does no harm, within a total deadline. */
export { type Retrying, type RetryOptions, retry } from './retry.ts';
/** The wait that the headers of an answer ask for. */
export { waitAsked } from './retry-after.ts';
/** A cache that serves stale values while Intercom cannot answer, and only then. */
export { type Load, type Served, StaleCache, type StaleCacheOptions } from './stale.ts';
/** Time and chance as arguments, for tests. */
export type { Sleep, Timing } from './timing.ts';
/** What a failure allows, and how to say it about a client of your own. */
export {
  CallFailed,
  noAnswer,
  type Passing,
  type ReadAnswer,
  type ReadFailure,
  type Verdict,
  verdictOfStatus,
} from './verdict.ts';
/** Options and result of pre-warming. */
export type { Warmed, WarmOptions } from './warm.ts';
