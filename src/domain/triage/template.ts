import { apiExchange, briefly, codesOf, statusOf, symptom } from './facts/exchange.ts';
import { namedIncident, quotedTitle } from './facts/posted.ts';
import { serviceWords } from './facts/service.ts';
import type { Observations } from './observation.ts';

/** The placeholders that leaves and steps may use, as `{symptom}`. */
export const placeholders = [
  'symptom',
  'answer',
  'seen',
  'ms',
  'posted',
  'page',
  'edge',
  'service',
  'redirect',
  'token',
  'api',
  'host',
  'status_page',
] as const;
export type Placeholder = (typeof placeholders)[number];

/** The facts that go into a leaf's sentences and a step's commands. */
export type Facts = Readonly<Record<Placeholder, string>>;

/** Reads the facts off the observations. `api` and `status_page` are base URLs, safe inside single quotes. */
export function factsOf(seen: Observations): Facts {
  const api = apiExchange(seen);
  const incident = namedIncident(seen);
  return {
    symptom: symptom(api),
    answer: [statusOf(api), codesOf(api)[0]].filter((part) => part !== null && part !== undefined).join(' '),
    seen: briefly(api),
    ms: api.kind === 'not_run' ? '' : `${(api.ms / 1000).toFixed(1)} s`,
    posted: incident === null ? 'an incident' : quotedTitle(incident),
    page: briefly(seen.page.incidents),
    edge: symptom(seen.edge),
    service: serviceWords(seen.health),
    redirect: api.kind === 'answered' && api.redirect !== null ? api.redirect : 'another address',
    token: seen.me.kind === 'not_run' ? seen.me.why : '',
    api: shellSafe(seen.apiUrl),
    host: hostOf(seen.apiUrl),
    status_page: shellSafe(seen.statusUrl),
  };
}

/** Puts the facts into a text. A placeholder that is not in the list stays as it is; a test finds it. */
export function fill(text: string, facts: Facts): string {
  const known: Readonly<Record<string, string>> = facts;
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => known[name] ?? whole);
}

function shellSafe(url: string): string {
  return url.replaceAll("'", '%27').replace(/\/+$/, '');
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : url;
}
