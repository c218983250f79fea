import type { Answered, Exchange, Observations } from '../observation.ts';
import { briefly } from './exchange.ts';
import { type Fact, no, unknown, whether, yes } from './fact.ts';
import { apiExchange, meRequests, searchRequests } from './requests.ts';

/** Does something in between reject us, rather than Intercom? Intercom rejects in JSON, with its marks. */
export const refusedOnTheWay: Fact = (observations) => {
  const api = apiExchange(observations);
  if (api.kind !== 'answered') return unknown(briefly(api));
  const name = otherIn(api);
  if (name !== null) return yes(`it is from ${name}`);
  if (api.origin?.by === 'intercom') return no("it has Intercom's own headers or format");
  if (api.errors.length > 0 && api.body === 'json') return no('the body is an Intercom error');
  if (api.body === 'json') return unknown('the body is JSON, but not an Intercom error');
  // The status of a 401 says what it's about; an empty one could be from either.
  if (api.body === 'empty' && api.status === 401) return unknown('the body is empty');
  return yes(`the body is ${api.body}`);
};

/** Is an unexpected 2xx from something else? A host that also responds as Intercom does is Intercom's. */
export const answersAnotherKind: Fact = (observations) => {
  const api = apiExchange(observations);
  if (api.kind !== 'answered') return unknown(briefly(api));
  if (otherIn(api) !== null) return yes(`it is from ${otherIn(api)}`);
  if (isIntercoms(observations)) return no("the host is clearly Intercom's");
  if (api.body === 'json' || api.cut || isBrokenJson(api)) return no(briefly(api));
  return yes(`${api.status} with ${api.body === 'empty' ? 'an empty body' : `a body of ${api.body}`}`);
};

/** Is it Intercom's own response, by its marks, but not JSON: cut off, a page, or nothing? Too large means unread. */
export const brokenByIntercom: Fact = (observations) => {
  const api = apiExchange(observations);
  if (api.kind !== 'answered' || api.origin?.by !== 'intercom') return no(briefly(api));
  return whether(api.body !== 'json' && !api.cut, briefly(api));
};

/** Half of an API response isn't a proxy's page, whoever cut it. */
const isBrokenJson = ({ body, mislabelled }: Answered) => body === 'text' && mislabelled;

/** What the response names itself; null if it doesn't, or if it's Intercom's. */
export function otherIn(exchange: Exchange): string | null {
  if (exchange.kind === 'not_run' || exchange.origin?.by !== 'other') return null;
  return exchange.origin.name;
}

/** Judged by its marks, or because another request to the same host ended as Intercom's do. */
function isIntercoms(observations: Observations): boolean {
  const api = apiExchange(observations);
  if (api.kind === 'answered' && api.origin?.by === 'intercom') return true;
  return [...meRequests(observations), ...searchRequests(observations)].some(
    ({ outcome }) => outcome === 'good',
  );
}
