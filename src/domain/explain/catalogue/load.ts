import { codeEntry, type Entry, type Example } from '../entry.ts';

const waitForReset: Example = {
  language: 'ts',
  code: `import { retry } from 'intercom-incident/resilience'; // waits for the reset, and a random part more
const contact = await retry((signal) => intercom.contacts.find({ contact_id }, { abortSignal: signal, maxRetries: 0 }), {
  idempotent: true,
});`,
};

const retryOnce: Example = {
  language: 'ts',
  code: `import { StaleCache } from 'intercom-incident/resilience'; // serves what it has while Intercom answers 5xx
const contacts = new StaleCache({ max: 10_000, freshMs: 60_000, maxStaleMs: 3_600_000 });
const { value, stale } = await contacts.get(id, (id, signal) => findContact(id, signal));`,
};

/** Codes about load and Intercom's own failures: the ones where time helps. */
export const loadEntries: readonly Entry[] = [
  codeEntry('rate_limit_exceeded', [429], {
    cause: "The app's rate limit is used up. Limits count in 10-second windows: a burst is enough.",
    retry: 'yes, after the reset',
    fix: 'Pause batch jobs, queue requests, and wait for `X-RateLimit-Reset`. Spread the load over each 10 seconds.',
    example: waitForReset,
  }),
  codeEntry('too_many_requests', [429], {
    owner: 'intercom',
    cause: 'Too many requests for this resource on the server: pressure there, not necessarily our quota.',
    retry: 'yes, later and slower',
    fix: 'Slow down on this endpoint and retry with growing, random waits.',
    example: waitForReset,
  }),
  codeEntry('retry_after', [429, 503], {
    owner: 'unknown',
    cause: 'Intercom asks to wait before the next try.',
    retry: 'yes, after the time it names',
    fix: 'Wait for the named time (at least 1 s, at most 60 s), then try again.',
    example: waitForReset,
  }),
  codeEntry('request_timeout', [408, 504], {
    owner: 'intercom',
    cause: "Intercom's server timed out on the request.",
    retry: 'once, with backoff',
    fix: 'Retry once. For a search, ask for less: smaller pages, a narrower time range.',
    example: retryOnce,
  }),
  codeEntry('service_unavailable', [503], {
    owner: 'intercom',
    cause: "Intercom's API service is temporarily unavailable.",
    retry: 'once, with backoff',
    fix: 'Retry once, then serve the stale cache. Look at the status page and keep the request_ids.',
    example: retryOnce,
  }),
  codeEntry('server_error', [500], {
    owner: 'intercom',
    cause: "Something failed inside Intercom's API.",
    retry: 'once, with backoff',
    fix: "Retry once, then serve the stale cache. Keep the request_ids for Intercom's support.",
    example: retryOnce,
  }),
];
