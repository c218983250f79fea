import type {
  Answered,
  Exchange,
  Failed,
  Health,
  HealthReading,
  Identity,
  NotRun,
  Observations,
  PostedIncident,
  Stage,
  StatusPage,
} from '../../../src/domain/triage/observation.ts';

/** A complete answer: healthy JSON unless said otherwise. */
export function answer(status: number, more: Partial<Answered> = {}): Answered {
  return {
    kind: 'answered',
    status,
    ms: 120,
    stages: {},
    errors: [],
    requestId: null,
    rateLimit: null,
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
export function failure(stage: Stage, code: string, more: Partial<Failed> = {}): Failed {
  const timedOut = code === 'TIMEOUT';
  const nothing = { errors: [], requestId: null, rateLimit: null };
  return { kind: 'failed', stage, code, timedOut, ms: 5_000, stages: {}, status: null, ...nothing, ...more };
}

export const notRun: NotRun = { kind: 'not_run', why: 'it was not run' };

/** A posted incident that touches the API, unless said otherwise. */
export function incident(
  title = 'Errors on the REST API',
  more: Partial<PostedIncident> = {},
): PostedIncident {
  const rest = { status: 'investigating', impact: 'major', components: [], since: null, here: null };
  return { id: title, title, ...rest, ...more };
}

/** A status page that was read; all well without incidents. */
export function page(...open: PostedIncident[]): StatusPage {
  const level = open.length === 0 ? 'none' : 'major';
  return { status: answer(200), incidents: answer(200), indicator: { level, description: null }, open };
}

/** A status page that gave nothing readable. */
export function unreadPage(seen: Exchange = answer(200, { body: 'html' })): StatusPage {
  return { status: seen, incidents: seen, indicator: null, open: null };
}

/** A health endpoint that gave a reading, all healthy unless said otherwise. */
export function health(reading: Partial<HealthReading> = {}): Health {
  return {
    exchange: answer(200),
    reading: { overall: 'healthy', intercom: 'healthy', failing: [], ...reading },
  };
}

export const admin: Identity = { kind: 'admin', region: 'us' };

/** A world in which all is well, with some of it changed. */
export function seen(changed: Partial<Observations> = {}): Observations {
  return {
    region: 'us',
    apiUrl: 'https://api.intercom.io',
    statusUrl: 'https://www.finstatus.com',
    me: answer(200, { rateLimit: { limit: 1667, remaining: 1666, resetAt: null } }),
    identity: admin,
    edge: refusal(401, 'unauthorized'),
    page: page(),
    health: health(),
    ...changed,
  };
}

/** The API refuses our token's request; without a token it says 401. */
export const refused = (me: Exchange): Partial<Observations> => ({
  me,
  identity: { kind: 'other', region: null },
});

/** The API fails for everyone, with or without a token. */
export const broken = (me: Exchange): Partial<Observations> => ({ me, edge: me, identity: null });
