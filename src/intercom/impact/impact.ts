import type { Impact } from '../../domain/records/impact.ts';
import { moment } from '../../domain/text/format-time.ts';
import { retry } from '../../resilience/retry.ts';
import { type Served, StaleCache } from '../../resilience/stale.ts';
import type { Timing } from '../../resilience/timing.ts';
import { CallFailed } from '../../resilience/verdict.ts';
import type { IntercomSettings } from '../triage.ts';
import { type ImpactQuery, type ImpactWindow, impactQuery } from './impact-query.ts';
import { countConversations } from './impact-search.ts';

type Count = { conversations: number; period: string; query: string; at: number };

/** The last good counts. One cache for the life of the process. */
export type ImpactCache = StaleCache<string, Count>;

/**
 * An empty cache: queries Intercom every time, and keeps the last count of 100 incidents for a day. `now` is UNIX ms.
 */
export function impactCache(now: () => number): ImpactCache {
  return new StaleCache({ max: 100, freshMs: 0, maxStaleMs: 24 * 3_600_000, restMs: 0, now });
}

/**
 * Estimates the impact from Intercom's own data, within `settings.timeoutMs` in total, including waits and retries.
 * Never throws. The last good count is keyed by the start of the first window, because the end of an open incident
 * moves; its `query` names the windows that it actually counted. `now` is UNIX ms; `timing` replaces timers and
 * randomness in tests.
 */
export async function estimateImpact(
  settings: IntercomSettings,
  windows: readonly ImpactWindow[],
  cache: ImpactCache,
  now: () => number,
  timing: Partial<Pick<Timing, 'sleep' | 'random'>> = {},
): Promise<Impact> {
  const query = impactQuery(windows);
  if (query === null) {
    return unknown(null, 'The incident has no readable start and end');
  }
  const { token } = settings;
  if (token === null || !/^[\x21-\x7e]+$/.test(token)) {
    return unknown(query, "INTERCOM_ACCESS_TOKEN isn't set, or contains a character no token has");
  }
  try {
    const key = `${settings.apiUrl} ${windows[0]?.from}`;
    const served = await cache.get(key, () => count({ ...settings, token }, query, now, timing));
    return estimate(served, now());
  } catch (error) {
    return unknown(query, error instanceof CallFailed ? error.message : "The search couldn't be run");
  }
}

/** Searching twice does no harm, so the search is retried like a read. */
async function count(
  settings: IntercomSettings & { token: string },
  query: ImpactQuery,
  now: () => number,
  timing: Partial<Pick<Timing, 'sleep' | 'random'>>,
): Promise<Count> {
  const at = now();
  const ends = at + settings.timeoutMs;
  const ask = () => {
    const timeoutMs = Math.max(1, Math.floor(ends - now()));
    return countConversations({ ...settings, timeoutMs }, query.body, now);
  };
  const conversations = await retry(ask, {
    idempotent: true,
    deadlineMs: settings.timeoutMs,
    now,
    ...timing,
  });
  return { conversations, period: query.period, query: query.text, at };
}

function estimate(served: Served<Count>, nowMs: number): Impact {
  const { conversations, period, query, at } = served.value;
  const because = served.stale
    ? `${served.because.replace(/\.$/, '')}. Showing the last good count, from ${moment(at, nowMs, 'UTC')}.`
    : null;
  return { conversations, period, query, stale: served.stale, at, because };
}

function unknown(query: ImpactQuery | null, why: string): Impact {
  const because = `${why.replace(/\.$/, '')}.`;
  return {
    conversations: null,
    period: query?.period ?? '',
    query: query?.text ?? '',
    stale: false,
    at: null,
    because,
  };
}
