import type { Leaf } from './leaf.ts';

/** Something wasn't checked or couldn't be read, so we can't tell; each leaf says what to set or do. */
export const unseenLeaves = {
  service_unchecked: {
    owner: 'unknown',
    kind: 'unexplained failure',
    cause: "Intercom's API responds; our health endpoint returns nothing readable ({service})",
    action: 'Fix HEALTH_CHECK_URL; check the service yourself',
    confidence: 'medium',
    severity: null,
    steps: ['set_health_url', 'check_pods', 'watch'],
  },
  posted_unchecked: {
    owner: 'unknown',
    kind: 'unexplained failure',
    cause: "Intercom reports {posted}, but its API responds to us; our own service couldn't be checked",
    action: 'Follow the posted incident; check our service yourself',
    confidence: 'medium',
    severity: 'P3',
    steps: ['follow_page', 'set_health_url', 'check_pods', 'watch'],
  },
  token_missing: {
    owner: 'unknown',
    kind: 'monitoring gap',
    cause:
      "This bot has no Intercom token; Intercom's host {edge} without one, and nothing more can be checked",
    action: 'Set INTERCOM_ACCESS_TOKEN and run triage again',
    confidence: 'medium',
    severity: null,
    steps: ['set_bot_token', 'generate_token', 'check_health', 'follow_page'],
  },
  token_malformed: {
    owner: 'unknown',
    kind: 'monitoring gap',
    cause: "This bot has {token}; it wasn't sent, so nothing more can be checked",
    action:
      'Set INTERCOM_ACCESS_TOKEN to just the token, as the Developer Hub shows it, then run triage again',
    confidence: 'medium',
    severity: null,
    steps: ['set_bot_token', 'check_health', 'follow_page'],
  },
  token_missing_posted: {
    owner: 'unknown',
    kind: 'monitoring gap',
    cause: "Intercom reports {posted}; this bot has {token}, so it can't tell whether the API is affected",
    action: 'Follow the posted incident, set INTERCOM_ACCESS_TOKEN, run triage again',
    confidence: 'medium',
    severity: 'P3',
    steps: ['follow_page', 'set_bot_token', 'generate_token', 'serve_stale'],
  },
  silent_alone: {
    owner: 'unknown',
    kind: 'connection failure',
    cause: "Intercom's API {symptom}; no other host was checked for comparison",
    action: 'Test the host from another network; check our egress',
    confidence: 'medium',
    severity: 'P1',
    steps: ['other_network', 'check_egress', 'page_other_network', 'serve_stale'],
  },
  cannot_tell: {
    owner: 'unknown',
    kind: 'unexplained failure',
    cause: 'Not enough could be checked to tell',
    action: 'Set INTERCOM_ACCESS_TOKEN and HEALTH_CHECK_URL, check our egress, run triage again',
    confidence: 'medium',
    severity: null,
    steps: ['set_bot_token', 'set_health_url', 'check_egress', 'page_other_network'],
  },
} as const satisfies Record<string, Leaf>;
