import type { ApiError } from '../explain/error-body.ts';
import type { RateLimit } from './diagnosis.ts';

/** Where in a request something went wrong, in the order a request passes through them. */
export type Stage = 'dns' | 'connect' | 'tls' | 'headers' | 'body';

/** What a body really is, whatever its content type says. */
export type BodyKind = 'json' | 'html' | 'text' | 'empty';

/** Where the workspace is hosted. */
export type Region = 'us' | 'eu' | 'au';

/** What both an answer and a broken-off answer can carry. Times are ms; `stages` holds the ms each stage took. */
type Seen = {
  ms: number;
  stages: Readonly<Partial<Record<Stage, number>>>;
  errors: readonly ApiError[];
  requestId: string | null;
  rateLimit: RateLimit | null;
};

/** A complete HTTP answer. `mislabelled`: the content type says JSON and the body is not. `cut`: over 1 MB. */
export type Answered = Seen & {
  kind: 'answered';
  status: number;
  contentType: string | null;
  body: BodyKind;
  mislabelled: boolean;
  cut: boolean;
  /** Where a 3xx points: origin and path, without query. It was not followed. */
  redirect: string | null;
};

/** No complete answer. `code` is the cause's own (`ECONNRESET`), or `TIMEOUT` when the deadline ended it. */
export type Failed = Seen & {
  kind: 'failed';
  stage: Stage;
  code: string;
  timedOut: boolean;
  /** The HTTP status, when the headers had come before it broke. */
  status: number | null;
};

/** The request was not made; `why` is a sentence that says how to change that. */
export type NotRun = { kind: 'not_run'; why: string };

/** What one request saw: an answer, a failure with its stage, or nothing. */
export type Exchange = Answered | Failed | NotRun;

/** What `/me` identified: an admin with an app, something else, or (null) nothing readable. */
export type Identity = { kind: 'admin' | 'other'; region: Region | null } | null;

/**
 * An open incident or a degraded component of the status page, as posted there. `since` is UNIX ms. `here`: whether the
 * page's list for our region has it; null where the page keeps no such list.
 */
export type PostedIncident = {
  id: string;
  title: string;
  status: string | null;
  impact: string | null;
  components: readonly string[];
  since: number | null;
  here: boolean | null;
};

/** The status page: its two requests, and what was read. Null: not readable, which is neither good nor bad. */
export type StatusPage = {
  status: Exchange;
  incidents: Exchange;
  indicator: { level: string; description: string | null } | null;
  open: readonly PostedIncident[] | null;
};

/** How a health endpoint rates a thing, in our three words. `unknown`: it said something else, or nothing. */
export type HealthLevel = 'healthy' | 'degraded' | 'unhealthy' | 'unknown';

/** What our health endpoint said: overall, of its Intercom part, and the names of other parts that are not well. */
export type HealthReading = { overall: HealthLevel; intercom: HealthLevel; failing: readonly string[] };

/** Our own integration's health endpoint. `reading` is null when its body could not be understood. */
export type Health = { exchange: Exchange; reading: HealthReading | null };

/** Everything one triage saw. The diagnosis is a pure function of it. */
export type Observations = {
  region: Region;
  /** Base URLs for the commands of the steps, without credentials, query or trailing slash. */
  apiUrl: string;
  statusUrl: string;
  me: Exchange;
  identity: Identity;
  /** `/me` on the same host without a token: a 401 proves the host alive. */
  edge: Exchange;
  page: StatusPage;
  health: Health;
};
