import type { ApiError } from '../explain/read/error-body.ts';
import type { Owner, RateLimitReading } from './diagnosis.ts';

/**
 * Where in a request something went wrong, in the order a request goes through them. `proxy` is our own HTTPS proxy, if
 * there is one; from there on, `connect` is what the proxy does for us.
 */
export type RequestStage = 'proxy' | 'dns' | 'connect' | 'tls' | 'headers' | 'body';

/** What a body really is, whatever its content type says. */
export type BodyKind = 'json' | 'html' | 'text' | 'empty';

/** Where the workspace is hosted. */
export type Region = 'us' | 'eu' | 'au';

/**
 * Who sent a response, judged by its own marks: Intercom, or something in between or in its place, which `name` names.
 * Null: it doesn't tell.
 */
export type Origin = { by: 'intercom' } | { by: 'other'; name: string } | null;

/**
 * What both a complete response and one that broke off can carry. Times are ms; `stages` holds the ms each stage took.
 * `skewMs`: the other side's clock (its `Date` header, whole seconds) minus ours.
 */
type ExchangeDetails = {
  ms: number;
  skewMs: number | null;
  stages: Readonly<Partial<Record<RequestStage, number>>>;
  errors: readonly ApiError[];
  requestId: string | null;
  rateLimit: RateLimitReading | null;
  /** How long `Retry-After` asks to wait, ms. */
  retryAfterMs: number | null;
  /** The proxies that the response came through, as its `Via` header names them. */
  via: string | null;
  origin: Origin;
};

/** A complete HTTP response. `mislabelled`: the content type says JSON and the body isn't. `cut`: over 1 MB. */
export type Answered = ExchangeDetails & {
  kind: 'answered';
  status: number;
  contentType: string | null;
  body: BodyKind;
  mislabelled: boolean;
  cut: boolean;
  /** Where a 3xx points: origin and path, without query. It wasn't followed. */
  redirect: string | null;
};

/**
 * A certificate that wasn't accepted. Times are UNIX ms. `vouched`: a public authority issued it, not a proxy of ours.
 */
export type RefusedCertificate = {
  issuer: string;
  names: readonly string[];
  from: number | null;
  until: number | null;
  vouched: boolean;
};

/** No complete response. `code` is the cause's own (`ECONNRESET`), or `TIMEOUT` if the deadline ended it. */
export type Failed = ExchangeDetails & {
  kind: 'failed';
  stage: RequestStage;
  code: string;
  timedOut: boolean;
  /** The HTTP status, if the headers had arrived before it broke off. */
  status: number | null;
  certificate: RefusedCertificate | null;
};

/** The request wasn't made; `why` is a sentence that says how to change that. */
export type NotRun = { kind: 'not_run'; why: string };

/** What one request saw: a response, a failure with its stage, or nothing. */
export type Exchange = Answered | Failed | NotRun;

/** What `/me` identified: an admin with an app (by its public id), something else, or (null) nothing readable. */
export type TokenIdentity = { kind: 'admin' | 'other'; region: Region | null; appId?: string | null } | null;

/** One `/me`. */
export type Me = { exchange: Exchange; identity: TokenIdentity };

/** One search for conversations. `list`: the body is the list that Intercom returns when healthy. */
export type Search = { exchange: Exchange; list: boolean };

/**
 * An open incident or a degraded component on the status page, as posted there. `since` is UNIX ms. `here`: whether the
 * page's list for our region has it; null if the page keeps no such list. `window`: of planned maintenance, UNIX ms.
 */
export type PostedIncident = {
  id: string;
  title: string;
  status: string | null;
  impact: string | null;
  components: readonly string[];
  since: number | null;
  here: boolean | null;
  window: { from: number | null; until: number | null } | null;
};

/** A posted incident that is over, and since when (UNIX ms). */
export type ResolvedIncident = { incident: PostedIncident; at: number };

/**
 * The status page: its two main requests, and what was read. Null: not readable, which is neither good nor bad.
 * `dropped`: how many of all its requests got no HTTP response; null if none was made. `planned`: announced maintenance
 * that the page doesn't report as started. `resolved`: what is over, if the page says since when.
 */
export type StatusPage = {
  status: Exchange;
  incidents: Exchange;
  dropped: number | null;
  indicator: { level: string; description: string | null } | null;
  open: readonly PostedIncident[] | null;
  planned: readonly PostedIncident[];
  resolved: readonly ResolvedIncident[];
};

/** How a health endpoint rates a thing, in our words. `unknown`: it said something else, or nothing. */
export type HealthLevel = 'healthy' | 'degraded' | 'unhealthy' | 'unknown';

/**
 * What our health endpoint said: overall, about its Intercom part (`unknown`: neither clearly good nor clearly bad),
 * and the names of other parts that aren't healthy.
 */
export type HealthReading = {
  overall: HealthLevel;
  intercom: HealthLevel | 'not_named';
  failing: readonly string[];
};

/** Our own integration's health endpoint. `reading` is null if its body couldn't be understood. */
export type Health = { exchange: Exchange; reading: HealthReading | null };

/** The names of our own resources, as configured, for the commands in the steps. Null: not set. */
export type OurNames = { deployment: string | null; secretId: string | null };

/** An earlier check as its caller kept it: `at` in UNIX ms, and `failed` if it found something to act on. */
export type PastCheck = { at: number; leaf: string; owner: Owner; failed: boolean };

/** Everything one triage saw. The diagnosis is a pure function of it. */
export type Observations = {
  /** When, UNIX ms. */
  at: number;
  region: Region;
  /** Base URLs for the commands of the steps, without credentials, query or trailing slash. */
  apiUrl: string;
  statusUrl: string;
  /** Null: not set. */
  healthUrl: string | null;
  /** The zone that times are written in (IANA name). */
  timeZone: string;
  ours: OurNames;
  /** Our HTTPS proxy in front of the API, as host and port; null for a direct connection. */
  proxy: string | null;
  /**
   * What is wrong with the token, so that it wasn't sent: `it contains a space`. Null: nothing, or there is no token.
   */
  tokenFault: string | null;
  me: Exchange;
  identity: TokenIdentity;
  /** The same request again, at the same time: `/me` with our token, or without one if there is none. */
  again: readonly Me[];
  /** `POST /conversations/search`, which needs a scope and a plan. `/me` needs neither. */
  searches: readonly Search[];
  /** `/me` on the same host without a token: a 401 proves the host alive. */
  edge: Exchange;
  page: StatusPage;
  health: Health;
  /** Earlier checks, newest last, if the caller keeps them. */
  history?: readonly PastCheck[];
};
