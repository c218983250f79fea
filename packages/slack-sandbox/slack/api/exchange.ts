import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WorkspaceState } from '../workspace-state.ts';
import { type HttpAnswer, rateLimited } from './answer.ts';
import type { RawArgs } from './args.ts';
import type { FaultAnswer } from './faults.ts';

/** One request to answer: its name in the log and in faults, its arguments, and its response. */
export type Exchange = {
  readonly method: string;
  readonly args: RawArgs;
  readonly answer: () => HttpAnswer;
};

/** Answers a request, applying a queued fault if there is one, and records it in the call log. */
export function answerRequest(
  state: WorkspaceState,
  request: IncomingMessage,
  response: ServerResponse,
  exchange: Exchange,
): void {
  const call = state.calls.begin(exchange.method, exchange.args, state.clock.now());
  state.pulse.notify();
  response.on('close', () => {
    call.closed();
    state.pulse.notify();
  });
  const fault = state.faults.take(exchange.method, exchange.args);
  const send = (answer: HttpAnswer): void => {
    if (response.destroyed) return;
    call.answered(answer.status, answer.body);
    response.writeHead(answer.status, {
      'content-type': 'application/json; charset=utf-8',
      date: new Date(state.clock.now()).toUTCString(),
      ...answer.headers,
    });
    response.end(JSON.stringify(answer.body));
  };
  actOut(fault, { state, request, send, answer: exchange.answer });
}

type Stage = {
  readonly state: WorkspaceState;
  readonly request: IncomingMessage;
  readonly send: (answer: HttpAnswer) => void;
  readonly answer: () => HttpAnswer;
};

function actOut(fault: FaultAnswer | null, { state, request, send, answer }: Stage): void {
  if (fault === null) send(answer());
  else if (fault === 'reset_before') request.socket.destroy();
  else if (fault === 'reset_after') {
    answer();
    request.socket.destroy();
  } else if (fault === 'hang_after') answer();
  else if (fault !== 'hang' && 'delayMs' in fault) {
    state.clock.schedule(state.clock.now() + fault.delayMs, () => send(answer()));
  } else if (fault !== 'hang') {
    if (fault.applied) answer();
    send(faultAnswer(fault));
  }
}

function faultAnswer(
  fault: { readonly error: string } | { readonly status: number; readonly retryAfter?: number },
): HttpAnswer {
  if ('error' in fault) return { status: 200, headers: {}, body: { ok: false, error: fault.error } };
  const { status, retryAfter } = fault;
  if (status === 429) return rateLimited(retryAfter ?? 1);
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return { status, headers, body: { ok: false, error: 'service_unavailable' } };
}
