import { diagnose } from '../domain/triage/diagnose.ts';
import type { Diagnosis } from '../domain/triage/diagnosis.ts';
import type {
  Exchange,
  Observations,
  OurNames,
  PastCheck,
  Region,
  Search,
} from '../domain/triage/observation.ts';
import { askEdge, askMe, askSearch } from './api.ts';
import { readOurHealth } from './health/health.ts';
import { type Ask, send } from './http/client.ts';
import { type Network, networkFrom, proxyFor } from './http/network.ts';
import { readStatusPage } from './status-page/status-page.ts';
import { tokenFault, tokenProblem } from './token.ts';

/** Where to look. `timeoutMs` is the deadline of the whole triage; all requests go out at once. */
export type IntercomSettings = {
  token: string | null;
  region: Region;
  apiUrl: string;
  statusUrl: string;
  healthUrl: string | null;
  timeoutMs: number;
  /** How to leave this machine. Default: as the environment says (`HTTPS_PROXY`, `NO_PROXY`). */
  network?: Network;
  /** The zone for times in the diagnosis (IANA name). Default: UTC. */
  timeZone?: string;
  /** For the commands in the steps. Default: not set, so the commands ask for them. */
  names?: OurNames;
};

/** How often `/me` is requested, and how often the search. A single request may just be unlucky. */
const mes = 3;
const searches = 2;

/**
 * Runs all probes together and diagnoses what they saw. Takes as long as the slowest probe, at most `timeoutMs`, and
 * never throws for anything the other sides do. Nothing in the result contains the token. `now` is UNIX ms. `history`:
 * earlier checks, newest last, if the caller keeps them.
 */
export async function runTriage(
  settings: IntercomSettings,
  now: () => number,
  history: readonly PastCheck[] = [],
): Promise<Diagnosis> {
  return diagnose(await observe(settings, now), history);
}

/** What the probes see right now. */
export async function observe(settings: IntercomSettings, now: () => number): Promise<Observations> {
  const { token, region, apiUrl, statusUrl, healthUrl, timeoutMs } = settings;
  const network = settings.network ?? networkFrom(process.env);
  const ends = performance.now() + timeoutMs;
  const ask: Ask = (request) => {
    const left = Math.max(1, Math.floor(ends - performance.now()));
    return send({ ...request, timeoutMs: left, secret: token, network }, now);
  };
  const asked = askApi(ask, apiUrl, token, now);
  const [api, page, health] = await Promise.all([
    asked.everything,
    readStatusPage(ask, statusUrl, region, asked.region),
    readOurHealth(ask, healthUrl),
  ]);
  const proxy = URL.canParse(apiUrl) ? proxyFor(new URL(apiUrl), network) : null;
  const where = { region, apiUrl: plain(apiUrl), statusUrl: plain(statusUrl), proxy: proxy?.host ?? null };
  const ours = settings.names ?? { deployment: null, secretId: null };
  return {
    at: now(),
    ...where,
    healthUrl: healthUrl && plain(healthUrl),
    timeZone: settings.timeZone ?? 'UTC',
    ours,
    tokenFault: tokenFault(token),
    ...api,
    page,
    health,
  };
}

type ApiSeen = Pick<Observations, 'me' | 'identity' | 'again' | 'searches' | 'edge'>;
type Asked = { everything: Promise<ApiSeen>; region: Promise<Region | null> };

/** A token that is missing or unusable isn't sent; then `/me` without one is repeated instead. */
function askApi(ask: Ask, apiUrl: string, token: string | null, now: () => number): Asked {
  const problem = tokenProblem(token);
  const sent = problem === null ? token : null;
  const first = askMe(ask, apiUrl, sent);
  const again = Promise.all(Array.from({ length: mes - 1 }, () => askMe(ask, apiUrl, sent)));
  const found: Promise<Search[]> =
    sent === null
      ? Promise.resolve([])
      : Promise.all(Array.from({ length: searches }, () => askSearch(ask, apiUrl, sent, now())));
  const edge = sent === null ? first.then(({ exchange }) => exchange) : askEdge(ask, apiUrl);
  const everything = Promise.all([first, again, found, edge]).then(([one, others, searched, alone]) => {
    const notSent: Exchange = { kind: 'not_run', why: problem ?? '' };
    const me = sent === null ? { me: notSent, identity: null } : { me: one.exchange, identity: one.identity };
    return { ...me, again: others, searches: searched, edge: alone };
  });
  return { everything, region: first.then(({ identity }) => identity?.region ?? null) };
}

/** A URL as it can be shown: no credentials, no query. */
function plain(url: string): string {
  if (!URL.canParse(url)) return url;
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`.replace(/\/+$/, '');
}
