import { documents as from, observed, spec } from '../../sources.ts';
import { changeEnv, curlAgain, curlMe, noDeveloperHub, readSecret, type StepText, undoEnv } from './step.ts';

/**
 * If the secret is a JSON object, the token goes into its own field and the other fields stay. A list, or several
 * lines, is left alone: there, writing the token would replace more than a token.
 */
const updateSecret = `( set -e; id="{secret}"; ${readSecret}
old=$(aws secretsmanager get-secret-value --secret-id "$id" --query SecretString --output text)
case $old in *'{'*) T=$(printf %s "$old" | jq -c --arg t "$T" '[keys[] | select(test("intercom.*token|access_?token"; "i"))] as $k | if ($k | length) == 1 then .[$k[0]] = $t else error("which field is it?") end');; '['*|*$'\\n'*) echo 'The secret holds more than a token: change it by hand.' >&2; exit 1;; esac
aws secretsmanager put-secret-value --secret-id "$id" --secret-string "$T" )`;

/** Makes the previous version the current one again. */
const undoSecret = `( set -e; id="{secret}"; v() { aws secretsmanager get-secret-value --secret-id "$id" --version-stage "$1" --query VersionId --output text; }
now=$(v AWSCURRENT); before=$(v AWSPREVIOUS)
aws secretsmanager update-secret-version-stage --secret-id "$id" --version-stage AWSCURRENT --remove-from-version-id "$now" --move-to-version-id "$before" )`;

/** Checksum and length of the token here, and of the one in the service: the same token gives the same two values. */
const compareTokens = [
  `: "\${INTERCOM_ACCESS_TOKEN:?set it first}" && printf %s "$INTERCOM_ACCESS_TOKEN" | cksum`,
  `kubectl exec "deployment/{deployment}" -- sh -c 'printf %s "$INTERCOM_ACCESS_TOKEN" | cksum'`,
];

/** Steps for 401 and 403: the token, its scopes, the plan, the allowlist. */
export const accessSteps = {
  verify_token: {
    title:
      'Verify the token: a valid one returns 200 and "type":"admin". Compare it with the service\'s: same two numbers, same token',
    short: "Verify the token and compare it with the service's",
    commands: [curlMe, ...compareTokens],
    otherwise:
      "If you don't have the token, read the service's from the secret manager, never from chat. `read -rs INTERCOM_ACCESS_TOKEN`, on its own line, keeps it out of the history.",
    from: [spec(23050, 'GET /me: type is always admin')],
  },
  generate_token: {
    title:
      'Generate a new token in the Developer Hub (your app > Test & Publish > Your Workspaces > Regenerate token)',
    short: 'Generate a new token in the Developer Hub',
    warning: 'the old one stops working for every bot, service, and job',
    otherwise: noDeveloperHub,
    from: [from.regenerate, from.teammate],
  },
  update_secret: {
    title: 'Update the secret manager; type the token at the prompt to keep it out of your shell history',
    commands: [updateSecret],
    undo: undoSecret,
    otherwise:
      "If you use another secret manager, change the value there. If you don't have access, ask the platform team.",
  },
  restart_integration: {
    title: 'Restart the integration so it reads its secret and settings again',
    commands: [
      'kubectl rollout restart "deployment/{deployment}" && kubectl rollout status "deployment/{deployment}" --timeout=120s',
    ],
    undo: 'kubectl rollout undo "deployment/{deployment}"',
    otherwise: "If you're not on Kubernetes, restart it the usual way. Then run triage again.",
  },
  who_changed_token: {
    title:
      'Find out who regenerated the token, uninstalled the app, or deactivated its teammate, and whether it was intentional',
    short: 'Find out who changed the token, the app, or its teammate, and whether it was intentional',
    otherwise:
      'If nobody knows, treat the token as leaked. If a build used intercom-client 7.0.4 (a compromised release), it was leaked.',
    from: [from.teammate, from.compromised],
  },
  reinstall_app: {
    title: 'Reinstall the app in the workspace (Developer Hub) and copy its new token',
    otherwise: noDeveloperHub,
    from: [from.suspendedApp],
  },
  check_variable: {
    title:
      'Make sure the token is sent: where the service runs, the variable holds the bare token; only the header starts with "Bearer"',
    short: 'Make sure the variable holds the bare token where the service runs',
    commands: [
      `kubectl exec "deployment/{deployment}" -- sh -c 'test -n "$INTERCOM_ACCESS_TOKEN" && echo set || echo empty'`,
    ],
    otherwise:
      "Look for a redirect or proxy between the service and {host}: clients drop the header when they're sent to another host.",
    from: [observed('undici and curl: no Authorization header after a redirect to another host')],
  },
  set_bot_token: {
    title:
      "Give this bot a token: set INTERCOM_ACCESS_TOKEN in its environment or its folder's .env, then restart it",
    short: 'Give this bot a token (INTERCOM_ACCESS_TOKEN), and restart it',
    commands: [`( ${readSecret}; ${changeEnv('INTERCOM_ACCESS_TOKEN', '$T')} )`],
    undo: undoEnv,
    otherwise: noDeveloperHub,
  },
  add_scope: {
    title: 'Add {lacking} in the Developer Hub (your app > Configure > Authentication)',
    short: 'Add {lacking} in the Developer Hub',
    warning: "the current token won't get it",
    otherwise: `If the app is connected by OAuth, have the workspace authorize it again. ${noDeveloperHub}`,
    from: [from.newToken, from.regenerate],
  },
  read_refusal: {
    title: 'Read the error: it names a scope, a permission, a plan, or an address',
    commands: [curlAgain],
    otherwise: 'Paste the body into `/intercom-incident explain`.',
  },
  review_plan: {
    title: "Check the workspace's plan and subscription (Settings > Billing)",
    otherwise:
      "If you can't see billing, ask a workspace admin. Until then, turn off the feature that needs it.",
  },
  egress_address: {
    title: 'Find our outgoing IPv4 address: run this where the service runs',
    commands: ['curl -4 -sSL -m 10 https://checkip.amazonaws.com'],
    otherwise:
      "If you don't have a shell there, find the NAT gateway or egress address in the cloud console.",
    from: [from.allowlist],
  },
  allow_address: {
    title: "Add that address to the workspace's IP allowlist for API access (Settings > Security)",
    otherwise: "If you don't have access, ask a workspace admin and give them the address.",
    from: [from.allowlist],
  },
  contact_support: {
    title: 'Contact Intercom support with the request_ids, UTC times, app ID, and region',
    otherwise:
      'If nobody has a support login, a workspace admin can contact support through the Messenger inside Intercom.',
  },
} as const satisfies Record<string, StepText>;
