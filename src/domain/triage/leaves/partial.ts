import type { Leaf } from './leaf.ts';
import { outageMitigations } from './outage-mitigations.ts';

/** Intercom's problem in part: some requests, some endpoints, some products, some regions, some of the time. */
export const partialLeaves = {
  intermittent: {
    owner: 'intercom',
    kind: 'intermittent API failure',
    cause:
      "Intercom's API {symptom} for some requests but works for others ({failed}); {page_says}{also_ours}",
    action: 'Retry once with backoff, serve cached data where that fails, run triage again',
    confidence: 'medium',
    severity: 'P2',
    steps: ['retry_backoff', 'serve_stale', 'keep_request_ids', 'follow_page', 'watch'],
  },
  comes_and_goes: {
    owner: 'intercom',
    kind: 'intermittent API failure',
    cause: "Intercom works right now, but it's intermittent: {share} failed, most recently {last}",
    action: "Keep the fallback and retries on; don't resolve yet",
    warns: true,
    confidence: 'medium',
    severity: 'P3',
    steps: ['watch', 'retry_backoff', 'serve_stale', 'keep_request_ids', 'follow_page'],
  },
  endpoint_failing: {
    owner: 'intercom',
    kind: 'partial API outage',
    cause:
      "Intercom's API {symptom} on {request}, but other requests with the same token work; {page_says}{also_ours}",
    action: 'Serve cached data for that endpoint, retry with backoff, keep the request_ids',
    confidence: 'medium',
    severity: 'P2',
    steps: [...outageMitigations, 'report_outage'],
  },
  answer_broken: {
    owner: 'intercom',
    kind: 'partial API outage',
    cause: "Intercom's own response to {request} isn't valid JSON ({seen}); {page_says}",
    action: 'Serve cached data for that endpoint, retry with backoff, keep the request_ids',
    confidence: 'medium',
    severity: 'P2',
    steps: [...outageMitigations, 'report_outage'],
  },
  search_slow: {
    owner: 'intercom',
    kind: 'slow search',
    cause: "Intercom's search {search_took}, but /me is fast; {page_says}",
    action: 'Request smaller pages and shorter time ranges; serve cached lists',
    confidence: 'medium',
    severity: 'P3',
    steps: ['smaller_search', 'serve_stale', 'pause_jobs', 'follow_page', 'watch'],
  },
  api_slow: {
    owner: 'intercom',
    kind: 'slow API',
    cause:
      "Intercom's API takes {ms}, mostly waiting for a response, while the status page is fast; {page_says}",
    action: 'Raise client timeouts carefully, serve cached data, pause batch jobs',
    confidence: 'medium',
    severity: 'P2',
    steps: ['serve_stale', 'pause_jobs', 'follow_page', 'keep_request_ids', 'watch'],
  },
  async_posted: {
    owner: 'intercom',
    kind: 'webhook delay',
    cause:
      "Intercom's API responds, but its background processing is delayed: its status page reports {posted}{unwatched}",
    action: 'Poll the API instead of waiting for webhooks; expect a burst when they catch up',
    confidence: 'high',
    severity: 'P3',
    steps: ['poll_instead', 'follow_page', 'check_webhooks', 'watch'],
  },
  partial_posted: {
    owner: 'intercom',
    kind: 'partial API outage',
    cause: 'Our service reports itself as {service}, and Intercom reports {posted}',
    action: 'Serve cached data and follow the posted incident',
    confidence: 'medium',
    severity: 'P2',
    steps: [...outageMitigations, 'check_health'],
  },
  maintenance_answering: {
    owner: 'intercom',
    kind: 'planned maintenance',
    cause:
      'Scheduled maintenance is under way at Intercom: {posted}; its API responds to us right now{unwatched}',
    action: 'Expect short failures until it ends, keep the fallback ready, hold batch jobs',
    confidence: 'high',
    severity: 'P4',
    steps: ['follow_page', 'watch', 'pause_jobs', 'serve_stale'],
  },
  posted_but_answering: {
    owner: 'intercom',
    kind: 'partial API outage',
    cause: "Intercom's status page reports {posted}, but its API responds to us right now{unwatched}",
    action: 'Follow the posted incident; keep the fallback ready',
    confidence: 'medium',
    severity: 'P3',
    steps: ['follow_page', 'watch', 'serve_stale', 'keep_request_ids'],
  },
  posted_elsewhere: {
    owner: 'intercom',
    kind: 'product outage',
    cause:
      "Intercom's status page reports {posted}, which isn't about the API in our region; the API responds{unwatched}",
    action: 'Tell teams that use that product; follow the posted incident',
    confidence: 'high',
    severity: 'P3',
    steps: ['follow_page', 'watch', 'check_webhooks'],
  },
} as const satisfies Record<string, Leaf>;
