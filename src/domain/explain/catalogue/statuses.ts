import { documents as from, observed, spec } from '../../sources.ts';
import { type CatalogueEntry, namedEntry, statusEntry } from '../entry.ts';

const retryOnce =
  'Retry a read once, then serve the stale cache; a write may have been done: look first. Look at the status page, keep the request_ids.';

/** What an HTTP status from Intercom means when the body tells nothing more (HTML, empty, cut off). */
export const statusEntries: readonly CatalogueEntry[] = [
  statusEntry(400, 'Bad Request', {
    cause:
      'Intercom could not process the request: malformed, not JSON, or a limit of the object is reached.',
    fix: 'Read the errors in the body; correct the request.',
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
      "Not part of the workspace's plan. Older API versions use 402 where newer ones say 403 api_plan_restricted.",
    fix: 'Ask whoever owns billing for the workspace.',
    from: [from.httpResponses, from.httpResponses217],
  }),
  statusEntry(403, 'Forbidden', {
    cause:
      'The token was accepted, but not for this: a scope, the plan, or the IP allowlist. HTML instead of JSON points to a firewall.',
    fix: 'Read the code and message in the body: each of these has another fix. After adding a permission the token must be regenerated.',
    from: [from.httpResponses, from.allowlist, from.webFirewall, from.newToken],
  }),
  statusEntry(404, 'Not Found', {
    cause:
      'The resource or the path does not exist: wrong id, deleted, another region, or an unsupported method.',
    fix: "Check the id, the path and the region's host.",
    from: [from.httpResponses, from.httpResponses217],
  }),
  statusEntry(405, 'Method Not Allowed', {
    cause:
      'The path exists, but not with this method, or not for this type of admin. Newer API versions answer 404 or 406.',
    fix: 'Check the method in the API reference for the pinned version, and whose token it is: a teammate, an app, a bot.',
    from: [from.httpResponses, from.httpResponses217],
  }),
  statusEntry(406, 'Not Acceptable', {
    cause:
      'Intercom cannot answer in the form that the `Accept` header asks for, or the method is not supported.',
    fix: 'Send `Accept: application/json`.',
    from: [from.httpResponses, from.httpResponses217],
  }),
  statusEntry(408, 'Request Timeout', {
    owner: 'intercom',
    cause: "Intercom's server timed out waiting for the request or working on it.",
    retry: 'once, with backoff',
    fix: 'Retry a read once; a write may have been done: look first. If it stays, ask for less at a time.',
    from: [from.httpResponses],
  }),
  statusEntry(409, 'Conflict', {
    cause: 'Existing data clashes with the request, or the resource already exists.',
    fix: 'Look the record up and update it. Expect the 409 also after a lookup: another request can be faster.',
    from: [from.httpResponses],
  }),
  statusEntry(410, 'Gone', {
    cause: 'The contact was merged into another one.',
    fix: 'Follow the `Link` header (rel="canonical") and store that id.',
    from: [spec(8474, 'contact_merged, with a Link header')],
  }),
  statusEntry(415, 'Unsupported Media Type', {
    cause: 'The body was not sent as JSON.',
    fix: 'Send `Content-Type: application/json`.',
    from: [from.httpResponses],
  }),
  statusEntry(422, 'Unprocessable Entity', {
    cause: 'The request is well formed, but a value is missing or not valid.',
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
    cause: "Something failed inside Intercom's API; most such failures last only a moment.",
    retry: 'once, with backoff',
    fix: retryOnce,
    from: [from.httpResponses],
  }),
  statusEntry(502, 'Bad Gateway', {
    owner: 'intercom',
    cause:
      "Intercom's edge could not reach the API behind it. The body is often HTML, sometimes labelled JSON.",
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

/** Whole families, for `5xx` and for a status that has no entry of its own. */
export const familyEntries: readonly CatalogueEntry[] = [
  namedEntry('2xx', '2xx', {
    owner: 'nobody',
    cause: 'Success. But look at the body: an `error.list` in it is an error whatever the status.',
    fix: 'Nothing to fix, unless the body is an error or HTML: then something else answered.',
    from: [from.rubyErrors],
  }),
  namedEntry('3xx', '3xx', {
    cause:
      "A redirect. Intercom's API hardly ever redirects: the base URL is wrong, or a proxy is in between.",
    fix: "Use the region's host directly, and never send the token on to another host.",
    from: [spec(17959, 'one operation of 231 answers 302')],
  }),
  namedEntry('4xx', '4xx', {
    cause: 'Intercom understood that it was asked, and refuses this request.',
    fix: 'Read the code in the body (`explain <code>`); the request, the token or its permissions must change.',
    from: [from.httpResponses],
  }),
  namedEntry('5xx', '5xx', {
    owner: 'intercom',
    cause: "A failure on Intercom's side, most likely a momentary one.",
    retry: 'once, with backoff',
    fix: retryOnce,
    from: [from.httpResponses],
  }),
];
