import { certificateOf, healthCertificateOf } from './facts/certificate.ts';
import { briefly, codesOf, statusOf, symptom } from './facts/exchange.ts';
import { pastWords } from './facts/history.ts';
import { otherIn } from './facts/origin.ts';
import { postedWords, resolvedWords } from './facts/page.ts';
import { namedIncident, pageWords } from './facts/posted.ts';
import { regionOf } from './facts/relevance.ts';
import { apiRequest, apiRequests, search, tally } from './facts/requests.ts';
import { alsoOurs, clockWords, lackingWords, waitWords } from './facts/response-details.ts';
import { serviceWords } from './facts/service.ts';
import { middleMe, middleSearch } from './facts/slowness.ts';
import { unwatchedWords, wellWords } from './facts/working-service.ts';
import type { Exchange, Observations } from './observation.ts';

/** The placeholders that leaves and steps can use, as `{symptom}`. */
export const placeholders = [
  'symptom',
  'answer',
  'seen',
  'by',
  'lacking',
  'wait',
  'also_ours',
  'request',
  'ask',
  'failed',
  'ms',
  'search_took',
  'posted',
  'page_says',
  'unposted',
  'well',
  'unwatched',
  'edge',
  'service',
  'redirect',
  'token',
  'proxy',
  'certificate',
  'health_certificate',
  'clock_off',
  'region',
  'configured',
  'last',
  'share',
  'api',
  'host',
  'address',
  'through',
  'search',
  'status_page',
  'health_url',
  'deployment',
  'secret',
] as const;
export type Placeholder = (typeof placeholders)[number];

/** The facts that go into a leaf's sentences and a step's commands. */
export type Facts = Readonly<Record<Placeholder, string>>;

/** Reads the facts from the observations. `api` and `status_page` are base URLs, safe inside single quotes. */
export function factsOf(observations: Observations): Facts {
  const { name, exchange: api } = apiRequest(observations);
  const incident = namedIncident(observations);
  return {
    symptom: symptom(api),
    answer: [statusOf(api), codesOf(api)[0]].filter((part) => part !== null && part !== undefined).join(' '),
    seen: briefly(api),
    by: byWords(api),
    lacking: lackingWords(api),
    wait: waitWords(observations),
    also_ours: alsoOurs(observations),
    request: name,
    ask: asked(name, observations),
    search: asked(search, observations),
    failed: tally(apiRequests(observations)),
    ms: seconds(middleMe(observations) ?? api),
    search_took: searchTook(observations),
    posted: incident === null ? 'an incident' : postedWords(incident, observations),
    page_says: pageWords(observations),
    unposted: resolvedWords(observations) || ' yet',
    well: wellWords(observations),
    unwatched: unwatchedWords(observations),
    edge: symptom(observations.edge),
    service: serviceWords(observations.health),
    redirect: api.kind === 'answered' && api.redirect !== null ? api.redirect : 'another address',
    token:
      observations.tokenFault === null
        ? 'no Intercom token'
        : `a malformed token (${observations.tokenFault})`,
    proxy: observations.proxy ?? 'in between',
    certificate: certificateOf(observations),
    health_certificate: healthCertificateOf(observations),
    clock_off: clockOff(observations),
    region: regionOf(observations),
    configured: observations.region,
    ...pastWords(observations),
    api: shellSafe(observations.apiUrl),
    host: shellSafe(hostOf(observations.apiUrl)),
    address: shellSafe(addressOf(observations.apiUrl)),
    through: observations.proxy === null ? '' : `-proxy '${shellSafe(observations.proxy)}' `,
    status_page: shellSafe(observations.statusUrl),
    health_url:
      observations.healthUrl === null
        ? unset('HEALTH_CHECK_URL', '"')
        : `'${shellSafe(observations.healthUrl)}'`,
    deployment: observations.ours.deployment ?? unset('INTERCOM_DEPLOYMENT'),
    secret: observations.ours.secretId ?? unset('INTERCOM_SECRET_ID'),
  };
}

/** Puts the facts into a text. A placeholder that isn't in the list stays as it is; a test finds it. */
export function fill(text: string, facts: Facts): string {
  const known: Readonly<Record<string, string>> = facts;
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => known[name] ?? whole);
}

/** Who a response says it's from, and what it came through. */
function byWords(api: Exchange): string {
  const name = otherIn(api);
  const via = api.kind === 'not_run' ? null : api.via;
  return `${name === null ? '' : `, from ${name}`}${via === null ? '' : `, through ${via}`}`;
}

function clockOff(observations: Observations): string {
  const words = clockWords(observations);
  return words === null ? '' : ` (${words})`;
}

function seconds(exchange: Exchange): string {
  return exchange.kind === 'not_run' ? '' : `${(exchange.ms / 1000).toFixed(1)} s`;
}

function searchTook(observations: Observations): string {
  const found = middleSearch(observations);
  return found === null ? symptom(apiRequest(observations).exchange) : `takes ${seconds(found)}`;
}

/** What to give curl to see the same again; for the search, one that finds nothing, so that no text is shown. */
function asked(request: string, { apiUrl }: Observations): string {
  const api = shellSafe(apiUrl);
  if (request !== search) return `'${api}/me'`;
  const query =
    '{"query":{"field":"created_at","operator":">","value":4102444800},"pagination":{"per_page":1}}';
  return `-H 'Content-Type: application/json' -d '${query}' '${api}/conversations/search'`;
}

function shellSafe(url: string): string {
  return url.replaceAll("'", '%27').replace(/\/+$/, '');
}

/** A variable in a command that stops with a sentence if it isn't set. */
const unset = (name: string, quote = '') => `${quote}\${${name}:?set it first}${quote}`;

function addressOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { hostname, port, protocol } = new URL(url);
  return `${hostname}:${port || (protocol === 'http:' ? '80' : '443')}`;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : url;
}
