/**
 * Keeps an integration with Intercom useful while Intercom isn't: retries that wait as long as Intercom asks, and a
 * cache that serves what it has while Intercom returns 429, 5xx, or nothing. Works with any client, because it wraps
 * functions. How to use it: docs/resilience.md.
 */

/** Returns the JSON of any client's response; throws a failure or an error page, with its verdict. */
export { type HttpAnswer, jsonOf } from './json-of.ts';
/** What the calls of one app know about its limit. */
export { RateLimit } from './rate-limit.ts';
/** Reads failures that a client returns instead of throwing. The default of `retry` and `StaleCache`. */
export { readAnswer } from './read-answer.ts';
/** Reads what clients throw. The default of `retry` and `StaleCache`. */
export { readFailure } from './read-failure.ts';
/** Calls again where that can help and does no harm, within a total deadline. */
export { type Retrying, type RetryOptions, retry } from './retry.ts';
/** The wait that a response's headers ask for. */
export { waitAsked } from './retry-after.ts';
/** A cache that serves stale values while Intercom can't respond, and only then. */
export { type Load, type Served, StaleCache, type StaleCacheOptions } from './stale.ts';
/** Time and randomness as arguments, for tests. */
export type { Sleep, Timing } from './timing.ts';
/** What a failure allows, and how to describe the failures of a client of your own. */
export {
  CallFailed,
  noAnswer,
  type Passing,
  type ReadAnswer,
  type ReadFailure,
  type Verdict,
  verdictOfStatus,
} from './verdict.ts';
/** Options and result of prewarming. */
export type { Warmed, WarmOptions } from './warm.ts';
