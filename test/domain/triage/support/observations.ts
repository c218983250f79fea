import type {
  Answered,
  Exchange,
  Failed,
  Health,
  HealthReading,
  Me,
  NotRun,
  Observations,
  PostedIncident,
  RequestStage,
  Search,
  StatusPage,
  TokenIdentity,
} from '../../../../src/domain/triage/observation.ts';

/** A complete answer: healthy JSON unless said otherwise. */
export function answer(status: number, more: Partial<Answered> = {}): Answered {
  return {
    kind: 'answered',
    status,
    ms: 120,
    stages: { headers: more.ms ?? 120 },
    skewMs: 0,
    errors: [],
    requestId: null,
    rateLimit: null,
    retryAfterMs: null,
    via: null,
    origin: null,
    contentType: 'application/json',
    body: 'json',
    mislabelled: false,
    cut: false,
    redirect: null,
    ...more,
  };
}

/** An Intercom error with this code. */
export function refusal(status: number, code: string, message: string | null = null): Answered {
  return answer(status, { errors: [{ code, message }] });
}

/** A request that broke off. */
export function failure(stage: RequestStage, code: string, more: Partial<Failed> = {}): Failed {
  const timedOut = code === 'TIMEOUT';
  const nothing = {
    skewMs: null,
    errors: [],
    requestId: null,
    rateLimit: null,
    retryAfterMs: null,
    via: null,
    origin: null,
    certificate: null,
  };
  return { kind: 'failed', stage, code, timedOut, ms: 5_000, stages: {}, status: null, ...nothing, ...more };
}

export const notRun: NotRun = { kind: 'not_run', why: 'it was not run' };

/** A posted incident that touches the API, unless said otherwise. */
export function incident(
  title = 'Errors on the REST API',
  more: Partial<PostedIncident> = {},
): PostedIncident {
  const rest = {
    status: 'investigating',
    impact: 'major',
    components: [],
    since: null,
    here: null,
    window: null,
  };
  return { id: title, title, ...rest, ...more };
}

/** A status page that was read; all well without incidents. */
export function page(...open: PostedIncident[]): StatusPage {
  const level = open.length === 0 ? 'none' : 'major';
  const indicator = { level, description: null };
  return {
    status: answer(200),
    incidents: answer(200),
    dropped: 0,
    indicator,
    open,
    planned: [],
    resolved: [],
  };
}

/** A status page that gave nothing readable. */
export function unreadPage(observed: Exchange = answer(200, { body: 'html' })): StatusPage {
  const dropped = { answered: 0, failed: 6, not_run: null }[observed.kind];
  return {
    status: observed,
    incidents: observed,
    dropped,
    indicator: null,
    open: null,
    planned: [],
    resolved: [],
  };
}

/** A health endpoint that gave a reading, all healthy unless said otherwise. */
export function health(reading: Partial<HealthReading> = {}): Health {
  return {
    exchange: answer(200),
    reading: { overall: 'healthy', intercom: 'healthy', failing: [], ...reading },
  };
}

export const admin: TokenIdentity = { kind: 'admin', region: 'us' };

/** The time of these worlds, UNIX ms. */
export const noon = Date.UTC(2026, 10, 21, 12);

/** What `/me` answers when all is well. */
export const wellMe = answer(200, { rateLimit: { limit: 1667, remaining: 1666, resetAt: null } });

/** Two searches that end like this: with Intercom's list, where it is JSON that is all well. */
export const searched = (...exchanges: Exchange[]): Search[] =>
  exchanges.map((exchange) => ({ exchange, list: isWell(exchange) }));

const isWell = (exchange: Exchange) =>
  exchange.kind === 'answered' && exchange.status === 200 && exchange.body === 'json';

/** `/me` that ends like this. An admin, unless said otherwise. */
export function asked(exchange: Exchange): Me {
  const good = exchange.kind === 'answered' && exchange.status === 200;
  return { exchange, identity: good ? admin : null };
}

/**
 * A world in which all is well, with some of it changed. What is repeated ends as the first `/me` does, and the searches
 * as well, unless said otherwise.
 */
export function observed(changed: Partial<Observations> = {}): Observations {
  const edge = changed.edge ?? refusal(401, 'unauthorized');
  const { me = wellMe, identity = admin } = changed;
  const stands = me.kind === 'not_run' ? { exchange: edge, identity: null } : { exchange: me, identity };
  const found = me.kind === 'not_run' ? [] : searched(me, me);
  return {
    at: noon,
    region: 'us',
    apiUrl: 'https://api.intercom.io',
    statusUrl: 'https://www.finstatus.com',
    healthUrl: 'https://sync.example.com/health',
    timeZone: 'UTC',
    ours: { deployment: null, secretId: null },
    proxy: null,
    tokenFault: null,
    me,
    identity,
    again: [stands, stands],
    searches: found,
    edge,
    page: page(),
    health: health(),
    ...changed,
  };
}

/** The API refuses our token's request, and our service does not speak of Intercom; without a token it says 401. */
export const refused = (me: Exchange): Partial<Observations> => ({
  me,
  identity: { kind: 'other', region: null },
  health: health({ intercom: 'not_named' }),
});

/** An answer that names itself as something else than Intercom. */
export const fromOther = (status: number, name: string, more: Partial<Answered> = {}): Answered =>
  answer(status, { body: 'html', contentType: 'text/html', origin: { by: 'other', name }, ...more });

/** An answer with Intercom's own marks. */
export const fromIntercom = (status: number, more: Partial<Answered> = {}): Answered =>
  answer(status, {
    requestId: '3f1c',
    rateLimit: { limit: 1667, remaining: 1666, resetAt: null },
    origin: { by: 'intercom' },
    ...more,
  });

/** The API fails for everyone, with or without a token. */
export const broken = (me: Exchange): Partial<Observations> => ({ me, edge: me, identity: null });

/** `/me` is well and the searches are not. */
export const unsearchable = (search: Exchange): Partial<Observations> => ({
  searches: searched(search, search),
});
