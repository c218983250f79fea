import { documents as from, spec } from '../../sources.ts';
import { bearer, changeEnv, curlAgain, type StepText, undoEnv } from './step.ts';

/** The names of the jobs that were running are kept, so that those alone are started again. */
const pauseJobs = `kubectl get cronjobs -o json | jq -r '.items[] | select((.metadata.name | test("intercom"; "i")) and .spec.suspend != true) | .metadata.name' | tee -a intercom-paused.txt | xargs -I % kubectl patch cronjob % -p '{"spec":{"suspend":true}}'`;
const resumeJobs = `xargs -I % kubectl patch cronjob % -p '{"spec":{"suspend":false}}' < intercom-paused.txt && rm intercom-paused.txt`;

const windowOf = (what: string) =>
  `curl -sS -D - -o /dev/null ${bearer} ${what} | grep -iE '^(x-ratelimit|retry-after)'`;

/** Steps for 5xx, timeouts, 429 and requests that Intercom refuses. */
export const outageSteps = {
  serve_stale: {
    title: 'Serve the stale cache, or switch the fallback on, so that people still see their conversations',
    otherwise:
      'The cache is cold: warm it as soon as single requests succeed, most used records first, slowly (`warm` of intercom-incident/resilience). There is no cache: docs/resilience.md adds one.',
  },
  retry_backoff: {
    title: 'Retry reads once, after 1-3 s with a random part; queue writes until the API is back',
    commands: [`curl -sS --retry 1 --retry-delay 2 ${bearer} '{api}/me'`],
    otherwise: 'The client retries by itself: lower it to one retry, or it adds to the load.',
    from: [from.httpResponses],
  },
  keep_request_ids: {
    title: "Keep the request_ids of failing requests for Intercom's support",
    commands: [`${curlAgain} | grep -i request.id`],
    otherwise:
      'No request_id in the answer (HTML, empty, no answer): note the time in UTC and the status instead.',
  },
  follow_page: {
    title:
      "Follow Intercom's status page; it can be late (in one measured outage, Australia 2026-04-27, by 23 minutes)",
    short: "Follow Intercom's status page; it can be late",
    commands: [
      `curl -fsSL '{status_page}/api/v2/incidents.json' | jq '.incidents[:3][] | {name, status, created_at}'`,
    ],
    otherwise: 'The page is unreachable: open {status_page} from another network, such as a phone.',
    from: [from.lateOutage],
  },
  page_other_network: {
    title: 'Read the status page from another network (a phone, a VPN): {status_page}',
    otherwise: "Nobody gets through: ask Intercom's support what is known.",
  },
  report_outage: {
    title:
      "Report it to Intercom's support with request_ids and times in UTC, since its page does not speak of it",
    otherwise:
      'Nobody with a support login: an admin of the workspace can write through the Messenger in Intercom itself.',
  },
  pause_jobs: {
    title: 'Pause batch and sync jobs that call Intercom',
    commands: [pauseJobs],
    undo: resumeJobs,
    otherwise: 'Jobs live elsewhere: switch them off in their scheduler, biggest first.',
  },
  enable_queue: {
    title: 'Enable queueing, and spread requests evenly over each 10-second window',
    otherwise: 'No queue: drop what can wait, and keep only requests that a person is waiting for.',
    from: [from.rateLimiting],
  },
  read_rate_limit: {
    title: 'Read the window that is left on /me and on the search: limit, remaining, reset (UNIX seconds)',
    commands: [windowOf("'{api}/me'"), windowOf('{search}')],
    otherwise: 'No such header: Intercom leaves it out when the token is not accepted.',
    from: [from.rateLimiting217],
  },
  other_apps: {
    title:
      "Check other apps on the workspace's quota: 10,000 a minute for an app, 25,000 for all its private apps; public apps have their own",
    short: "Find the other apps that use the workspace's quota",
    otherwise:
      'You cannot see them: ask an admin of the workspace for the list of installed apps, and their owners to slow down.',
    from: [from.rateLimiting],
  },
  smaller_search: {
    title: 'Ask less of the search: `per_page` of 20, a shorter `created_at` range, fewer conditions',
    from: [spec(11617, 'the search gives 20 a page by default, 150 at most')],
    otherwise: 'It cannot be changed now: raise its timeout a little, and show the last list from the cache.',
  },
  poll_instead: {
    title: 'Read by the API what webhooks would have told: search `updated_at` since the last one that came',
    otherwise: 'Nothing can poll: tell people which views are late, and since when.',
  },
  drain_queues: {
    title: 'Let queued writes and paused jobs go again slowly: a tenth of the usual rate first',
    otherwise: 'They start by themselves: watch the rate limit, and pause the biggest if it runs low.',
  },
  slow_down: {
    title: 'Slow down on the endpoint it names, with growing, random waits',
    otherwise: 'The rate cannot be set: pause the job that calls it.',
  },
  read_error: {
    title: 'Read the error body: it names the code and mostly the field',
    commands: [curlAgain],
    otherwise: 'Paste the body into `/intercom-incident explain` to have it read.',
  },
  undo_release: {
    title: 'Compare with the last release of the integration, and roll it back if the error began with it',
    commands: ['kubectl rollout undo "deployment/{deployment}"'],
    undo: 'kubectl rollout undo "deployment/{deployment}"',
    otherwise: 'Nothing was released: look for changed data or settings (ids, region, API version).',
  },
  set_region: {
    title: "Set this bot to the workspace's region in its environment or .env, then restart it",
    commands: [`( ${changeEnv('INTERCOM_REGION', '{region}')} )`],
    undo: undoEnv,
    otherwise: 'INTERCOM_API_URL, where it is set, must name the host of that region, too.',
  },
  check_base_url: {
    title: "Check the base URL: {api} must be the host of the workspace's region (us, eu or au)",
    commands: ["env | grep -E '^INTERCOM_(REGION|API_URL)=' | sed -E 's#//[^@/]*@#//***@#'"],
    otherwise:
      'The region is unknown: an admin sees it in the workspace settings; `/me` names it in app.region.',
    from: [spec(35604, 'the three servers'), spec(52, 'GET /me: app.region')],
  },
} as const satisfies Record<string, StepText>;
