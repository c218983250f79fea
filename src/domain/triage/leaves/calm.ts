import type { Leaf } from './leaf.ts';

/** Nobody's problem: nothing is wrong, or no longer is. */
export const calmLeaves = {
  healthy: {
    owner: 'nobody',
    kind: 'false alarm',
    cause: '{well}',
    action: 'Keep watching; if reports continue, check individual users and webhooks',
    confidence: 'high',
    severity: null,
    steps: ['watch', 'reproduce', 'check_webhooks'],
  },
  healthy_unwatched: {
    owner: 'nobody',
    kind: 'false alarm',
    cause: '{well}',
    action: 'Keep watching; set HEALTH_CHECK_URL so our own service is checked too',
    confidence: 'medium',
    severity: null,
    steps: ['watch', 'set_health_url', 'check_pods', 'reproduce'],
  },
  healthy_page_unread: {
    owner: 'nobody',
    kind: 'false alarm',
    cause: '{well}',
    action: 'Keep watching; check the status page from another network',
    confidence: 'medium',
    severity: null,
    steps: ['page_other_network', 'watch', 'reproduce'],
  },
  posted_other_region: {
    owner: 'nobody',
    kind: 'outage in another region',
    cause: '{well}',
    action: 'Nothing to do here; tell teams with workspaces in that region',
    confidence: 'high',
    severity: null,
    steps: ['follow_page', 'watch', 'reproduce'],
  },
  recovered: {
    owner: 'nobody',
    kind: 'recovery',
    cause: 'Recovered: {well}; last failure {last}',
    action: 'Keep watching, drain queues slowly, then resolve',
    confidence: 'medium',
    severity: null,
    steps: ['watch', 'drain_queues', 'check_webhooks', 'keep_request_ids'],
  },
} as const satisfies Record<string, Leaf>;
