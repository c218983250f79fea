import { documents as from, observed, spec } from '../../sources.ts';
import { type CatalogueEntry, codeEntry, namedEntry } from '../entry.ts';

const askMe = {
  language: 'sh',
  code: `curl -sS -o /dev/null -w '%{http_code}\\n' \\
  -H "Authorization: Bearer \${INTERCOM_ACCESS_TOKEN:?set it first}" https://api.intercom.io/me`,
} as const;

const newToken =
  'Regenerate it (Developer Hub > your app > Test & Publish > Your Workspaces > Regenerate token), update the secret manager, restart the integration.';
const addPermission = (what: string) =>
  `Add ${what} (Developer Hub > Authentication), then regenerate the token (Test & Publish > Your Workspaces) and replace the old one, which doesn't get the permission.`;

/** Codes about who is calling: tokens, keys, apps. Mostly 401. */
const tokenEntries: readonly CatalogueEntry[] = [
  codeEntry('unauthorized', [401], {
    cause:
      "Intercom couldn't authenticate the request: the access token isn't valid, or its teammate was deactivated.",
    fix: `Check the token that the service actually sends. ${newToken}`,
    example: askMe,
    from: [
      spec(165, 'unauthorized: Access Token Invalid'),
      from.errorCodes217,
      from.teammate,
      from.regenerate,
    ],
  }),
  codeEntry('token_not_found', [401], {
    cause:
      'The token or key does not exist: mistyped, cut off, deleted, or from a workspace in another region.',
    fix: `Compare it with the Developer Hub (a line break or quotes in the secret), and the region's host.`,
    example: {
      language: 'sh',
      code: `printf %s "\${INTERCOM_ACCESS_TOKEN:?set it first}" | wc -c   # a line break or quotes make it longer`,
    },
    from: [from.errorCodes, from.rubyErrors],
  }),
  codeEntry('token_revoked', [401], {
    cause:
      'The token was revoked: it was regenerated, the app was uninstalled, or the teammate it belongs to was deactivated.',
    fix: `${newToken} Ask who changed it.`,
    example: askMe,
    from: [from.errorCodes, from.teammate, from.regenerate],
  }),
  codeEntry('token_blocked', [401, 403], {
    cause: 'Intercom has blocked this key or app.',
    fix: "Contact Intercom's support with the request_id and the app's ID. A new token from the same app is likely blocked too.",
    from: [from.errorCodes],
  }),
  codeEntry('token_suspended', [401], {
    cause: 'The token belongs to an app that was deleted or suspended.',
    fix: 'Install the app again in the workspace, then put its new token in the secret manager.',
    from: [from.suspendedApp, from.rubyErrors],
  }),
  codeEntry('token_unauthorized', [401], {
    cause:
      "The token can't access this resource: a missing permission, although it's a 401. If every endpoint returns this, the token is invalid.",
    fix: addPermission('the permission'),
    from: [
      spec(13332, 'token_unauthorized: Not authorized to access resource'),
      from.newToken,
      from.regenerate,
    ],
  }),
  codeEntry('token_expired', [401], {
    cause: 'The token has expired.',
    fix: newToken,
    example: askMe,
    from: [from.errorCodes, from.regenerate],
  }),
  namedEntry('token_malformed', 'malformed token', {
    cause:
      "The client refuses to send the header: the token has a line break, a quote, or another character that tokens can't have.",
    fix: 'Set the secret again without line breaks, quotes, spaces, or `Bearer `: only the token, as the Developer Hub shows it.',
    example: {
      language: 'sh',
      code: `printf %s "\${INTERCOM_ACCESS_TOKEN:?set it first}" | tr -d 'A-Za-z0-9=_-' | od -c   # shows what does not belong`,
    },
    from: [from.nodeErrors, from.http],
  }),
  codeEntry('missing_authorization', [401], {
    cause:
      'The request had no Authorization header: the variable was empty, or a redirect stripped the header.',
    fix: 'Make sure the variable is set where the service runs, and that requests go to the right host directly.',
    example: {
      language: 'sh',
      code: `test -n "$INTERCOM_ACCESS_TOKEN" && echo set || echo "not set here"`,
    },
    from: [
      from.errorCodes,
      observed('clients drop the Authorization header when a redirect leads to another host'),
    ],
  }),
];

/** Codes and messages about what a good token can do: permissions, plans, addresses, regions. Mostly 403. */
const rightEntries: readonly CatalogueEntry[] = [
  codeEntry('action_forbidden', [403], {
    cause:
      "The token is valid but isn't allowed to do this, or not for this contact (who unsubscribed, for example).",
    fix: addPermission('what `data.required_permissions` names'),
    from: [from.errorCodes217, from.newToken, from.regenerate],
  }),
  codeEntry('forbidden', [403], {
    cause:
      "The token is valid but isn't allowed to do this. Often it's a missing scope, which the message may name.",
    fix: addPermission('what the message names'),
    from: [from.errorCodes217, from.newToken, from.regenerate],
  }),
  codeEntry('api_plan_restricted', [403], {
    cause: "The feature is not part of the workspace's plan, or there is no active subscription.",
    fix: "Ask whoever owns billing for the workspace. It's neither a scope nor an outage.",
    from: [from.errorCodes],
  }),
  {
    ...namedEntry('ip_allowlist', '403 outside the IP allowlist', {
      cause: "The workspace only accepts API calls from listed IPv4 addresses, and ours isn't one of them.",
      fix: "Add our egress address in the workspace's security settings. The token itself was accepted.",
      example: {
        language: 'sh',
        code: 'curl -4 -sS https://checkip.amazonaws.com   # run it where the service runs',
      },
      from: [from.allowlist],
    }),
    http: [403],
  },
  {
    ...namedEntry('missing_scope', 'missing scope', {
      cause: 'The token works but lacks a scope (permission) that this request needs.',
      fix: addPermission('the scope that the message names'),
      from: [from.newToken, from.regenerate],
    }),
    http: [403, 401],
  },
  namedEntry('wrong_region', 'wrong region', {
    cause: 'The workspace is hosted in a different region from the host in the request.',
    fix: 'Use the host of its region: api.intercom.io, api.eu.intercom.io or api.au.intercom.io.',
    from: [from.europeHost, spec(35604, 'the three servers')],
  }),
];

/** All codes of 401 and 403. */
export const accessEntries: readonly CatalogueEntry[] = [...tokenEntries, ...rightEntries];
