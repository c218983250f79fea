import type { Sample } from './diagnosis.ts';
import { apiRequests, meRequests } from './facts/requests.ts';
import type { Observations } from './observation.ts';

/**
 * What one triage measured, for charts: how many of its requests to the API failed, and the median response time of
 * `/me`, in ms; null if none responded. A rejection is a failure; without a token, a 401 isn't.
 */
export function sampleOf(observations: Observations): Sample {
  const all = apiRequests(observations);
  const failed = all.filter(({ outcome }) => outcome !== 'good').length;
  const times = meRequests(observations).flatMap(({ exchange }) =>
    exchange.kind === 'answered' ? [exchange.ms] : [],
  );
  return { ms: median(times), failed, total: all.length };
}

/** The middle value, or the mean of the two in the middle; null for an empty list. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const high = sorted[Math.floor(sorted.length / 2)];
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  return high === undefined || low === undefined ? null : Math.round((high + low) / 2);
}
