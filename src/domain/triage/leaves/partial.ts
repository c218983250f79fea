import type { Leaf } from './leaf.ts';

const outageSteps = ['serve_stale', 'retry_backoff', 'keep_request_ids', 'follow_page'] as const;

/** Intercom's problem in part: some requests, some endpoints, some products, some regions, some time. */
export const partialLeaves = {
  intermittent: {
    owner: 'intercom',
    kind: 'intermittent API failure',
    cause:
      "Intercom's API {symptom} for some requests and works for others ({failed}); {page_says}{also_ours}",
    action: 'Retry once with backoff, serve cached data where that fails, run triage again',
    confidence: 'medium',
    severity: 'P2',
    steps: ['retry_backoff', 'serve_stale', 'keep_request_ids', 'follow_page', 'watch'],
  },
  comes_and_goes: {
    owner: 'intercom',
    kind: 'intermittent API failure',
    cause: 'Intercom works at this moment, but failed in {share}, more than once; last {last}',
    action: 'Keep the fallback ready and retries on, and do not resolve yet',
    warns: true,
    confidence: 'medium',
    severity: 'P3',
    steps: ['watch', 'retry_backoff', 'serve_stale', 'keep_request_ids', 'follow_page'],
  },
  endpoint_failing: {
    owner: 'intercom',
    kind: 'partial API outage',
    cause:
      "Intercom's API {symptom} on {request}, while others work with the same token; {page_says}{also_ours}",
    action: 'Serve cached data for that endpoint, retry with backoff, keep the request_ids',
    confidence: 'medium',
    severity: 'P2',
    steps: [...outageSteps, 'report_outage'],
  },
  answer_broken: {
    owner: 'intercom',
    kind: 'partial API outage',
    cause:
      "Intercom's API gives an answer on {request} that is no JSON ({seen}), with its own marks; {page_says}",
    action: 'Serve cached data for that endpoint, retry with backoff, keep the request_ids',
    confidence: 'medium',
    severity: 'P2',
    steps: [...outageSteps, 'report_outage'],
  },
  search_slow: {
    owner: 'intercom',
    kind: 'slow search',
    cause: "Intercom's search {search_took}, while /me is quick; {page_says}",
    action: 'Ask for smaller pages and shorter time ranges, and serve cached lists',
    confidence: 'medium',
    severity: 'P3',
    steps: ['smaller_search', 'serve_stale', 'pause_jobs', 'follow_page', 'watch'],
  },
  api_slow: {
    owner: 'intercom',
    kind: 'slow API',
    cause: "Intercom's API takes {ms}, most of it to answer; the status page is quick from here; {page_says}",
    action: 'Raise client timeouts with care, serve cached data, pause batch jobs',
    confidence: 'medium',
    severity: 'P2',
    steps: ['serve_stale', 'pause_jobs', 'follow_page', 'keep_request_ids', 'watch'],
  },
  async_posted: {
    owner: 'intercom',
    kind: 'webhook delay',
    cause:
      "Intercom's API answers, but what it does later is late: its status page posts {posted}{unwatched}",
    action: 'Read by the API what webhooks would have told, and expect a burst when they catch up',
    confidence: 'high',
    severity: 'P3',
    steps: ['poll_instead', 'follow_page', 'check_webhooks', 'watch'],
  },
  partial_posted: {
    owner: 'intercom',
    kind: 'partial API outage',
    cause: 'Our service reports itself {service}, while Intercom posts {posted}',
    action: 'Serve cached data and follow the posted incident',
    confidence: 'medium',
    severity: 'P2',
    steps: [...outageSteps, 'check_health'],
  },
  maintenance_answering: {
    owner: 'intercom',
    kind: 'planned maintenance',
    cause: "Planned work runs on Intercom's side: {posted}; its API answers us at the moment{unwatched}",
    action: 'Expect short failures until it ends, keep the fallback ready, and let batch jobs wait',
    confidence: 'high',
    severity: 'P4',
    steps: ['follow_page', 'watch', 'pause_jobs', 'serve_stale'],
  },
  posted_but_answering: {
    owner: 'intercom',
    kind: 'partial API outage',
    cause: "Intercom's status page posts {posted}; its API answers us at the moment{unwatched}",
    action: 'Follow the posted incident, and keep the fallback ready',
    confidence: 'medium',
    severity: 'P3',
    steps: ['follow_page', 'watch', 'serve_stale', 'keep_request_ids'],
  },
  posted_elsewhere: {
    owner: 'intercom',
    kind: 'product outage',
    cause:
      "Intercom's status page posts {posted}, not about the API in our region; the API answers{unwatched}",
    action: 'Tell those who use that product, and follow the posted incident',
    confidence: 'high',
    severity: 'P3',
    steps: ['follow_page', 'watch', 'check_webhooks'],
  },
} as const satisfies Record<string, Leaf>;
