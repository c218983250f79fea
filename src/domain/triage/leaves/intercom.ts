import { documents, observed } from '../../sources.ts';
import type { Leaf } from './leaf.ts';

const outageSteps = ['serve_stale', 'retry_backoff', 'keep_request_ids', 'follow_page'] as const;

/** Intercom's problem: its API fails us altogether, posted or not yet posted. */
export const intercomLeaves = {
  failing_posted: {
    owner: 'intercom',
    kind: 'API outage',
    cause: "Intercom's API {symptom}; its status page reports {posted}{also_ours}",
    action: 'Serve cached data, retry with backoff, follow the posted incident',
    confidence: 'high',
    severity: 'P1',
    steps: outageSteps,
  },
  maintenance: {
    owner: 'intercom',
    kind: 'planned maintenance',
    cause: "Intercom's API {symptom} during scheduled maintenance: {posted}{also_ours}",
    action: 'Serve cached data until maintenance ends; expect 503s until then',
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
      "Intercom's API {symptom}; its status page reports {posted}, but nothing about the API in our region yet{also_ours}",
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
    cause: "Intercom's API {symptom}; its status page couldn't be read{also_ours}",
    action: 'Serve cached data, retry with backoff, check the status page from another network',
    confidence: 'high',
    severity: 'P1',
    steps: ['serve_stale', 'retry_backoff', 'keep_request_ids', 'page_other_network', 'report_outage'],
  },
  silent_unposted: {
    owner: 'intercom',
    kind: 'API outage',
    cause: "Intercom's API {symptom}; {page_says}{also_ours}",
    action: 'Serve cached data, retry with backoff, record the times in UTC',
    confidence: 'medium',
    severity: 'P1',
    steps: ['serve_stale', 'retry_backoff', 'other_network', 'follow_page', 'report_outage'],
  },
  silent_page_unread: {
    owner: 'intercom',
    kind: 'API outage',
    cause: "Intercom's API {symptom}; its status page couldn't be read{also_ours}",
    action: 'Serve cached data, retry with backoff, test both from another network',
    confidence: 'medium',
    severity: 'P1',
    steps: ['serve_stale', 'retry_backoff', 'other_network', 'page_other_network', 'check_proxy'],
  },
  overloaded: {
    owner: 'intercom',
    kind: 'API overload',
    cause: "Intercom's API {symptom} and says its own servers are overloaded; it isn't our quota{wait}",
    action: 'Slow down on that endpoint, retry with exponential backoff, serve cached data',
    confidence: 'medium',
    severity: 'P2',
    steps: ['slow_down', 'serve_stale', 'read_rate_limit', 'keep_request_ids', 'follow_page'],
    from: [documents.errorCodes217],
  },
  auth_posted: {
    owner: 'intercom',
    kind: 'authentication failure',
    cause: "Intercom's API returns {answer} while its status page reports {posted}{also_ours}",
    action: "Don't rotate the token yet; serve cached data and follow the posted incident",
    warns: true,
    confidence: 'medium',
    severity: 'P1',
    steps: ['serve_stale', 'follow_page', 'keep_request_ids', 'verify_token'],
  },
  certificate_lapsed: {
    owner: 'intercom',
    kind: 'TLS failure',
    cause: "{host}'s own certificate isn't currently valid ({certificate}); another clock agrees",
    action: 'Serve cached data, report it to Intercom, never disable certificate verification',
    warns: true,
    confidence: 'medium',
    severity: 'P1',
    steps: ['check_certificate', 'report_outage', 'serve_stale', 'check_clock', 'other_network'],
  },
} as const satisfies Record<string, Leaf>;
