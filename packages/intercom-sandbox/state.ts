/** Where a simulated workspace is hosted. */
export type Region = 'us' | 'eu' | 'au';

/**
 * What the simulated API does. A refusal below 500 meets only requests with a good token; without one every request
 * gets a 401, as at Intercom. Everything from 500 up, and every fault of the socket, meets all.
 */
export type ApiState =
  | { kind: 'healthy'; conversations?: number }
  | { kind: 'slow'; ms: number }
  /** An `error.list` body; `requestId: false` leaves the request_id out. */
  | { kind: 'refuse'; status: number; code: string; message: string; requestId?: boolean; data?: unknown }
  | { kind: 'rate_limit'; code?: string; remaining?: number; resetInSeconds?: number; headers?: boolean }
  /** Any body under any label: HTML pages, HTML labelled JSON, nothing at all. `marked`: with the headers of Intercom. */
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
  /** Ends the connection politely, without an answer. */
  | { kind: 'hang_up' }
  /** Takes the request and never answers. */
  | { kind: 'hang' }
  | { kind: 'drip'; what: 'headers' | 'body'; everyMs: number }
  /** Promises a longer body than it sends. */
  | { kind: 'truncated' }
  | { kind: 'not_http' }
  /** Nothing listens: connections are refused. */
  | { kind: 'unreachable' }
  /** Every n-th request of a path meets the fault, the others are well. */
  | { kind: 'flapping'; every: number; fault: ApiState }
  /** One path is in another state, or the requests without a token are; the others are well. */
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
  /** The regional pages that list it. All, unless named. */
  regions?: readonly Region[];
  startedAt?: number;
  /** Of what is over. Default: when it started. */
  resolvedAt?: number;
  /** Of planned work. */
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
  /** Sends every request back to where it came from. */
  | { kind: 'redirect_loop' }
  /** Breaks every n-th connection off; all of them for 1. */
  | { kind: 'reset'; every: number }
  | { kind: 'unreachable' };

/** The shapes a health body comes in. */
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

/** What our simulated service's health endpoint does. `intercom` is its Intercom part, the same as the whole unless named. */
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
