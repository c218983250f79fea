import type { IncomingMessage, ServerResponse } from 'node:http';
import { breakOff, deliver, drip, later } from './answer.ts';
import { apiReply, type Call } from './api-reply.ts';
import type { ApiState } from './state.ts';

/** One request to the simulated API, with its connection. */
export type Connection = { request: IncomingMessage; response: ServerResponse };

/** The state that applies to this request, the `turn`-th to its path since the state was set. */
export function presentState(state: ApiState, call: Call, turn: number): SettledState {
  switch (state.kind) {
    case 'flapping':
      return turn % state.every === 0 ? presentState(state.fault, call, turn) : { kind: 'healthy' };
    case 'only':
      return concerns(state.on, call) ? presentState(state.is, call, turn) : { kind: 'healthy' };
    default:
      return state;
  }
}

type SettledState = Exclude<ApiState, { kind: 'flapping' | 'only' }>;

function concerns(on: 'me' | 'search' | 'tokenless', { path, token }: Call): boolean {
  if (on === 'tokenless') return token === 'none';
  return token !== 'none' && path === (on === 'me' ? '/me' : '/conversations/search');
}

/** Answers one API request in the given state, or breaks its connection if the state says so. */
export function serveApi(state: SettledState, call: Call, { request, response }: Connection): void {
  switch (state.kind) {
    case 'reset':
      if (state.at === 'body') startBody(response);
      later(response, state.at === 'body' ? 20 : 0, () => breakOff(request.socket));
      break;
    case 'hang_up':
      request.socket.end();
      break;
    case 'truncated':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
      response.write('{"type":"admin",');
      later(response, 20, () => request.socket.end());
      break;
    case 'not_http':
      request.socket.end('this is not HTTP\r\n\r\n');
      break;
    case 'drip':
      if (state.what === 'headers') {
        request.socket.write('HTTP/1.1 200 OK\r\n');
        drip(response, state.everyMs, () => request.socket.write('x-drip: 1\r\n'));
      } else {
        startBody(response);
        drip(response, state.everyMs, () => response.write(' '));
      }
      break;
    default:
      deliver(response, apiReply(state, call));
  }
}

function startBody(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"type":"admin",');
}
