import type { Exchange, Me, Observations, Search } from '../observation.ts';
import { briefly, statusOf } from './exchange.ts';
import { type Fact, no, unknown, whether, yes } from './fact.ts';

/** How one API request ended: as when healthy, badly, or with a 2xx that is neither an admin, a list, nor an error. */
export type RequestOutcome = 'good' | 'bad' | 'odd';

/** One API request that was made. `name` says which, for people. */
export type ApiRequest = { name: string; exchange: Exchange; outcome: RequestOutcome };

const me = '/me';
/** The endpoint that is searched. */
export const search = '/conversations/search';
const tokenless = '/me without a token';

/** All requests to `/me` with our token; without a token to send, `/me` without one stands in. */
export function meRequests({ me: first, identity, edge, again }: Observations): ApiRequest[] {
  if (first.kind !== 'not_run') return made([{ exchange: first, identity }, ...again], meRequest);
  return made([{ exchange: edge, identity: null }, ...again], ({ exchange }) => standIn(exchange));
}

/** The searches. */
export const searchRequests = ({ searches }: Observations): ApiRequest[] => made(searches, searchRequest);

/** `/me` without a token, unless it stands in for `/me`. */
export const edgeRequests = ({ me: first, edge }: Observations): ApiRequest[] =>
  first.kind === 'not_run' ? [] : made([{ exchange: edge }], ({ exchange }) => edgeRequest(exchange));

/** Every request that the triage made to the API. */
export const apiRequests = (observations: Observations): ApiRequest[] => [
  ...meRequests(observations),
  ...edgeRequests(observations),
  ...searchRequests(observations),
];

/** The request that the diagnosis is about: the first that didn't end well, or else the first `/me`. */
export function apiRequest(observations: Observations): ApiRequest {
  const all = apiRequests(observations);
  const first: ApiRequest = { name: me, exchange: observations.me, outcome: 'odd' };
  return all.find(({ outcome }) => outcome !== 'good') ?? all[0] ?? first;
}

export const apiExchange = (observations: Observations): Exchange => apiRequest(observations).exchange;

/**
 * Do equal requests end differently: some `/me` well and others not, or some searches, or `/me` well with a token and
 * without one in silence or a 5xx? If no `/me` works, that is the finding, and the searches are judged later.
 */
export const varies: Fact = (observations) => {
  const mes = meRequests(observations);
  if (mes.length < 2) return unknown('no request was repeated');
  const good = goodOf(mes);
  if (good === 0) return no(tally(mes));
  const searches = searchRequests(observations);
  const found = goodOf(searches);
  const others = edgeRequests(observations);
  if (good < mes.length) return yes(tally(mes));
  if (found > 0 && found < searches.length) return yes(tally(searches));
  return whether(goodOf(others) < others.length, tally([...mes, ...others]));
};

/** Is every `/me` with our token known to end as it does when healthy? */
export const meWorks: Fact = (observations) => {
  if (observations.me.kind === 'not_run') return no(observations.me.why);
  const mes = meRequests(observations);
  return whether(goodOf(mes) === mes.length, `${briefly(apiExchange(observations))}, ${tally(mes)}`);
};

/** Did every other `/me` fail like the first? A single request may just be unlucky. */
export const repeated: Fact = (observations) => {
  const mes = meRequests(observations);
  if (mes.length < 2) return unknown('the request was made only once');
  return whether(goodOf(mes) === 0, tally(mes));
};

/** Was the host checked more than once? */
export const askedTwice: Fact = (observations) =>
  meRequests(observations).length < 2
    ? unknown('it was checked only once')
    : yes(tally(meRequests(observations)));

/**
 * Was everything requested that a clean bill of health needs: `/me` twice or more, a search, the host without a token?
 */
export const allAsked: Fact = (observations) => {
  if (meRequests(observations).length < 2) return unknown("/me wasn't repeated");
  if (searchRequests(observations).length === 0) return unknown('no search was run');
  return edgeRequests(observations).length === 0
    ? unknown("the host wasn't checked without a token")
    : yes('all ran');
};

export const searchWorks: Fact = (observations) => {
  const searches = searchRequests(observations);
  if (searches.length === 0) return unknown('no search was run');
  if (goodOf(searches) > 0) return yes(tally(searches));
  return searches.every(({ outcome }) => outcome === 'odd')
    ? unknown("search returned JSON that isn't a list")
    : no(tally(searches));
};

/** Does search work while `/me` doesn't? Then token and network are good. */
export const otherEndpointWorks: Fact = (observations) => {
  const searches = searchRequests(observations);
  const what = searches.length === 0 ? 'no search was run' : `searches: ${tally(searches)}`;
  return whether(goodOf(searches) > 0, what);
};

/** `2 of 3 failed`, `all 3 succeeded`. */
export function tally(requests: readonly ApiRequest[]): string {
  const failed = requests.length - goodOf(requests);
  return failed === 0 ? `all ${requests.length} succeeded` : `${failed} of ${requests.length} failed`;
}

const goodOf = (requests: readonly ApiRequest[]) =>
  requests.filter(({ outcome }) => outcome === 'good').length;

function made<T extends { exchange: Exchange }>(
  asked: readonly T[],
  read: (one: T) => ApiRequest,
): ApiRequest[] {
  return asked.filter(({ exchange }) => exchange.kind !== 'not_run').map(read);
}

function meRequest({ exchange, identity }: Me): ApiRequest {
  return { name: me, exchange, outcome: rated(exchange, identity?.kind === 'admin') };
}

function searchRequest({ exchange, list }: Search): ApiRequest {
  return { name: search, exchange, outcome: rated(exchange, list) };
}

/** A 200 alone proves nothing: a proxy's HTML page is a 200 too. */
function rated(exchange: Exchange, expected: boolean): RequestOutcome {
  if (exchange.kind !== 'answered') return 'bad';
  const status = statusOf(exchange);
  if (exchange.status === 200 && status === 200 && expected) return 'good';
  return (exchange.body === 'json' || exchange.cut) && status !== null && status < 300 ? 'odd' : 'bad';
}

/** Without a token, every status below 500 proves the host alive, and a 401 is the expected one. */
function edgeRequest(exchange: Exchange): ApiRequest {
  const status = statusOf(exchange);
  return {
    name: tokenless,
    exchange,
    outcome: status === null || status >= 500 || status === 408 ? 'bad' : 'good',
  };
}

/** If it stands in for `/me`, a rate limit counts, too. */
function standIn(exchange: Exchange): ApiRequest {
  return statusOf(exchange) === 429 ? { name: tokenless, exchange, outcome: 'bad' } : edgeRequest(exchange);
}
