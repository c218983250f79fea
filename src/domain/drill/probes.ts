import type {
  Answered,
  Exchange,
  Failed,
  Health,
  Me,
  Observations,
  Region,
  Search,
  StatusPage,
} from '../triage/observation.ts';
import type { ApiWorld, SimulatedIncident, World } from './simulated-world.ts';

/** Hosts that don't exist (RFC 2606), so that a command from a drill's diagnosis reaches nobody if it's run. */
const apiUrl = 'https://api.intercom.example';
const statusUrl = 'https://status.intercom.example';
const healthUrl = 'https://our-service.example/health';

/** How long the simulated probes wait for a response, ms. */
const deadlineMs = 5_000;

/**
 * What the probes would see in a state of the world at `at` (UNIX ms): pure, and the same for the same arguments.
 * Nothing is called. A test checks that it leads to the same diagnosis as the real probes against the simulated
 * Intercom.
 */
export function observationsOf(world: World, region: Region, at: number): Observations {
  const call = (path: Path, n: number): Exchange => answerOf(world.api, path, { at, n });
  const me = (n: number): Me => {
    const exchange = call('me', n);
    const good = exchange.kind === 'answered' && exchange.status === 200;
    const known = exchange.kind === 'answered' && exchange.body === 'json';
    if (good) return { exchange, identity: { kind: 'admin', region, appId: 'drill' } };
    return { exchange, identity: known ? { kind: 'other', region: null } : null };
  };
  const search = (n: number): Search => {
    const exchange = call('search', n);
    return { exchange, list: exchange.kind === 'answered' && exchange.status === 200 };
  };
  const first = me(1);
  return {
    at,
    region,
    apiUrl,
    statusUrl,
    healthUrl,
    ours: { deployment: null, secretId: null },
    timeZone: 'UTC',
    proxy: null,
    tokenFault: null,
    me: first.exchange,
    identity: first.identity,
    again: [me(2), me(3)],
    searches: [search(4), search(5)],
    edge: call('edge', 6),
    page: pageOf(world.posted, at),
    health: healthOf(world.service, at),
  };
}

type Path = 'me' | 'search' | 'edge';
/** When a request was made, and which of the triage's requests it was. */
type Turn = { at: number; n: number };

function answerOf(api: ApiWorld, path: Path, turn: Turn): Exchange {
  switch (api) {
    case 'slow':
      return healthyExchange(path, turn, 2_700);
    case 'hang':
      return silent(deadlineMs);
    case 'search_hangs':
      return path === 'search' ? silent(deadlineMs) : healthyExchange(path, turn);
    case 'search_down':
      return path === 'search'
        ? refusal(503, 'service_unavailable', unavailable, turn)
        : healthyExchange(path, turn);
    case 'search_unauthorized':
      return path === 'search'
        ? refusal(401, 'token_unauthorized', 'Not authorized to access resource', turn)
        : healthyExchange(path, turn);
    case 'bad_gateway':
      return answer(502, turn, { requestId: null, contentType: 'text/html; charset=utf-8', body: 'html' });
    case 'unavailable':
      return refusal(503, 'service_unavailable', unavailable, turn);
    case 'token_revoked':
      return path === 'edge'
        ? healthyExchange(path, turn)
        : refusal(401, 'token_revoked', 'Access Token Revoked', turn);
    case 'rate_limited':
      return path === 'edge' ? healthyExchange(path, turn) : limited(turn);
    case 'healthy':
      return healthyExchange(path, turn);
  }
}

const unavailable = 'Sorry, the API service is temporarily unavailable';

/** What a healthy API returns; without a token that is a 401. */
function healthyExchange(path: Path, turn: Turn, extraMs = 0): Exchange {
  if (path === 'edge') return refusal(401, 'unauthorized', 'Access Token Missing', turn, extraMs);
  return answer(200, turn, { rateLimit: quota(1_666, turn.at + 7_000) }, extraMs);
}

const quota = (remaining: number, resetAt: number) => ({ limit: 1_667, remaining, resetAt });

function limited(turn: Turn): Answered {
  const errors = [{ code: 'rate_limit_exceeded', message: 'Exceeded rate limit of 1667 in 10_seconds' }];
  return answer(429, turn, { errors, rateLimit: quota(0, turn.at + 4_000) });
}

const refusal = (status: number, code: string, message: string, turn: Turn, extraMs = 0): Answered =>
  answer(status, turn, { errors: [{ code, message }] }, extraMs);

function answer(status: number, turn: Turn, more: Partial<Answered> = {}, extraMs = 0): Answered {
  const ms = extraMs + 80 + (scatter(turn) % 60);
  return {
    kind: 'answered',
    status,
    ms,
    skewMs: 0,
    stages: { dns: 2, connect: 8, tls: 15, headers: ms - 26, body: 1 },
    errors: [],
    requestId: requestIdOf(turn),
    rateLimit: null,
    retryAfterMs: null,
    via: null,
    origin: null,
    contentType: 'application/json; charset=utf-8',
    body: 'json',
    mislabelled: false,
    cut: false,
    redirect: null,
    ...more,
  };
}

/** Connected, then no response before the deadline. */
const silent = (ms: number): Failed => ({
  kind: 'failed',
  stage: 'headers',
  code: 'TIMEOUT',
  timedOut: true,
  status: null,
  ms,
  skewMs: null,
  stages: { dns: 2, connect: 8, tls: 15, headers: ms - 25 },
  errors: [],
  requestId: null,
  rateLimit: null,
  retryAfterMs: null,
  via: null,
  origin: null,
  certificate: null,
});

function pageOf(posted: SimulatedIncident | null, at: number): StatusPage {
  const answered = (n: number): Answered => answer(200, { at, n }, { requestId: null });
  const description = posted ? 'Service disruption' : 'All Systems Operational';
  const open = posted
    ? [{ id: 'drill', since: null, here: true, window: null, ...posted, components: [posted.component] }]
    : [];
  return {
    status: answered(7),
    incidents: answered(8),
    dropped: 0,
    indicator: { level: posted?.impact ?? 'none', description },
    open,
    planned: [],
    resolved: [],
  };
}

/** A service that is unhealthy as a whole returns 503, as most frameworks do. */
const healthOf = (reading: World['service'], at: number): Health => ({
  exchange: answer(reading.overall === 'unhealthy' ? 503 : 200, { at, n: 9 }, { requestId: null }),
  reading,
});

/** A number that differs from request to request, so that latencies vary (a 32-bit mix). */
function scatter({ at, n }: Turn): number {
  const mixed = Math.imul(Math.floor(at / 1_000) ^ (n * 0x9e3779b1), 0x85ebca6b);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

/**
 * A request_id in the format that Intercom documents; all of a drill's start alike, so that nobody takes one for
 * real.
 */
function requestIdOf(turn: Turn): string {
  const hex = (value: number, length: number) => value.toString(16).padStart(length, '0').slice(-length);
  return `d2111000-0000-4000-8000-${hex(Math.floor(turn.at / 1_000), 9)}${hex(turn.n, 3)}`;
}
