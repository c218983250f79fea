import { documents as from } from '../../sources.ts';
import type { Leaf } from './leaf.ts';

const rotate = [
  'verify_token',
  'generate_token',
  'update_secret',
  'restart_integration',
  'check_base_url',
  'who_changed_token',
] as const;

const withPermission = [
  'add_scope',
  'read_refusal',
  'generate_token',
  'update_secret',
  'restart_integration',
  'verify_token',
] as const;

/** Our problem: the token, its scopes, the plan, the allowlist, the quota. */
export const accessLeaves = {
  token_rejected: {
    owner: 'ours',
    kind: 'authentication failure',
    cause: 'Intercom does not accept our token: {answer}',
    action:
      'Verify the token; a new one ends the old for all who use it: then update the secret manager, and restart',
    confidence: 'high',
    severity: 'P1',
    steps: rotate,
  },
  bot_token_refused: {
    owner: 'ours',
    kind: 'authentication failure',
    cause:
      "Intercom does not accept our token: {answer}; it is this bot's: our service says that Intercom works, no user is hit",
    action:
      "Compare this bot's token with the service's; make no new one before that, it may end the service's",
    warns: true,
    confidence: 'high',
    severity: 'P4',
    steps: [
      'verify_token',
      'set_bot_token',
      'check_health',
      'generate_token',
      'update_secret',
      'restart_integration',
    ],
  },
  bot_token_stripped: {
    owner: 'ours',
    kind: 'authentication failure',
    cause:
      "Intercom got no token with our request: {answer}; it is this bot's: our service says that Intercom works, no user is hit",
    action: "Check the bot's variable, and that no proxy or redirect between the bot and Intercom strips it",
    confidence: 'high',
    severity: 'P4',
    steps: ['check_variable', 'check_proxy', 'check_base_url', 'check_health'],
  },
  bot_token_blocked: {
    owner: 'ours',
    kind: 'authentication failure',
    cause:
      "Intercom has blocked or suspended our token: {answer}; it is this bot's: our service says that Intercom works, no user is hit",
    action: "Contact Intercom's support before its app is the service's too; leave the service's token alone",
    warns: true,
    confidence: 'high',
    severity: 'P4',
    steps: ['contact_support', 'verify_token', 'who_changed_token', 'check_health'],
    from: [from.errorCodes],
  },
  bot_app_removed: {
    owner: 'ours',
    kind: 'authentication failure',
    cause:
      "The app of our token was deleted: {answer}; it is this bot's: our service says that Intercom works, no user is hit",
    action:
      "Install the bot's app again in the workspace, and set the bot's token; leave the service's alone",
    warns: true,
    confidence: 'high',
    severity: 'P4',
    steps: ['reinstall_app', 'set_bot_token', 'who_changed_token', 'check_health'],
    from: [from.suspendedApp],
  },
  token_revoked: {
    owner: 'ours',
    kind: 'authentication failure',
    cause: 'Our token was revoked ({answer}): regenerated, the app uninstalled, or its teammate deactivated',
    action: 'Put the new token into the secret manager, restart the integration, find out who changed it',
    confidence: 'high',
    severity: 'P1',
    steps: rotate,
    from: [from.errorCodes, from.teammate],
  },
  token_not_found: {
    owner: 'ours',
    kind: 'authentication failure',
    cause:
      'Intercom does not know our token ({answer}): mistyped, cut off, or of another workspace or region',
    action:
      'Compare the token that the service sends with the Developer Hub, and the region; then set it again',
    confidence: 'high',
    severity: 'P1',
    steps: ['verify_token', 'check_base_url', 'generate_token', 'update_secret', 'restart_integration'],
    from: [from.errorCodes],
  },
  token_expired: {
    owner: 'ours',
    kind: 'authentication failure',
    cause: 'Our token has expired: {answer}',
    action: 'Renew the token, update the secret manager, restart the integration',
    confidence: 'high',
    severity: 'P1',
    steps: ['generate_token', 'update_secret', 'restart_integration', 'verify_token'],
  },
  app_removed: {
    owner: 'ours',
    kind: 'authentication failure',
    cause: 'The app that our token belongs to was deleted: {answer}',
    action: 'Install the app again in the workspace, and put its new token into the secret manager',
    confidence: 'high',
    severity: 'P1',
    steps: ['reinstall_app', 'update_secret', 'restart_integration', 'who_changed_token'],
    from: [from.suspendedApp],
  },
  token_scope: {
    owner: 'ours',
    kind: 'permission error',
    cause:
      'Our token works but lacks {lacking} for {request}: {answer} is a missing scope, although it is a 401',
    action:
      'Add {lacking} in the Developer Hub, then regenerate the token and replace it: the old one stays without',
    confidence: 'high',
    severity: 'P2',
    steps: withPermission,
    from: [from.newToken],
  },
  token_stripped: {
    owner: 'ours',
    kind: 'authentication failure',
    cause: 'Intercom got no token with our request: {answer}',
    action: 'Check that the variable is set and that no proxy or redirect strips the header',
    confidence: 'high',
    severity: 'P1',
    steps: ['check_variable', 'check_proxy', 'check_base_url', 'verify_token'],
  },
  token_blocked: {
    owner: 'ours',
    kind: 'authentication failure',
    cause: 'Intercom has blocked or suspended our token or its app: {answer}',
    action: "Contact Intercom's support, and check whether the app is still installed",
    confidence: 'high',
    severity: 'P1',
    steps: ['contact_support', 'verify_token', 'who_changed_token', 'serve_stale'],
    from: [from.errorCodes],
  },
  plan_restricted: {
    owner: 'ours',
    kind: 'plan restriction',
    cause: 'Our Intercom plan does not include this: {answer} on {request}',
    action: 'Check the subscription with whoever owns billing; it is not a scope and not an outage',
    confidence: 'high',
    severity: 'P2',
    steps: ['read_refusal', 'review_plan', 'serve_stale'],
    from: [from.errorCodes],
  },
  ip_not_allowed: {
    owner: 'ours',
    kind: 'IP allowlist block',
    cause: "Our address is not on the workspace's IP allowlist for API access",
    action: 'Add our egress address to the allowlist',
    confidence: 'high',
    severity: 'P1',
    steps: ['egress_address', 'allow_address', 'verify_token', 'recent_changes'],
    from: [from.allowlist],
  },
  blocked_on_the_way: {
    owner: 'ours',
    kind: 'network block',
    cause: 'Something before the API refuses us, not Intercom and not because of the token: {answer}{by}',
    action: 'Look for a firewall or proxy between us and Intercom, and try from another network',
    confidence: 'medium',
    severity: 'P1',
    steps: ['check_proxy', 'other_network', 'egress_address', 'recent_changes', 'contact_support'],
  },
  permission_missing: {
    owner: 'ours',
    kind: 'permission error',
    cause: 'Our token is valid but lacks {lacking}: {answer} on {request}',
    action:
      'Add {lacking} in the Developer Hub, then regenerate the token and replace it: the old one stays without',
    confidence: 'high',
    severity: 'P2',
    steps: withPermission,
    from: [from.newToken],
  },
  own_quota: {
    owner: 'ours',
    kind: 'rate limiting',
    cause: 'We have used up our Intercom rate limit: {answer} on {request}{wait}',
    action: 'Pause batch jobs, queue requests, wait for the reset',
    confidence: 'high',
    severity: 'P2',
    steps: ['pause_jobs', 'enable_queue', 'read_rate_limit', 'other_apps', 'serve_stale'],
  },
  shared_quota: {
    owner: 'ours',
    kind: 'rate limiting',
    cause:
      "Intercom limits us ({answer}) although our own window has room: likely the workspace's shared quota{wait}",
    action: 'Find the other app that uses the quota, and pause batch jobs meanwhile',
    confidence: 'medium',
    severity: 'P2',
    steps: ['other_apps', 'pause_jobs', 'enable_queue', 'read_rate_limit', 'serve_stale'],
    from: [from.rateLimiting],
  },
} as const satisfies Record<string, Leaf>;
