/** Where a simulated workspace is hosted. */
export type Region = 'us' | 'eu' | 'au';

/**
 * What the simulated API does. A refusal below 500 applies only to requests with a good token; without one, every
 * request gets a 401, as at Intercom. Anything from 500 up, and every socket fault, applies to all requests.
 */
export type ApiState =
  | { kind: 'healthy'; conversations?: number }
  | { kind: 'slow'; ms: number }
  /** An `error.list` body; `requestId: false` leaves the request_id out. */
  | { kind: 'refuse'; status: number; code: string; message: string; requestId?: boolean; data?: unknown }
  | { kind: 'rate_limit'; code?: string; remaining?: number; resetInSeconds?: number; headers?: boolean }
  /**
   * Any body with any content type: HTML pages, HTML labeled JSON, nothing at all. `marked`: with Intercom's headers.
   */
  | {
      kind: 'raw';
      status: number;
      contentType: string | null;
      body: string;
      headers?: Readonly<Record<string, string>>;
      marked?: boolean;
    }
  | { kind: 'redirect'; to: string }
  | { kind: 'reset'; at: 'headers' | 'body' }
  /** Closes the connection cleanly, without a response. */
  | { kind: 'hang_up' }
  /** Accepts the request and never responds. */
  | { kind: 'hang' }
  | { kind: 'drip'; what: 'headers' | 'body'; everyMs: number }
  /** Announces a longer body than it sends. */
  | { kind: 'truncated' }
  | { kind: 'not_http' }
  /** Nothing listens: connections are refused. */
  | { kind: 'unreachable' }
  /** Every n-th request to a path gets the fault; the others work. */
  | { kind: 'flapping'; every: number; fault: ApiState }
  /** One path, or requests without a token, are in another state; the others work. */
  | { kind: 'only'; on: 'me' | 'search' | 'tokenless'; is: ApiState };

/** An incident as posted on the simulated status page. Times are UNIX ms. */
export type PostedIncident = {
  title: string;
  impact?: 'none' | 'minor' | 'major' | 'critical' | 'maintenance';
  status?:
    | 'investigating'
    | 'identified'
    | 'monitoring'
    | 'in_progress'
    | 'scheduled'
    | 'resolved'
    | 'postmortem';
  components?: readonly string[];
  /** The regional pages that list it. All if absent. */
  regions?: readonly Region[];
  startedAt?: number;
  /** For a resolved incident. Default: when it started. */
  resolvedAt?: number;
  /** For planned maintenance. */
  window?: { from: number; until: number };
};

/** Which documents the page offers: Statuspage v2, incident.io's (compatible and native), or native alone. */
export type StatusForm = 'statuspage' | 'incident.io' | 'native';

/** What the simulated status page does. `indicator` overrides what the incidents would give. */
export type StatusState =
  | { kind: 'none'; form?: StatusForm }
  | { kind: 'posted'; incidents: readonly PostedIncident[]; indicator?: string; form?: StatusForm }
  | { kind: 'html' }
  | { kind: 'not_found' }
  | { kind: 'empty' }
  /** A page of two megabytes. */
  | { kind: 'huge' }
  | { kind: 'unparsable' }
  | { kind: 'error'; status: number }
  | { kind: 'slow'; ms: number }
  | { kind: 'hang' }
  | { kind: 'redirect'; to: string }
  /** Redirects every request to itself. */
  | { kind: 'redirect_loop' }
  /** Drops every n-th connection; all of them for 1. */
  | { kind: 'reset'; every: number }
  | { kind: 'unreachable' };

/** The formats of a health body. */
export type HealthForm =
  | 'services'
  | 'health+json'
  | 'actuator'
  | 'actuator1'
  | 'terminus'
  | 'status'
  | 'flag'
  | 'text'
  | 'empty';

export type HealthLevel = 'ok' | 'degraded' | 'down';

/** What our simulated service's health endpoint returns. `intercom` is its Intercom part; if absent, like the whole. */
export type HealthState =
  | {
      kind: HealthLevel;
      form?: HealthForm;
      intercom?: HealthLevel;
      parts?: Readonly<Record<string, HealthLevel>>;
    }
  | { kind: 'slow'; ms: number }
  | { kind: 'html'; status?: number }
  /** Any body of any service; JSON unless it is a string. */
  | { kind: 'raw'; body: unknown; status?: number }
  | { kind: 'not_found' }
  | { kind: 'hang' }
  | { kind: 'unreachable' };

/** The state of all three servers. */
export type State = { api: ApiState; status: StatusState; health: HealthState };

/** One request as it arrived; of the token only whether it was the good one. `at` is UNIX ms. */
export type Recorded = {
  at: number;
  server: 'api' | 'status' | 'health';
  method: string;
  path: string;
  token: 'good' | 'wrong' | 'none';
  requestId: string | null;
};
