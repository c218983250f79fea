import type { ProbeReport } from './diagnosis.ts';
import { briefly, codesOf } from './facts/exchange.ts';
import { nextPlanned, postedNow, postedWords, resolvedWords } from './facts/page.ts';
import { regionOf, relevance } from './facts/relevance.ts';
import { type ApiRequest, edgeRequests, meRequests, searchRequests, tally } from './facts/requests.ts';
import { clockWords, tightest, waitedWords, windowsOf } from './facts/response-details.ts';
import { serviceSilent, serviceWell, serviceWords } from './facts/service.ts';
import { slowMs } from './facts/slowness.ts';
import type { Exchange, Observations } from './observation.ts';

type Outcome = ProbeReport['outcome'];

/** What each probe saw, in the order people read them. */
export function probeReports(observations: Observations): ProbeReport[] {
  return [
    meReport(observations),
    repeatReport(observations),
    searchReport(observations),
    edgeReport(observations),
    pageReport(observations),
    incidentsReport(observations),
    rateLimitReport(observations),
    healthReport(observations),
    ...clockReport(observations),
  ];
}

function meReport(observations: Observations): ProbeReport {
  if (observations.me.kind === 'not_run')
    return report('api_me', 'API /me', observations.me, 'not_run', observations.me.why);
  return apiReport('api_me', 'API /me', meRequests(observations).slice(0, 1), {
    well: `200, admin of a workspace in ${regionOf(observations)}`,
  });
}

/** The repeated `/me`; without a token, the request that stands in for it. */
function repeatReport(observations: Observations): ProbeReport {
  return apiReport('api_again', 'API /me again', meRequests(observations).slice(1), {
    missing: 'not repeated',
  });
}

/** Why what needs the token wasn't made; `API /me` says what is wrong with it. */
const needsToken = 'it needs a token';

function searchReport(observations: Observations): ProbeReport {
  const why = observations.me.kind === 'not_run' ? needsToken : 'no search was made';
  return apiReport('api_search', 'API search', searchRequests(observations), { missing: why });
}

/** Without a token, a 401 is the expected response: the host is alive. */
function edgeReport(observations: Observations): ProbeReport {
  const label = 'API without a token';
  const requests =
    observations.me.kind === 'not_run' ? meRequests(observations).slice(0, 1) : edgeRequests(observations);
  const { edge } = observations;
  const status = edge.kind === 'not_run' ? null : edge.status;
  const made = apiReport('api_edge', label, requests, { well: `${status}, the host is up` });
  return made.outcome === 'ok' ? { ...made, code: null } : made;
}

/** One line for several equal requests: the first that didn't end well represents them. */
function apiReport(
  probe: string,
  label: string,
  requests: readonly ApiRequest[],
  words: { well?: string; missing?: string },
): ProbeReport {
  const first = requests[0];
  if (first === undefined)
    return report(probe, label, { kind: 'not_run', why: words.missing ?? 'not checked' }, 'not_run', '');
  const { exchange, outcome } = requests.find((one) => one.outcome !== 'good') ?? first;
  const count = requests.length === 1 ? '' : `, ${tally(requests)}`;
  const summary = outcome === 'good' ? (words.well ?? inShort(exchange)) : inShort(exchange);
  const made = report(
    probe,
    label,
    exchange,
    outcomes[outcome],
    `${summary}${count}${slowWords(exchange)}${outcome === 'good' ? '' : wayWords(exchange)}`,
  );
  const ids = requests.flatMap((one) =>
    one.exchange.kind === 'not_run' ? [] : (one.exchange.requestId ?? []),
  );
  return { ...made, requestId: made.requestId ?? ids[0] ?? null, requestIds: ids };
}

const outcomes = { good: 'ok', bad: 'bad', odd: 'unknown' } as const;

/** How long a bad response asks to wait, and what it came through. */
function wayWords(exchange: Exchange): string {
  if (exchange.kind === 'not_run') return '';
  const { retryAfterMs, via } = exchange;
  const wait = retryAfterMs === null ? '' : `, Retry-After ${waitedWords(retryAfterMs)}`;
  return `${wait}${via === null ? '' : `, through ${via}`}`;
}

/** Where a slow response spent its time. */
function slowWords(exchange: Exchange): string {
  if (exchange.kind !== 'answered' || exchange.ms < slowMs) return '';
  const [stage, ms] = Object.entries(exchange.stages).toSorted((a, b) => b[1] - a[1])[0] ?? [];
  return stage === undefined ? ', slow' : `, slow: ${ms} ms in ${stage}`;
}

