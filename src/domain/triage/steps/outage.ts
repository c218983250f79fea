import { documents as from, spec } from '../../sources.ts';
import { bearer, changeEnv, curlAgain, type StepText, undoEnv } from './step.ts';

/** Keeps the names of the jobs that were running, so that only those are started again. */
const pauseJobs = `kubectl get cronjobs -o json | jq -r '.items[] | select((.metadata.name | test("intercom"; "i")) and .spec.suspend != true) | .metadata.name' | tee -a intercom-paused.txt | xargs -I % kubectl patch cronjob % -p '{"spec":{"suspend":true}}'`;
const resumeJobs = `xargs -I % kubectl patch cronjob % -p '{"spec":{"suspend":false}}' < intercom-paused.txt && rm intercom-paused.txt`;

const windowOf = (what: string) =>
  `curl -sS -D - -o /dev/null ${bearer} ${what} | grep -iE '^(x-ratelimit|retry-after)'`;

/** Steps for 5xx, timeouts, 429, and requests that Intercom rejects. */
export const outageSteps = {
  serve_stale: {
    title: 'Serve the stale cache or turn on the fallback, so people can still see conversations',
    short: 'Serve the stale cache or turn on the fallback',
    otherwise:
      "If the cache is cold, warm it slowly as soon as requests start to succeed, most-used records first (`warm` in intercom-incident/resilience). If there's no cache, see docs/resilience.md.",
  },
  retry_backoff: {
    title: 'Retry reads once, after 1–3 s with jitter; queue writes until the API is back',
    commands: [`curl -sS --retry 1 --retry-delay 2 ${bearer} '{api}/me'`],
    otherwise: "If the client retries on its own, limit it to one retry so it doesn't add load.",
    from: [from.httpResponses],
  },
  keep_request_ids: {
    title: 'Keep the request_ids of failing requests for Intercom support',
    commands: [`${curlAgain} | grep -i request.id`],
    otherwise:
      "If there's no request_id (HTML, empty, or no response), note the UTC time and the status instead.",
  },
  follow_page: {
    title:
      "Follow Intercom's status page; it can lag (by 23 minutes in one measured outage, Australia 2026-04-27)",
    short: "Follow Intercom's status page; it can lag",
    commands: [
      `curl -fsSL '{status_page}/api/v2/incidents.json' | jq '.incidents[:3][] | {name, status, created_at}'`,
    ],
    otherwise: "If you can't reach it, open {status_page} on another network, such as a phone.",
    from: [from.lateOutage],
  },
  page_other_network: {
    title: 'Check the status page from another network (a phone, a VPN): {status_page}',
    otherwise: 'If nobody can reach it, ask Intercom support what they know.',
  },
  report_outage: {
    title: "The status page doesn't mention it: report it to Intercom support with request_ids and UTC times",
    otherwise:
      'If nobody has a support login, a workspace admin can contact support through the Messenger inside Intercom.',
  },
  pause_jobs: {
    title: 'Pause batch and sync jobs that call Intercom',
    commands: [pauseJobs],
    undo: resumeJobs,
    otherwise: 'If jobs run elsewhere, turn them off in their scheduler, biggest first.',
  },
  enable_queue: {
    title: 'Turn on queueing; spread requests evenly over each 10-second window',
    otherwise: "If there's no queue, drop what can wait and keep only requests someone is waiting for.",
    from: [from.rateLimiting],
  },
  read_rate_limit: {
    title: "Check what's left of the rate limit on /me and search: limit, remaining, reset (Unix seconds)",
    commands: [windowOf("'{api}/me'"), windowOf('{search}')],
    otherwise: 'If the headers are missing: Intercom leaves them out when it rejects the token.',
    from: [from.rateLimiting217],
  },
  other_apps: {
    title:
      "Check the workspace's other apps: 10,000 requests a minute per app, 25,000 for all private apps; public apps have their own",
    short: "Find the other apps using the workspace's quota",
    otherwise:
      "If you can't see them, ask a workspace admin for the list of installed apps, and ask their owners to slow down.",
    from: [from.rateLimiting],
  },
  smaller_search: {
    title: 'Make searches smaller: `per_page` of 20, a shorter `created_at` range, fewer conditions',
    from: [spec(11617, 'the search gives 20 a page by default, 150 at most')],
    otherwise: "If you can't change it now, raise its timeout a little and show the last cached list.",
  },
  poll_instead: {
    title:
      'Poll the API for what webhooks would have sent: search `updated_at` since the last one that arrived',
    otherwise: 'If nothing can poll, tell people which views are out of date, and since when.',
  },
  drain_queues: {
    title: 'Resume queued writes and paused jobs slowly, starting at a tenth of the usual rate',
    otherwise: 'If they start on their own, watch the rate limit and pause the biggest if it runs low.',
  },
  slow_down: {
    title: 'Slow down on the endpoint it names, with exponential backoff and jitter',
    otherwise: "If you can't set the rate, pause the job that calls it.",
  },
  read_error: {
    title: 'Read the error body: it names the code and usually the field',
    commands: [curlAgain],
    otherwise: 'Paste the body into `/intercom-incident explain`.',
  },
  undo_release: {
    title: "Check the integration's last release; roll it back if the error started with it",
    commands: ['kubectl rollout undo "deployment/{deployment}"'],
    undo: 'kubectl rollout undo "deployment/{deployment}"',
    otherwise: 'If nothing was released, look for changed data or settings (IDs, region, API version).',
  },
  set_region: {
    title: "Set this bot to the workspace's region in its environment or .env, then restart it",
    commands: [`( ${changeEnv('INTERCOM_REGION', '{region}')} )`],
    undo: undoEnv,
    otherwise: "If INTERCOM_API_URL is set, it must name that region's host too.",
  },
  check_base_url: {
    title: "Check the base URL: {api} must be the host of the workspace's region (us, eu or au)",
    commands: ["env | grep -E '^INTERCOM_(REGION|API_URL)=' | sed -E 's#//[^@/]*@#//***@#'"],
    otherwise:
      "If you don't know the region, an admin can see it in the workspace settings; `/me` returns it as app.region.",
    from: [spec(35604, 'the three servers'), spec(52, 'GET /me: app.region')],
  },
} as const satisfies Record<string, StepText>;
