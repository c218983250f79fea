import type { Leaf } from './leaf.ts';

/** Nobody's problem: nothing is wrong, or no longer. */
export const calmLeaves = {
  healthy: {
    owner: 'nobody',
    kind: 'false alarm',
    cause: 'Intercom answers, nothing is posted, and our service is well',
    action: 'Watch for a while; look at single users or webhooks if reports go on',
    confidence: 'high',
    severity: null,
    steps: ['watch', 'reproduce', 'check_webhooks'],
  },
  recovered: {
    owner: 'nobody',
    kind: 'recovery',
    cause: 'All is well again: Intercom answers, nothing is posted, our service is well; last trouble {last}',
    action: 'Watch it a while longer, drain queues slowly, then resolve',
    confidence: 'medium',
    severity: null,
    steps: ['watch', 'drain_queues', 'check_webhooks', 'keep_request_ids'],
  },
} as const satisfies Record<string, Leaf>;