function pageReport(observations: Observations): ProbeReport {
  const { page } = observations;
  const { indicator } = page;
  if (indicator === null) return unread('status_page', 'Status page', page.status);
  const description = indicator.description === null ? '' : ` (${indicator.description.slice(0, 100)})`;
  // An unfamiliar word without an incident beside it is neither good nor bad.
  const raised: Outcome = (postedNow(observations) ?? []).length === 0 ? 'unknown' : 'bad';
  const outcome = indicator.level === 'none' ? 'ok' : raised;
  return report('status_page', 'Status page', page.status, outcome, `${indicator.level}${description}`);
}

function incidentsReport(observations: Observations): ProbeReport {
  const { incidents } = observations.page;
  const open = postedNow(observations);
  if (open === null) return unread('status_incidents', 'Open incidents', incidents);
  if (open.length === 0)
    return report('status_incidents', 'Open incidents', incidents, 'ok', noneWords(observations));
  const titles = open.slice(0, 3).map((one) => {
    const touches = {
      yes: 'affects the API',
      no: "doesn't affect the API here",
      unknown: 'may affect the API',
    };
    return `${postedWords(one, observations)} (${[one.status, one.impact, touches[relevance(one, regionOf(observations))]].filter(Boolean).join(', ')})`;
  });
  const more = open.length > 3 ? ` and ${open.length - 3} more` : '';
  return report('status_incidents', 'Open incidents', incidents, 'bad', `${titles.join(', ')}${more}`);
}

function noneWords(observations: Observations): string {
  const planned = nextPlanned(observations);
  const ahead = planned === null ? '' : `; planned: ${postedWords(planned, observations)}`;
  return `none${resolvedWords(observations)}${ahead}`;
}

/** Read from the responses; Intercom leaves the headers out if it rejects the token. */
function rateLimitReport(observations: Observations): ProbeReport {
  const label = 'Rate limit';
  if (observations.me.kind === 'not_run')
    return report('rate_limit', label, { ...observations.me, why: needsToken }, 'not_run', needsToken);
  const me = tightest(meRequests(observations).map(({ exchange }) => exchange)) ?? observations.me;
  const windows = windowsOf(observations);
  const states = windows.map(({ state }) => state);
  const known: Outcome = states.includes('empty') ? 'bad' : 'ok';
  const summary = windows.map(({ words, state }) => (state === 'low' ? `only ${words}` : words)).join(', ');
  const { stages: _, ...made } =
    windows.length === 0
      ? report('rate_limit', label, me, 'unknown', 'no rate-limit headers in the response')
      : report('rate_limit', label, me, known, summary);
  return { ...made, status: null, ms: null, code: null, requestId: null };
}

/** Our clock, if it's wrong: signatures, searches by time, and certificates are affected. */
function clockReport(observations: Observations): ProbeReport[] {
  const words = clockWords(observations);
  if (words === null) return [];
  const none = { status: null, ms: null, code: null, requestId: null, rateLimit: null };
  return [{ probe: 'clock', label: 'Our clock', outcome: 'bad', summary: words, ...none }];
}

function healthReport(observations: Observations): ProbeReport {
  const { exchange, reading } = observations.health;
  const label = 'Our health endpoint';
  if (reading === null) {
    const silent = serviceSilent(observations).answer === 'yes';
    return silent
      ? report('health', label, exchange, 'bad', inShort(exchange))
      : unread('health', label, exchange);
  }
  const outcome = ({ yes: 'ok', no: 'bad', unknown: 'unknown' } as const)[serviceWell(observations).answer];
  return report('health', label, exchange, outcome, serviceWords(observations.health));
}

function unread(probe: string, label: string, exchange: Exchange): ProbeReport {
  const answered =
    exchange.kind === 'answered' ? `${exchange.status}, but unreadable (${exchange.body})` : null;
  return report(probe, label, exchange, 'unknown', answered ?? inShort(exchange));
}

function inShort(exchange: Exchange): string {
  return briefly(exchange).replace(/ after \d+ ms$/, '');
}

function report(
  probe: string,
  label: string,
  exchange: Exchange,
  outcome: Outcome,
  summary: string,
): ProbeReport {
  if (exchange.kind === 'not_run') {
    const none = { status: null, ms: null, code: null, requestId: null, rateLimit: null };
    return { probe, label, outcome: 'not_run', summary: exchange.why, ...none };
  }
  const code = exchange.kind === 'failed' ? exchange.code : (codesOf(exchange)[0] ?? null);
  const { status, ms, requestId, stages } = exchange;
  const rateLimit = probe === 'rate_limit' ? exchange.rateLimit : null;
  return { probe, label, outcome, summary, status, ms, code, requestId, rateLimit, stages };
}
