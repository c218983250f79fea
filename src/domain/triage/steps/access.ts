import { documents as from, observed, spec } from '../../sources.ts';
import { changeEnv, curlAgain, curlMe, noDeveloperHub, readSecret, type StepText, undoEnv } from './step.ts';

/** The token goes into its own field where the secret is a JSON object, whose other fields stay. */
const updateSecret = `( set -e; id="{secret}"; ${readSecret}
old=$(aws secretsmanager get-secret-value --secret-id "$id" --query SecretString --output text)
case $old in *'{'*) T=$(printf %s "$old" | jq -c --arg t "$T" '[keys[] | select(test("intercom.*token|access_?token"; "i"))] as $k | if ($k | length) == 1 then .[$k[0]] = $t else error("which field is it?") end');; esac
aws secretsmanager put-secret-value --secret-id "$id" --secret-string "$T" )`;

/** Makes the version before the current one again. */
const undoSecret = `( set -e; id="{secret}"; v() { aws secretsmanager get-secret-value --secret-id "$id" --version-stage "$1" --query VersionId --output text; }
now=$(v AWSCURRENT); before=$(v AWSPREVIOUS)
aws secretsmanager update-secret-version-stage --secret-id "$id" --version-stage AWSCURRENT --remove-from-version-id "$now" --move-to-version-id "$before" )`;

/** Checksum and length of the token here, and of the one in the service: the same token gives the same two numbers. */
const compareTokens = [
  `: "\${INTERCOM_ACCESS_TOKEN:?set it first}" && printf %s "$INTERCOM_ACCESS_TOKEN" | cksum`,
  `kubectl exec "deployment/{deployment}" -- sh -c 'printf %s "$INTERCOM_ACCESS_TOKEN" | cksum'`,
];

/** Steps for 401 and 403: the token, its scopes, the plan, the allowlist. */
export const accessSteps = {
  verify_token: {
    title:
      'Verify the token: a valid one gives 200 and "type":"admin". Compare it with the service\'s: the same two numbers are the same token',
    short: "Verify the token, and compare it with the service's",
    commands: [curlMe, ...compareTokens],
    otherwise:
      'No token at hand: take the one that the service uses, from the secret manager, never from a chat. `read -rs INTERCOM_ACCESS_TOKEN`, on its own, keeps it out of the history.',
    from: [spec(23050, 'GET /me: type is always admin')],
  },
  generate_token: {
    title:
      'Generate a new token in the Developer Hub (your app > Test & Publish > Your Workspaces > Regenerate token)',
    short: 'Generate a new token in the Developer Hub',
    warning: 'the old one ends for all that use it, be it bot, service or job',
    otherwise: noDeveloperHub,
    from: [from.regenerate, from.teammate],
  },
  update_secret: {
    title: 'Update the secret manager; it asks for the token, so that it stays out of the shell history',
    commands: [updateSecret],
    undo: undoSecret,
    otherwise:
      'Another secret manager: change the value there. Without access, ask whoever runs the platform.',
  },
  restart_integration: {
    title: 'Restart the integration, so that it reads the new secret',
    commands: [
      'kubectl rollout restart "deployment/{deployment}" && kubectl rollout status "deployment/{deployment}" --timeout=120s',
    ],
    undo: 'kubectl rollout undo "deployment/{deployment}"',
    otherwise: 'Not on Kubernetes: restart it the way it is deployed. Then run triage again.',
  },
  who_changed_token: {
    title:
      'Find out who regenerated the token, uninstalled the app or deactivated the teammate it belongs to, and whether it was meant',
    short: 'Find out who changed the token, the app or its teammate, and whether it was meant',
    otherwise:
      'Nobody knows: treat the token as leaked. If a build used intercom-client 7.0.4 (a compromised release), it was.',
    from: [from.teammate, from.compromised],
  },
  reinstall_app: {
    title: 'Install the app again in the workspace (Developer Hub), and copy its new token',
    otherwise: noDeveloperHub,
    from: [from.suspendedApp],
  },
  check_variable: {
    title:
      'Make sure the token arrives: the variable holds the bare token where the service runs; only the header begins with "Bearer"',
    short: 'Make sure that the bare token is in the variable where the service runs',
    commands: [
      `kubectl exec "deployment/{deployment}" -- sh -c 'test -n "$INTERCOM_ACCESS_TOKEN" && echo set || echo empty'`,
    ],
    otherwise:
      'Look for a redirect or proxy between the service and {host}: clients drop the header on another host.',
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
    warning: 'the present token stays without it',
    otherwise: `An app that is connected by OAuth: have the workspace authorise it again. ${noDeveloperHub}`,
    from: [from.newToken, from.regenerate],
  },
  read_refusal: {
    title: 'Read what the refusal names: a scope, a permission, a plan or an address',
    commands: [curlAgain],
    otherwise: 'Paste the body into `/intercom-incident explain` to have it read.',
  },
  review_plan: {
    title: "Check the workspace's plan and subscription (Settings > Billing)",
    otherwise:
      'No access to billing: ask an admin of the workspace. Until then switch the feature off that needs it.',
  },
  egress_address: {
    title: 'Find the IPv4 address that our requests come from; run it where the service runs',
    commands: ['curl -4 -sSL -m 10 https://checkip.amazonaws.com'],
    otherwise: 'No shell there: the cloud console shows the NAT gateway or egress address.',
    from: [from.allowlist],
  },
  allow_address: {
    title: "Add that address to the workspace's IP allowlist for API access (Settings > Security)",
    otherwise: 'No access: ask an admin of the workspace, and name the address.',
    from: [from.allowlist],
  },
  contact_support: {
    title: "Contact Intercom's support with the request_ids, times in UTC, the app's id and the region",
    otherwise:
      'Nobody with a support login: an admin of the workspace can write through the Messenger in Intercom itself.',
  },
} as const satisfies Record<string, StepText>;
