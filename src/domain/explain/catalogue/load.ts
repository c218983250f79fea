import { documents as from, spec } from '../../sources.ts';
import { type CatalogueEntry, codeEntry, type Example, namedEntry } from '../entry.ts';

const waitForReset: Example = {
  language: 'ts',
  code: `import { retry } from 'intercom-incident/resilience'; // waits for the reset, plus jitter
const contact = await retry((signal) => intercom.contacts.find({ contact_id }, { abortSignal: signal, maxRetries: 0 }), {
  idempotent: true,
});`,
};

const retryOnce: Example = {
  language: 'ts',
  code: `import { StaleCache } from 'intercom-incident/resilience'; // serves what it has while Intercom returns 5xx
const contacts = new StaleCache({ max: 10_000, freshMs: 60_000, maxStaleMs: 3_600_000 });
const { value, stale } = await contacts.get(id, (id, signal) => findContact(id, signal));`,
};

/** Codes about load and Intercom's own failures: the ones that waiting helps. */
export const loadEntries: readonly CatalogueEntry[] = [
  codeEntry('rate_limit_exceeded', [429], {
    cause:
      'A rate limit is used up: 10,000 a minute for an app, 25,000 for a workspace (public apps apart), counted in 10-second windows.',
    retry: 'yes, after the reset',
    fix: 'Pause batch jobs, queue requests, wait for `X-RateLimit-Reset`. The limit varies by app and endpoint: read `X-RateLimit-Limit`.',
    example: waitForReset,
    from: [from.rateLimiting],
  }),
  namedEntry('pending_exports', '429 rate_limit_exceeded: pending exports', {
    cause:
      "Five reporting data export jobs are pending, the most allowed at a time. It isn't a request rate limit.",
    retry: 'yes, later and slower',
    fix: 'Wait until one of the jobs is complete (see GET /export/reporting_data/{job_identifier}), and start them one after another.',
    from: [spec(3778, 'rate_limit_exceeded: 5 pending reporting dataset export jobs')],
  }),
  codeEntry('too_many_requests', [429], {
    owner: 'intercom',
    cause: "Too many requests for this resource on Intercom's side: server load, not necessarily our quota.",
    retry: 'yes, later and slower',
    fix: 'Slow down on this endpoint and retry with exponential backoff and jitter.',
    example: waitForReset,
    from: [from.errorCodes217],
  }),
  codeEntry('retry_after', [429, 503], {
    owner: 'unknown',
    cause: 'Intercom asks you to wait before the next try.',
    retry: 'yes, after the time it names',
    fix: 'Wait as long as it says (at least 1 s, at most 60 s), then try again.',
    example: waitForReset,
    from: [from.errorCodes],
  }),
  codeEntry('request_timeout', [408, 504], {
    owner: 'intercom',
    cause: "Intercom's server timed out on the request.",
    retry: 'once, with backoff',
    fix: 'Retry a read once; a write may have succeeded, so check first. For a search, request less: smaller pages, a narrower time range.',
    example: retryOnce,
    from: [from.errorCodes217],
  }),
  codeEntry('service_unavailable', [503], {
    owner: 'intercom',
    cause: "Intercom's API service is temporarily unavailable.",
    retry: 'once, with backoff',
    fix: 'Retry a read once, then serve the stale cache; a write may have succeeded, so check first. Collect the request_ids.',
    example: retryOnce,
    from: [from.errorCodes217, from.httpResponses],
  }),
  codeEntry('server_error', [500], {
    owner: 'intercom',
    cause: "Something failed inside Intercom's API.",
    retry: 'once, with backoff',
    fix: 'Retry a read once, then serve the stale cache; a write may have succeeded, so check first. Collect the request_ids for support.',
    example: retryOnce,
    from: [from.errorCodes, from.httpResponses],
  }),
  namedEntry('scroll_restart', '500 in a scroll', {
    owner: 'intercom',
    cause: "A scroll failed on Intercom's network. It can't be continued: the same scroll_param fails again.",
    fix: "Start a new scroll from the first page, and skip what you've already seen.",
    from: [spec(6863, 'a scroll after a 500 has to be restarted')],
  }),
];
