import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import { bodyOf, breakOff, deliver } from './answer.ts';
import { presentState, serveApi } from './api.ts';
import type { Call } from './api-reply.ts';
import type { Certificate } from './certificates.ts';
import { healthReply } from './health.ts';
import { apiScenarios, healthScenarios, statusScenarios } from './scenarios.ts';
import { type Door, startServer } from './server.ts';
import type { ApiState, HealthState, Recorded, Region, State, StatusState } from './state.ts';
import { statusReply } from './status.ts';

/** What `set` takes: a state, or the name of a scenario. Anything left out stays as it is. */
export type Change = {
  api?: ApiState | keyof typeof apiScenarios;
  status?: StatusState | keyof typeof statusScenarios;
  health?: HealthState | keyof typeof healthScenarios;
};

/**
 * How to start. `now` is UNIX ms; `port` is the API's, and the status page and health endpoint take the next two. A
 * server with a certificate uses TLS. `keep` is how many requests are remembered, the latest; all by default.
 */
export type Options = {
  token?: string;
  region?: Region;
  now?: () => number;
  port?: number;
  tls?: { api?: Certificate; status?: Certificate; health?: Certificate };
  keep?: number;
};

/** A running simulated Intercom: three local servers and a switch. */
export type SimulatedIntercom = {
  apiUrl: string;
  statusUrl: string;
  healthUrl: string;
  token: string;
  /** What the three servers currently do. */
  readonly state: State;
  set(change: Change): Promise<void>;
  /** Every request so far, in order of arrival. */
  requests: readonly Recorded[];
  stop(): Promise<void>;
};

/** Starts a healthy Intercom on 127.0.0.1. Stop it when done; that cuts hanging connections. */
export async function startIntercom(options: Options = {}): Promise<SimulatedIntercom> {
  const { token = 'sandbox-intercom-token', region = 'us', now = Date.now, port = 0, tls = {} } = options;
  const { keep = Number.POSITIVE_INFINITY } = options;
  const requests: Recorded[] = [];
  let state: State = { api: { kind: 'healthy' }, status: { kind: 'none' }, health: { kind: 'ok' } };
  let turns = new Map<string, number>();
  const turnOf = (path: string): number => {
    const turn = (turns.get(path) ?? 0) + 1;
    turns.set(path, turn);
    return turn;
  };

  const record = (
    server: Recorded['server'],
    request: IncomingMessage,
    requestId: string | null,
  ): Recorded => {
    const { method = 'GET', url: path = '/' } = request;
    const received = { at: now(), server, method, path, token: judge(request, token), requestId };
    requests.push(received);
    if (requests.length > keep) requests.shift();
    return received;
  };

  const onApi: RequestListener = (request, response) => {
    response.setHeader('date', new Date(now()).toUTCString());
    const requestId = randomUUID();
    const { method, path: url, token: judged } = record('api', request, requestId);
    const path = new URL(url, 'http://sandbox').pathname;
    const call: Call = { method, path, body: '', token: judged, requestId, nowMs: now(), region };
    const present = presentState(state.api, call, turnOf(path));
    bodyOf(request).then(
      (body) => serveApi(present, { ...call, body }, { request, response }),
      () => request.socket.destroy(),
    );
  };
  const onStatus: RequestListener = (request, response) => {
    response.setHeader('date', new Date(now()).toUTCString());
    const { path } = record('status', request, null);
    const url = new URL(path, `http://${request.headers.host ?? 'sandbox'}`);
    if (state.status.kind !== 'reset') deliver(response, statusReply(state.status, url, now()));
    else if (turnOf('status') % state.status.every === 0) breakOff(request.socket);
    else deliver(response, statusReply({ kind: 'none' }, url, now()));
  };
  const onHealth: RequestListener = (request, response) => {
    record('health', request, null);
    deliver(response, healthReply(state.health));
  };

  const api = await startServer(onApi, port, tls.api);
  const status = await startServer(onStatus, port === 0 ? 0 : port + 1, tls.status);
  const health = await startServer(onHealth, port === 0 ? 0 : port + 2, tls.health);
  return {
    apiUrl: api.url,
    statusUrl: status.url,
    healthUrl: `${health.url}/health`,
    token,
    requests,
    get state() {
      return state;
    },
    async set(change) {
      state = changed(state, change);
      turns = new Map();
      await Promise.all([follow(api, state.api), follow(status, state.status), follow(health, state.health)]);
    },
    async stop() {
      await Promise.all([api.stop(), status.stop(), health.stop()]);
    },
  };
}

function changed(state: State, { api, status, health }: Change): State {
  return {
    api: api === undefined ? state.api : typeof api === 'string' ? apiScenarios[api] : api,
    status:
      status === undefined ? state.status : typeof status === 'string' ? statusScenarios[status] : status,
    health:
      health === undefined ? state.health : typeof health === 'string' ? healthScenarios[health] : health,
  };
}

function follow(door: Door, state: { kind: string }): Promise<void> {
  return door.setOpen(state.kind !== 'unreachable');
}

function judge(request: IncomingMessage, token: string): Recorded['token'] {
  const { authorization } = request.headers;
  if (authorization === undefined) return 'none';
  return authorization === `Bearer ${token}` ? 'good' : 'wrong';
}
