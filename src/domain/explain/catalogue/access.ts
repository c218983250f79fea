import { codeEntry, type Entry } from '../entry.ts';

const askMe = {
  language: 'sh',
  code: `curl -sS -o /dev/null -w '%{http_code}\\n' \\
  -H "Authorization: Bearer $INTERCOM_ACCESS_TOKEN" https://api.intercom.io/me`,
} as const;

const newToken =
  'Generate a new token in the Developer Hub, update the secret manager, restart the integration.';

/** Codes about who is asking and what they may do: tokens, scopes, plans, allowlists. Mostly 401 and 403. */
export const accessEntries: readonly Entry[] = [
  codeEntry('unauthorized', [401], {
    cause: 'Intercom could not authenticate the request: the access token is not valid.',
    fix: `Check the token the service really sends. If it is the one you expect: ${newToken}`,
    example: askMe,
  }),
  codeEntry('token_not_found', [401], {
    cause: 'The token or key does not exist: it is mistyped, cut off, or was deleted.',
    fix: `Compare it with the Developer Hub (look for a line break or quotes in the secret). ${newToken}`,
    example: {
      language: 'sh',
      code: `printf %s "$INTERCOM_ACCESS_TOKEN" | wc -c   # a line break or quotes make it longer`,
    },
  }),
  codeEntry('token_revoked', [401], {
    cause: 'The token was revoked: someone regenerated it or uninstalled the app.',
    fix: `${newToken} Ask who changed it, so that it does not happen again.`,
    example: askMe,
  }),
  codeEntry('token_blocked', [401, 403], {
    cause: 'Intercom has blocked this key or app.',
    fix: "Contact Intercom's support with the request_id and the app's id. A new token of the same app is likely blocked too.",
  }),
  codeEntry('token_suspended', [401], {
    cause: 'The token belongs to an app that was deleted or suspended.',
    fix: 'Install the app again in the workspace, then put its new token in the secret manager.',
  }),
  codeEntry('token_unauthorized', [401], {
    cause:
      'The token is valid but may not access this resource: a missing scope, although the status is 401.',
    fix: 'Add the scope in the Developer Hub (Authentication) and have the app authorised again. Do not rotate the token.',
  }),
  codeEntry('token_expired', [401], {
    cause: 'The token has expired.',
    fix: `Renew it. ${newToken}`,
    example: askMe,
  }),
  codeEntry('missing_authorization', [401], {
    cause:
      'The request carried no authorization: an empty variable, or a header that was stripped on a redirect.',
    fix: 'Make sure the variable is set where the service runs, and that requests go to the right host directly.',
    example: {
      language: 'sh',
      code: `test -n "$INTERCOM_ACCESS_TOKEN" && echo set || echo "not set here"`,
    },
  }),
  codeEntry('action_forbidden', [403], {
    cause: 'The token is valid, but this action is not allowed for it.',
    fix: 'Grant the permission that `data.required_permissions` of the body names, then authorise the app again.',
  }),
  codeEntry('forbidden', [403], {
    cause: 'The token is valid, but it may not do this. Often a missing scope; the message may name it.',
    fix: 'Read the message: add the scope it names in the Developer Hub. Rotating the token does not help.',
  }),
  codeEntry('api_plan_restricted', [403], {
    cause: "The feature is not part of the workspace's plan, or there is no active subscription.",
    fix: 'Ask whoever owns billing for the workspace. It is neither a scope nor an outage.',
  }),
  {
    key: 'ip_allowlist',
    code: null,
    http: [403],
    title: '403 outside the IP allowlist',
    owner: 'ours',
    cause: "The workspace only accepts API calls from listed IPv4 addresses, and ours isn't one of them.",
    retry: 'no',
    fix: "Add our egress address in the workspace's security settings. The token itself was accepted.",
    example: {
      language: 'sh',
      code: 'curl -4 -sS https://checkip.amazonaws.com   # run it where the service runs',
    },
  },
  {
    key: 'missing_scope',
    code: null,
    http: [403, 401],
    title: 'missing scope',
    owner: 'ours',
    cause: 'The token works, but it lacks a scope (permission) that this request needs.',
    retry: 'no',
    fix: 'Add the scope named in the message in the Developer Hub, then authorise the app again. Do not rotate the token.',
    example: null,
  },
];
