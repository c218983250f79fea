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
    cause: 'Intercom rejects our token: {answer}',
    action:
      'Verify the token; a new one revokes the old for everyone: update the secret manager, then restart',
    confidence: 'high',
    severity: 'P1',
    steps: rotate,
  },
  bot_token_refused: {
    owner: 'ours',
    kind: 'authentication failure',
    cause:
      "Intercom rejects this bot's token: {answer}; our service says Intercom works, so no user is affected",
    action:
      "Don't regenerate this bot's token before comparing it with the service's: a new one may revoke that",
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
      "This bot's request reached Intercom without a token: {answer}; our service says Intercom works, so no user is affected",
    action:
      "Check the bot's variable and that no proxy or redirect between the bot and Intercom strips the token",
    confidence: 'high',
    severity: 'P4',
    steps: ['check_variable', 'check_proxy', 'check_base_url', 'check_health'],
  },
  bot_token_blocked: {
    owner: 'ours',
    kind: 'authentication failure',
    cause:
      "Intercom has blocked or suspended this bot's token: {answer}; our service says Intercom works, so no user is affected",
    action:
      "Contact Intercom support, since the service may use the same app; don't touch the service's token",
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
      "The app behind this bot's token was deleted: {answer}; our service says Intercom works, so no user is affected",
    action:
      "Reinstall the bot's app in the workspace and set the bot's new token; don't touch the service's token",
    warns: true,
    confidence: 'high',
    severity: 'P4',
    steps: ['reinstall_app', 'set_bot_token', 'who_changed_token', 'check_health'],
    from: [from.suspendedApp],
  },
  token_revoked: {
    owner: 'ours',
    kind: 'authentication failure',
    cause:
      'Our token was revoked ({answer}): it was regenerated, the app was uninstalled, or its teammate was deactivated',
    action: 'Store the new token in the secret manager, restart the integration, find out who changed it',
    confidence: 'high',
    severity: 'P1',
    steps: rotate,
    from: [from.errorCodes, from.teammate],
  },
  token_not_found: {
    owner: 'ours',
    kind: 'authentication failure',
    cause:
      "Intercom doesn't recognize our token ({answer}): it's mistyped, cut off, or from another workspace or region",
    action:
      "Compare the service's token with the one in the Developer Hub, check the region, then set it again",
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
    cause: 'The app our token belongs to was deleted: {answer}',
    action: 'Reinstall the app in the workspace; store its new token in the secret manager',
    confidence: 'high',
    severity: 'P1',
    steps: ['reinstall_app', 'update_secret', 'restart_integration', 'who_changed_token'],
    from: [from.suspendedApp],
  },
  token_scope: {
    owner: 'ours',
    kind: 'permission error',
    cause:
      'Our token is valid but lacks {lacking} for {request}: this {answer} means a missing scope, not a bad token',
    action:
      "Add {lacking} in the Developer Hub, then regenerate and replace the token: the old one won't get it",
    confidence: 'high',
    severity: 'P2',
    steps: withPermission,
    from: [from.newToken],
  },
  token_stripped: {
    owner: 'ours',
    kind: 'authentication failure',
    cause: 'Our request reached Intercom without a token: {answer}',
    action: 'Check that the variable is set and that no proxy or redirect strips the header',
    confidence: 'high',
    severity: 'P1',
    steps: ['check_variable', 'check_proxy', 'check_base_url', 'verify_token'],
  },
  token_blocked: {
    owner: 'ours',
    kind: 'authentication failure',
    cause: 'Intercom has blocked or suspended our token or its app: {answer}',
    action: 'Contact Intercom support; check whether the app is still installed',
    confidence: 'high',
    severity: 'P1',
    steps: ['contact_support', 'verify_token', 'who_changed_token', 'serve_stale'],
    from: [from.errorCodes],
  },
  plan_restricted: {
    owner: 'ours',
    kind: 'plan restriction',
    cause: "Our Intercom plan doesn't include this: {answer} on {request}",
    action: 'Check the subscription with your billing owner; this is neither a scope problem nor an outage',
    confidence: 'high',
    severity: 'P2',
    steps: ['read_refusal', 'review_plan', 'serve_stale'],
    from: [from.errorCodes],
  },
  ip_not_allowed: {
    owner: 'ours',
    kind: 'IP allowlist block',
    cause: "Our address isn't on the workspace's IP allowlist for API access",
    action: 'Add our egress address to the allowlist',
    confidence: 'high',
    severity: 'P1',
    steps: ['egress_address', 'allow_address', 'verify_token', 'recent_changes'],
    from: [from.allowlist],
  },
  blocked_on_the_way: {
    owner: 'ours',
    kind: 'network block',
    cause:
      'Something in front of the API is blocking us, not Intercom, and not because of our token: {answer}{by}',
    action: 'Look for a firewall or proxy between us and Intercom; test from another network',
    confidence: 'medium',
    severity: 'P1',
    steps: ['check_proxy', 'other_network', 'egress_address', 'recent_changes', 'contact_support'],
  },
  permission_missing: {
    owner: 'ours',
    kind: 'permission error',
    cause: 'Our token is valid but lacks {lacking}: {answer} on {request}',
    action:
      "Add {lacking} in the Developer Hub, then regenerate and replace the token: the old one won't get it",
    confidence: 'high',
    severity: 'P2',
    steps: withPermission,
    from: [from.newToken],
  },
  own_quota: {
    owner: 'ours',
    kind: 'rate limiting',
    cause: "We've hit our Intercom rate limit: {answer} on {request}{wait}",
    action: 'Pause batch jobs, queue requests, wait for the reset',
    confidence: 'high',
    severity: 'P2',
    steps: ['pause_jobs', 'enable_queue', 'read_rate_limit', 'other_apps', 'serve_stale'],
  },
  shared_quota: {
    owner: 'ours',
    kind: 'rate limiting',
    cause:
      "Intercom is rate limiting us ({answer}) with room left in our own window: likely the workspace's shared quota{wait}",
    action: 'Find the other app using the quota; pause batch jobs until then',
    confidence: 'medium',
    severity: 'P2',
    steps: ['other_apps', 'pause_jobs', 'enable_queue', 'read_rate_limit', 'serve_stale'],
    from: [from.rateLimiting],
  },
} as const satisfies Record<string, Leaf>;
