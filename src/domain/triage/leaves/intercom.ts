import { documents, observed } from '../../sources.ts';
import type { Leaf } from './leaf.ts';

const outageSteps = ['serve_stale', 'retry_backoff', 'keep_request_ids', 'follow_page'] as const;

/** Intercom's problem: its API fails us altogether, posted or not yet posted. */
export const intercomLeaves = {
  failing_posted: {
    owner: 'intercom',
    kind: 'API outage',
    cause: "Intercom's API {symptom}; its status page posts {posted}{also_ours}",
    action: 'Serve cached data, retry with backoff, follow the posted incident',
    confidence: 'high',
    severity: 'P1',
    steps: outageSteps,
  },
  maintenance: {
    owner: 'intercom',
    kind: 'planned maintenance',
    cause: "Intercom's API {symptom} during the planned work on its status page: {posted}{also_ours}",
    action: 'Serve cached data until the maintenance ends; developers get 503 meanwhile',
    confidence: 'high',
    severity: 'P1',
    steps: ['serve_stale', 'follow_page', 'retry_backoff', 'pause_jobs'],
    from: [
      observed(
        'maintenances of 2019 to 2022: “Developers will receive 503 service unavailable responses to API requests”',
      ),
    ],
  },
  failing_other_posted: {
    owner: 'intercom',
    kind: 'API outage',
    cause:
      "Intercom's API {symptom}; its status page posts {posted}, but nothing yet about the API here{also_ours}",
    action: 'Serve cached data, retry with backoff, keep the request_ids',
    confidence: 'high',
    severity: 'P1',
    steps: [...outageSteps, 'report_outage'],
  },
  failing_unposted: {
    owner: 'intercom',
    kind: 'API outage',
    cause: "Intercom's API {symptom}; nothing is posted on its status page{unposted}{also_ours}",
    action: 'Serve cached data, retry with backoff, keep the request_ids',
    confidence: 'high',
    severity: 'P1',
    steps: [...outageSteps, 'report_outage'],
  },
  failing_page_unread: {
    owner: 'intercom',
    kind: 'API outage',
    cause: "Intercom's API {symptom}; its status page could not be read{also_ours}",
    action: 'Serve cached data, retry with backoff, read the status page from another network',
    confidence: 'high',
    severity: 'P1',
    steps: ['serve_stale', 'retry_backoff', 'keep_request_ids', 'page_other_network', 'report_outage'],
  },
  silent_unposted: {
    owner: 'intercom',
    kind: 'API outage',
    cause: "Intercom's API {symptom}; {page_says}{also_ours}",
    action: 'Serve cached data, retry with backoff, note the times in UTC',
    confidence: 'medium',
    severity: 'P1',
    steps: ['serve_stale', 'retry_backoff', 'other_network', 'follow_page', 'report_outage'],
  },
  silent_page_unread: {
    owner: 'intercom',
    kind: 'API outage',
    cause: "Intercom's API {symptom}; its status page could not be read{also_ours}",
    action: 'Serve cached data, retry with backoff, ask both from another network',
    confidence: 'medium',
    severity: 'P1',
    steps: ['serve_stale', 'retry_backoff', 'other_network', 'page_other_network', 'check_proxy'],
  },
  overloaded: {
    owner: 'intercom',
    kind: 'API overload',
    cause: "Intercom's API {symptom} and calls it overload on its side, not our quota{wait}",
    action: 'Slow down on that endpoint, retry with growing waits, serve cached data',
    confidence: 'medium',
    severity: 'P2',
    steps: ['slow_down', 'serve_stale', 'read_rate_limit', 'keep_request_ids', 'follow_page'],
    from: [documents.errorCodes217],
  },
  auth_posted: {
    owner: 'intercom',
    kind: 'authentication failure',
    cause: "Intercom's API answers {answer} while its status page posts {posted}{also_ours}",
    action: 'Do not rotate the token yet; serve cached data and follow the posted incident',
    warns: true,
    confidence: 'medium',
    severity: 'P1',
    steps: ['serve_stale', 'follow_page', 'keep_request_ids', 'verify_token'],
  },
  certificate_lapsed: {
    owner: 'intercom',
    kind: 'TLS failure',
    cause: '{host} shows its own certificate out of date ({certificate}), by another clock as well',
    action: 'Serve cached data, tell Intercom, and never switch verification off',
    warns: true,
    confidence: 'medium',
    severity: 'P1',
    steps: ['check_certificate', 'report_outage', 'serve_stale', 'check_clock', 'other_network'],
  },
} as const satisfies Record<string, Leaf>;
