import type { Leaf } from './leaf.ts';

/** Something was not asked or could not be read, so that it cannot be told; each says what to set or do. */
export const unseenLeaves = {
  service_unchecked: {
    owner: 'unknown',
    kind: 'unexplained failure',
    cause: "Intercom's API answers; our health endpoint says nothing readable ({service})",
    action: 'Correct HEALTH_CHECK_URL, and check the service by hand',
    confidence: 'medium',
    severity: null,
    steps: ['set_health_url', 'check_pods', 'watch'],
  },
  posted_unchecked: {
    owner: 'unknown',
    kind: 'unexplained failure',
    cause: 'Intercom posts {posted} while its API answers us; our own service could not be checked',
    action: 'Follow the posted incident, and check our service by hand',
    confidence: 'medium',
    severity: 'P3',
    steps: ['follow_page', 'set_health_url', 'check_pods', 'watch'],
  },
  token_missing: {
    owner: 'unknown',
    kind: 'monitoring gap',
    cause: "This bot has no Intercom token; Intercom's host {edge} without one, nothing more can be told",
    action: 'Set INTERCOM_ACCESS_TOKEN and run triage again',
    confidence: 'medium',
    severity: null,
    steps: ['set_bot_token', 'generate_token', 'check_health', 'follow_page'],
  },
  token_malformed: {
    owner: 'unknown',
    kind: 'monitoring gap',
    cause: 'This bot has {token}; it was not sent, so nothing more can be told',
    action:
      'Set INTERCOM_ACCESS_TOKEN to the token alone, as the Developer Hub shows it, and run triage again',
    confidence: 'medium',
    severity: null,
    steps: ['set_bot_token', 'check_health', 'follow_page'],
  },
  token_missing_posted: {
    owner: 'unknown',
    kind: 'monitoring gap',
    cause: 'Intercom posts {posted}; this bot has {token} to see whether the API is hit',
    action: 'Follow the posted incident, set INTERCOM_ACCESS_TOKEN and run triage again',
    confidence: 'medium',
    severity: 'P3',
    steps: ['follow_page', 'set_bot_token', 'generate_token', 'serve_stale'],
  },
  silent_alone: {
    owner: 'unknown',
    kind: 'connection failure',
    cause: "Intercom's API {symptom}; no other host was asked to compare",
    action: 'Ask the host from another network, and check our egress',
    confidence: 'medium',
    severity: 'P1',
    steps: ['other_network', 'check_egress', 'page_other_network', 'serve_stale'],
  },
  cannot_tell: {
    owner: 'unknown',
    kind: 'unexplained failure',
    cause: 'Too little could be checked to tell',
    action: 'Set INTERCOM_ACCESS_TOKEN and HEALTH_CHECK_URL, check our egress, run triage again',
    confidence: 'medium',
    severity: null,
    steps: ['set_bot_token', 'set_health_url', 'check_egress', 'page_other_network'],
  },
} as const satisfies Record<string, Leaf>;
