import { documents as from, observed, spec } from '../../sources.ts';
import { type CatalogueEntry, namedEntry, statusEntry } from '../entry.ts';

const retryOnce =
  'Retry a read once, then serve the stale cache; a write may have succeeded, so check first. Check the status page and collect the request_ids.';

/** What an HTTP status from Intercom means when the body says nothing more (HTML, empty, cut off). */
export const statusEntries: readonly CatalogueEntry[] = [
  statusEntry(400, 'Bad Request', {
    cause: "Intercom couldn't process the request: it's malformed, not JSON, or over a limit of the object.",
    fix: 'Read the errors in the body, and fix the request.',
    from: [from.httpResponses],
  }),
  statusEntry(401, 'Unauthorized', {
    cause:
      'The token is missing, wrong, revoked or expired, or its teammate was deactivated. Code token_unauthorized: a missing scope.',
    fix: 'Read the code in the body first. Then check the token with GET /me, and replace it if that fails too.',
    example: {
      language: 'sh',
      code: `curl -sS -H "Authorization: Bearer \${INTERCOM_ACCESS_TOKEN:?set it first}" https://api.intercom.io/me`,
    },
    from: [from.httpResponses, from.teammate],
  }),
  statusEntry(402, 'Payment Required', {
    cause:
      "Not part of the workspace's plan. Older API versions return 402 where newer ones return 403 api_plan_restricted.",
    fix: 'Ask whoever owns billing for the workspace.',
    from: [from.httpResponses, from.httpResponses217],
  }),
  statusEntry(403, 'Forbidden', {
    cause:
      'The token was accepted, but not for this: a scope, the plan, or the IP allowlist. HTML instead of JSON points to a firewall.',
    fix: 'Read the code and message in the body. Each of these has a different fix. After adding a permission, regenerate the token.',
    from: [from.httpResponses, from.allowlist, from.webFirewall, from.newToken],
  }),
  statusEntry(404, 'Not Found', {
    cause:
      'The resource or the path does not exist: wrong ID, deleted, another region, or an unsupported method.',
    fix: "Check the ID, the path, and the region's host.",
    from: [from.httpResponses, from.httpResponses217],
  }),
  statusEntry(405, 'Method Not Allowed', {
    cause:
      'The path exists, but not with this method, or not for this type of admin. Newer API versions return 404 or 406.',
    fix: 'Check the method in the API reference for the pinned version, and whose token it is: a teammate, an app, a bot.',
    from: [from.httpResponses, from.httpResponses217],
  }),
  statusEntry(406, 'Not Acceptable', {
    cause:
      "Intercom can't respond in the format the `Accept` header asks for, or the method isn't supported.",
    fix: 'Send `Accept: application/json`.',
    from: [from.httpResponses, from.httpResponses217],
  }),
  statusEntry(408, 'Request Timeout', {
    owner: 'intercom',
    cause: "Intercom's server timed out waiting for the request or processing it.",
    retry: 'once, with backoff',
    fix: 'Retry a read once; a write may have succeeded, so check first. If it persists, request less at a time.',
    from: [from.httpResponses],
  }),
  statusEntry(409, 'Conflict', {
    cause: 'Existing data clashes with the request, or the resource already exists.',
    fix: 'Look up the record and update it. Expect a 409 even after a lookup: another request can get there first.',
    from: [from.httpResponses],
  }),
  statusEntry(410, 'Gone', {
    cause: 'The contact was merged into another one.',
    fix: 'Follow the `Link` header (rel="canonical") and store that ID.',
    from: [spec(8474, 'contact_merged, with a Link header')],
  }),
  statusEntry(415, 'Unsupported Media Type', {
    cause: 'The body was not sent as JSON.',
    fix: 'Send `Content-Type: application/json`.',
    from: [from.httpResponses],
  }),
  statusEntry(422, 'Unprocessable Entity', {
    cause: 'The request is well formed, but a value is missing or invalid.',
    fix: 'The errors in the body name the fields. Validate before sending.',
    from: [from.httpResponses],
  }),
  statusEntry(429, 'Too Many Requests', {
    cause:
      'A rate limit is used up (counted in 10-second windows), or the server is overloaded; the code in the body says which.',
    retry: 'yes, after the reset',
    fix: 'Wait for `X-RateLimit-Reset`, pause batch jobs, queue requests, check other apps on the workspace.',
    example: {
      language: 'sh',
      code: `curl -sS -D - -o /dev/null -H "Authorization: Bearer \${INTERCOM_ACCESS_TOKEN:?set it first}" \\
  https://api.intercom.io/me | grep -i '^x-ratelimit'`,
    },
    from: [from.httpResponses, from.rateLimiting],
  }),
  statusEntry(500, 'Internal Server Error', {
    owner: 'intercom',
    cause: "Something failed inside Intercom's API; most such failures are brief.",
    retry: 'once, with backoff',
    fix: retryOnce,
    from: [from.httpResponses],
  }),
  statusEntry(502, 'Bad Gateway', {
    owner: 'intercom',
    cause:
      "Intercom's edge couldn't reach the API behind it. The body is often HTML, sometimes labeled JSON.",
    retry: 'once, with backoff',
    fix: retryOnce,
    from: [from.httpResponses, observed('HTML labelled as JSON, as in intercom-ruby, pull request 52')],
  }),
  statusEntry(503, 'Service Unavailable', {
    owner: 'intercom',
    cause: "Intercom's API is temporarily unavailable: an outage, overload, or planned maintenance.",
    retry: 'once, with backoff',
    fix: retryOnce,
    from: [
      from.httpResponses,
      observed('planned maintenances of 2019 to 2022: “503 service unavailable responses”'),
    ],
  }),
  statusEntry(504, 'Gateway Timeout', {
    owner: 'intercom',
    cause: "Intercom's edge waited too long for the API behind it.",
    retry: 'once, with backoff',
    fix: retryOnce,
    from: [from.httpResponses],
  }),
];

/** Whole families, for `5xx` and for a status without an entry of its own. */
export const familyEntries: readonly CatalogueEntry[] = [
  namedEntry('2xx', '2xx', {
    owner: 'nobody',
    cause: 'Success, but check the body: an `error.list` is an error whatever the status says.',
    fix: 'Nothing to fix, unless the body is an error or HTML: then something else responded.',
    from: [from.rubyErrors],
  }),
  namedEntry('3xx', '3xx', {
    cause: "A redirect. Intercom's API rarely redirects: the base URL is wrong, or a proxy is in between.",
    fix: "Use the region's host directly, and never forward the token to another host.",
    from: [spec(17959, 'one operation of 231 answers 302')],
  }),
  namedEntry('4xx', '4xx', {
    cause: 'Intercom understood this request and refused it.',
    fix: 'Read the code in the body (`explain <code>`); the request, the token or its permissions must change.',
    from: [from.httpResponses],
  }),
  namedEntry('5xx', '5xx', {
    owner: 'intercom',
    cause: "A failure on Intercom's side, most likely brief.",
    retry: 'once, with backoff',
    fix: retryOnce,
    from: [from.httpResponses],
  }),
];
