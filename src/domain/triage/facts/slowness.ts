import type { Answered, Observations } from '../observation.ts';
import { briefly } from './exchange.ts';
import { type Fact, unknown, whether } from './fact.ts';
import { type ApiRequest, apiExchange, meRequests, searchRequests } from './requests.ts';

/** A request is slow from this time on, in ms. Intercom's `/me` normally takes a tenth of it. */
export const slowMs = 2_000;

/** The `/me` with the median time, so that one outlier doesn't count. Null if none responded. */
export const middleMe = (observations: Observations): Answered | null => middle(meRequests(observations));

/** The search with the median time, as above. */
export const middleSearch = (observations: Observations): Answered | null =>
  middle(searchRequests(observations));

export const isSlow: Fact = (observations) => slowness(observations, middleMe(observations));

export const searchSlow: Fact = (observations) => slowness(observations, middleSearch(observations));

/** Did most of the time go to the DNS lookup? Then our resolver is slow. */
export const slowInDns: Fact = (observations) => share(middleMe(observations), ({ dns = 0 }) => dns);

/** Was most of the time spent waiting for a response, after connecting quickly? */
export const slowInAnswer: Fact = (observations) =>
  share(middleMe(observations), ({ headers = 0, body = 0 }) => headers + body);

/** The status page is another host, so it tells a slow Intercom from a slow network of ours. */
export const slowEverywhere: Fact = ({ page }) =>
  page.status.kind === 'answered'
    ? whether(page.status.ms >= slowMs, `the status page took ${Math.round(page.status.ms)} ms`)
    : unknown('the status page gave no response to compare with');

function slowness(observations: Observations, answered: Answered | null) {
  if (answered === null) return unknown(briefly(apiExchange(observations)));
  return whether(answered.ms >= slowMs, `${Math.round(answered.ms)} ms`);
}

function share(answered: Answered | null, part: (stages: Answered['stages']) => number) {
  if (answered === null || Object.keys(answered.stages).length === 0)
    return unknown("the stages weren't measured");
  const ms = Math.round(part(answered.stages));
  return whether(ms * 2 > answered.ms, `${ms} of ${Math.round(answered.ms)} ms`);
}

function middle(requests: readonly ApiRequest[]): Answered | null {
  const answers = requests.flatMap(({ exchange }) => (exchange.kind === 'answered' ? [exchange] : []));
  const sorted = answers.toSorted((a, b) => a.ms - b.ms);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
