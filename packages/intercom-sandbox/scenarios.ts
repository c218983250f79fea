import type { ApiState, HealthState, StatusState } from './state.ts';

/** An nginx error page, as Intercom's edge has sent it. */
export function nginxPage(title: string): string {
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body bgcolor="white">\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
}

const html = 'text/html; charset=utf-8';

function refuse(status: number, code: string, message: string): ApiState {
  return { kind: 'refuse', status, code, message };
}

/** The API states by name, as `set({ api: 'token_revoked' })` takes them. */
export const apiScenarios = {
  healthy: { kind: 'healthy' },
  slow: { kind: 'slow', ms: 2_500 },
  unauthorized: refuse(401, 'unauthorized', 'Access Token Invalid'),
  token_revoked: refuse(401, 'token_revoked', 'Access Token Revoked'),
  token_not_found: refuse(401, 'token_not_found', 'Access Token Not Found'),
  token_expired: refuse(401, 'token_expired', 'Access Token Expired'),
  token_blocked: refuse(401, 'token_blocked', 'Access Token Blocked'),
  token_unauthorized: refuse(401, 'token_unauthorized', 'Not authorized to access resource'),
  missing_authorization: refuse(401, 'missing_authorization', 'No authorization was sent'),
  missing_scope: refuse(
    403,
    'forbidden',
    'You do not have the required scope (read_conversations) to access this',
  ),
  action_forbidden: {
    kind: 'refuse',
    status: 403,
    code: 'action_forbidden',
    message: 'Action not authorized',
    data: { required_permissions: ['manage_conversations'] },
  },
  plan_restricted: refuse(403, 'api_plan_restricted', 'Active subscription needed.'),
  ip_allowlist: refuse(403, 'forbidden', 'Your IP address is not on the allowlist for API access'),
  waf_page: { kind: 'raw', status: 403, contentType: html, body: nginxPage('403 Forbidden') },
  not_found: refuse(404, 'not_found', 'Resource Not Found'),
  conflict: refuse(409, 'conflict', 'Multiple existing users match this email - use user_id'),
  contact_merged: refuse(410, 'contact_merged', 'Contact has been merged'),
  parameter_invalid: refuse(422, 'parameter_invalid', 'email is not a valid e-mail address'),
  bad_version: refuse(
    400,
    'intercom_version_invalid',
    'Requested resource is not available in current API version.',
  ),
  rate_limited: { kind: 'rate_limit' },
  shared_quota: { kind: 'rate_limit', remaining: 900 },
  overloaded: { kind: 'rate_limit', code: 'too_many_requests', headers: false },
  server_error: refuse(500, 'server_error', 'An unexpected error occurred'),
  bad_gateway: { kind: 'raw', status: 502, contentType: html, body: nginxPage('502 Bad Gateway') },
  bad_gateway_as_json: {
    kind: 'raw',
    status: 502,
    contentType: 'application/json',
    body: nginxPage('502 Bad Gateway'),
  },
  unavailable: refuse(503, 'service_unavailable', 'Sorry, the API service is temporarily unavailable'),
  unavailable_without_id: {
    kind: 'refuse',
    status: 503,
    code: 'service_unavailable',
    message: 'Sorry, the API service is temporarily unavailable',
    requestId: false,
  },
  unavailable_text: { kind: 'raw', status: 503, contentType: 'text/plain', body: 'Service Unavailable' },
  gateway_timeout: { kind: 'raw', status: 504, contentType: null, body: '' },
  cdn_timeout: { kind: 'raw', status: 522, contentType: html, body: nginxPage('522: Connection timed out') },
  captive_portal: {
    kind: 'raw',
    status: 200,
    contentType: html,
    body: '<!doctype html><html><body>Log in</body></html>',
  },
  reset: { kind: 'reset', at: 'headers' },
  reset_in_body: { kind: 'reset', at: 'body' },
  hang_up: { kind: 'hang_up' },
  hang: { kind: 'hang' },
  dripping_headers: { kind: 'drip', what: 'headers', everyMs: 50 },
  dripping_body: { kind: 'drip', what: 'body', everyMs: 50 },
  truncated: { kind: 'truncated' },
  not_http: { kind: 'not_http' },
  unreachable: { kind: 'unreachable' },
  flapping: { kind: 'flapping', every: 3, fault: { kind: 'reset', at: 'headers' } },
  token_suspended: refuse(401, 'token_suspended', 'Access Token Suspended'),
  bare_limit: { kind: 'raw', status: 429, contentType: html, body: nginxPage('429 Too Many Requests') },
  search_without_scope: {
    kind: 'only',
    on: 'search',
    is: refuse(403, 'forbidden', 'You do not have the required scope (read_conversations) to access this'),
  },
  search_without_plan: {
    kind: 'only',
    on: 'search',
    is: refuse(403, 'api_plan_restricted', 'Active subscription needed.'),
  },
  search_down: {
    kind: 'only',
    on: 'search',
    is: refuse(503, 'service_unavailable', 'Sorry, the API service is temporarily unavailable'),
  },
  search_hangs: { kind: 'only', on: 'search', is: { kind: 'hang' } },
} as const satisfies Record<string, ApiState>;

