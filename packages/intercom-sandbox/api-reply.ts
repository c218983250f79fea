import { z } from 'zod';
import { json, type Reply, raw, silent, slowly } from './answer.ts';
import type { ApiState, Region } from './state.ts';

/** One request to the simulated API. `token` has already been judged; `nowMs` is UNIX ms. */
export type Call = {
  method: string;
  path: string;
  body: string;
  token: 'good' | 'wrong' | 'none';
  requestId: string;
  nowMs: number;
  region: Region;
};

/** States that are a response rather than a connection fault. */
type Answering = Exclude<
  ApiState,
  { kind: 'reset' | 'hang_up' | 'truncated' | 'not_http' | 'drip' | 'flapping' | 'only' }
>;
type Headers = Readonly<Record<string, string>>;

const limit = 1667;

/** What the simulated API returns in the given state. */
export function apiReply(state: Answering, call: Call): Reply {
  switch (state.kind) {
    case 'healthy':
      return route(call, state.conversations ?? 42);
    case 'slow':
      return slowly(route(call, 42), state.ms);
    case 'refuse':
      return state.status < 500 && call.token !== 'good' ? unauthorised(call) : refuse(call, state);
    case 'rate_limit':
      return call.token === 'good' ? rateLimited(call, state) : unauthorised(call);
    case 'raw':
      return raw(state.status, state.contentType, state.body, {
        ...state.headers,
        ...(state.marked ? withId(call, quotaHeaders(limit - 1, call.nowMs + 7_000)) : {}),
      });
    case 'redirect':
      return raw(302, null, '', { location: state.to });
    case 'hang':
    case 'unreachable':
      return silent;
  }
}

function route(call: Call, conversations: number): Reply {
  if (call.token !== 'good') return unauthorised(call);
  const quota = quotaHeaders(limit - 1, call.nowMs + 7_000);
  switch (`${call.method} ${call.path}`) {
    case 'GET /me':
      return json(200, me(call.region), withId(call, quota));
    case 'POST /conversations/search':
      return search(call, conversations, quota);
    default:
      return errorList(call, 404, 'not_found', 'Resource Not Found', quota);
  }
}

const filter = z.object({ field: z.string(), operator: z.string(), value: z.unknown() });
const groupOf = <Part extends z.ZodType>(part: Part) =>
  z.object({ operator: z.enum(['AND', 'OR']), value: z.array(part).max(15) });
/** Intercom: groups within groups, and no deeper; at most 15 parts each. */
const query = z.union([filter, groupOf(z.union([filter, groupOf(filter)]))]);
const pagination = z.object({ per_page: z.number().int().min(1).max(150).default(20) });
const searchBody = z.object({ query, pagination: pagination.optional() });

function search(call: Call, total: number, quota: Headers): Reply {
  const body = searchBody.safeParse(parse(call.body));
  if (!body.success) return errorList(call, 400, 'parameter_invalid', 'query is invalid', quota);
  const perPage = body.data.pagination?.per_page ?? 20;
  const pages = { type: 'pages', page: 1, per_page: perPage, total_pages: Math.ceil(total / perPage) };
  return json(
    200,
    { type: 'conversation.list', pages, total_count: total, conversations: [] },
    withId(call, quota),
  );
}

function me(region: Region) {
  const app = {
    type: 'app',
    id_code: 'sandbox1',
    name: 'Sandbox workspace',
    created_at: 1_700_000_000,
    secure: true,
    identity_verification: true,
    timezone: 'UTC',
    region: region.toUpperCase(),
  };
  const avatar = { type: 'avatar', image_url: null };
  const who = { id: '1', email: 'ada@example.com', name: 'Ada', email_verified: true, has_inbox_seat: true };
  return { type: 'admin', ...who, avatar, app };
}

/** Without valid credentials there are no rate-limit headers. */
function unauthorised(call: Call): Reply {
  const message = call.token === 'none' ? 'Access Token Missing' : 'Access Token Invalid';
  return errorList(call, 401, 'unauthorized', message, { 'www-authenticate': 'Basic realm="intercom.io"' });
}

function refuse(call: Call, state: Extract<ApiState, { kind: 'refuse' }>): Reply {
  const accepted = state.status !== 401 && state.status < 500;
  const quota = accepted ? quotaHeaders(limit - 1, call.nowMs + 7_000) : {};
  const extra = state.data === undefined ? {} : { data: state.data };
  const errors = [{ code: state.code, message: state.message, ...extra }];
  if (state.requestId === false) return json(state.status, { type: 'error.list', errors }, quota);
  return json(state.status, { type: 'error.list', request_id: call.requestId, errors }, withId(call, quota));
}

function rateLimited(call: Call, state: Extract<ApiState, { kind: 'rate_limit' }>): Reply {
  const resetMs = call.nowMs + (state.resetInSeconds ?? 4) * 1000;
  const quota = state.headers === false ? {} : quotaHeaders(state.remaining ?? 0, resetMs);
  const message = `Exceeded rate limit of ${limit} in 10_seconds`;
  return errorList(call, 429, state.code ?? 'rate_limit_exceeded', message, quota);
}

function errorList(call: Call, status: number, code: string, message: string, headers: Headers): Reply {
  const body = { type: 'error.list', request_id: call.requestId, errors: [{ code, message }] };
  return json(status, body, withId(call, headers));
}

function quotaHeaders(remaining: number, resetMs: number): Headers {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(Math.ceil(resetMs / 1000)),
  };
}

function withId(call: Call, headers: Headers): Headers {
  return { ...headers, 'x-request-id': call.requestId };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
