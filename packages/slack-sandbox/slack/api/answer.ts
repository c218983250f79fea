import { SlackError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import type { ApiRequest } from './body.ts';
import { missingScope } from './find.ts';
import type { Method } from './method.ts';
import { methods } from './methods.ts';

/** An HTTP response: Slack returns 200 for errors too; 429 is the exception. */
export type HttpAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject;
};

/** Answers a Web API request: checks the token, rate, and scope, then runs the method itself. */
export function answerMethod(state: WorkspaceState, name: string, request: ApiRequest): HttpAnswer {
  const method = methods.get(name);
  if (method === undefined) return refusal({}, new SlackError('unknown_method', { req_method: name }));
  const headers = {
    'x-oauth-scopes': [...state.settings.scopes].join(','),
    'x-accepted-oauth-scopes': method.scopes.join(','),
  };
  try {
    checkToken(state, method, request.token);
    checkArgNames(request.args);
    const wait = state.rates.take(name, method.rate, postingChannel(state, request.args.channel));
    if (wait !== null) return rateLimited(wait);
    checkScope(state, method);
    const fields = method.answer(state, request.args);
    state.pulse.notify();
    return { status: 200, headers, body: { ok: true, ...fields } };
  } catch (error) {
    if (error instanceof SlackError) return refusal(headers, error);
    throw error;
  }
}

/** HTTP 429 with `Retry-After` in seconds. */
export function rateLimited(retryAfter: number): HttpAnswer {
  return {
    status: 429,
    headers: { 'retry-after': String(retryAfter) },
    body: { ok: false, error: 'ratelimited' },
  };
}

function checkScope(state: WorkspaceState, method: Method): void {
  const granted = method.scopes.some((scope) => state.settings.scopes.has(scope));
  if (method.scopes.length > 0 && !granted) throw missingScope(state, method.scopes);
}

function refusal(headers: HttpAnswer['headers'], error: SlackError): HttpAnswer {
  return { status: 200, headers, body: { ok: false, error: error.code, ...error.extra } };
}

function checkToken(state: WorkspaceState, method: Method, token: string | null): void {
  const { botToken, appToken } = state.settings;
  if (token === null || token === '') throw new SlackError('not_authed');
  if (token !== botToken && token !== appToken) throw new SlackError('invalid_auth');
  state.rules.mustStand();
  const wanted = method.token === 'bot' ? botToken : appToken;
  if (token !== wanted) throw new SlackError('not_allowed_token_type');
}

/* Slack ignores arguments that it doesn't know, but refuses names that no argument could have. */
function checkArgNames(args: ApiRequest['args']): void {
  const odd = Object.keys(args).some((name) => !/^\w{1,100}$/u.test(name));
  if (odd) throw new SlackError('invalid_arg_name');
}

/* A channel can be given by its ID, its name, or a person's ID; the rate limit is per channel. */
function postingChannel(state: WorkspaceState, value: unknown): string | null {
  if (typeof value !== 'string') return null;
  return state.team.directMessage(value)?.id ?? state.team.channel(value)?.id ?? value;
}