/** Status pages by name, as `set({ status: 'api_outage' })` takes them. */
export const statusScenarios = {
  none: { kind: 'none' },
  api_outage: {
    kind: 'posted',
    incidents: [{ title: 'Errors on the REST API', impact: 'major', components: ['Intercom APIs'] }],
  },
  fin_outage: {
    kind: 'posted',
    incidents: [{ title: 'Fin AI Agent is not answering', impact: 'major', components: ['Fin AI Agent'] }],
  },
  au_api_outage: {
    kind: 'posted',
    incidents: [
      {
        title: 'Errors on the REST API in Australia',
        impact: 'minor',
        components: ['Intercom APIs'],
        regions: ['au'],
      },
    ],
  },
  indicator_none: {
    kind: 'posted',
    indicator: 'none',
    incidents: [{ title: 'Elevated API error rates', impact: 'none', status: 'monitoring', components: [] }],
  },
  webhook_delay: {
    kind: 'posted',
    incidents: [
      { title: 'Delays in webhooks and background jobs', impact: 'minor', components: ['Webhooks'] },
    ],
  },
  maintenance: {
    kind: 'posted',
    incidents: [{ title: 'Scheduled database maintenance', impact: 'maintenance', status: 'in_progress' }],
  },
  resolved_too_early: {
    kind: 'posted',
    incidents: [
      { title: 'Errors on the REST API', impact: 'major', status: 'resolved', components: ['Intercom APIs'] },
    ],
  },
  slow: { kind: 'slow', ms: 2_500 },
  hang: { kind: 'hang' },
  error: { kind: 'error', status: 500 },
  reset: { kind: 'reset', every: 1 },
  html: { kind: 'html' },
  not_found: { kind: 'not_found' },
  empty: { kind: 'empty' },
  unparsable: { kind: 'unparsable' },
  unreachable: { kind: 'unreachable' },
} as const satisfies Record<string, StatusState>;

/** Our own health endpoint by name, as `set({ health: 'down' })` takes it. */
export const healthScenarios = {
  ok: { kind: 'ok' },
  degraded: { kind: 'degraded' },
  down: { kind: 'down' },
  intercom_down: { kind: 'degraded', intercom: 'down', parts: { database: 'ok' } },
  database_down: { kind: 'down', intercom: 'ok', parts: { database: 'down' } },
  slow: { kind: 'slow', ms: 2_500 },
  html: { kind: 'html' },
  not_found: { kind: 'not_found' },
  hang: { kind: 'hang' },
  unreachable: { kind: 'unreachable' },
} as const satisfies Record<string, HealthState>;
