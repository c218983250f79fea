import type { Leaf } from './leaf.ts';

/** Nobody's problem: nothing is wrong, or no longer. */
export const calmLeaves = {
  healthy: {
    owner: 'nobody',
    kind: 'false alarm',
    cause: '{well}',
    action: 'Watch for a while; look at single users or webhooks if reports go on',
    confidence: 'high',
    severity: null,
    steps: ['watch', 'reproduce', 'check_webhooks'],
  },
  healthy_unwatched: {
    owner: 'nobody',
    kind: 'false alarm',
    cause: '{well}',
    action: 'Watch for a while; set HEALTH_CHECK_URL, so that our own service is looked at too',
    confidence: 'medium',
    severity: null,
    steps: ['watch', 'set_health_url', 'check_pods', 'reproduce'],
  },
  healthy_page_unread: {
    owner: 'nobody',
    kind: 'false alarm',
    cause: '{well}',
    action: 'Watch for a while, and read the status page from another network',
    confidence: 'medium',
    severity: null,
    steps: ['page_other_network', 'watch', 'reproduce'],
  },
  posted_other_region: {
    owner: 'nobody',
    kind: 'outage in another region',
    cause: '{well}',
    action: 'Nothing to do here; tell those who work with workspaces of that region',
    confidence: 'high',
    severity: null,
    steps: ['follow_page', 'watch', 'reproduce'],
  },
  recovered: {
    owner: 'nobody',
    kind: 'recovery',
    cause: 'All is well again: {well}; last trouble {last}',
    action: 'Watch it a while longer, drain queues slowly, then resolve',
    confidence: 'medium',
    severity: null,
    steps: ['watch', 'drain_queues', 'check_webhooks', 'keep_request_ids'],
  },
} as const satisfies Record<string, Leaf>;
