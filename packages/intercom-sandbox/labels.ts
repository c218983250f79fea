import type { healthScenarios, statusScenarios } from './scenarios.ts';

/** A label and an explanation for each scenario, in the order they are offered. */
export type Labels<Scenarios> = Readonly<Record<keyof Scenarios, readonly [label: string, about: string]>>;

/** The choices for the status page. */
export const statusLabels: Labels<typeof statusScenarios> = {
  none: ['Nothing posted', "All green: correct if everything works, wrong or late if it doesn't."],
  api_outage: ['API outage posted', 'Errors on the REST API, major.'],
  fin_outage: ['Another product is down', "Fin AI Agent doesn't respond; nothing on the API."],
  au_api_outage: ['Posted for Australia only', 'Errors on the REST API in another region.'],
  webhook_delay: ['Webhooks are late', 'Delays in webhooks and background jobs, minor.'],
  maintenance: ['Maintenance under way', 'Scheduled database maintenance.'],
  indicator_none: [
    'Incident posted, page still green',
    'An incident is listed while the page says all is operational.',
  ],
  resolved_too_early: ['Marked resolved', 'The API outage is posted as resolved.'],
  slow: ['Slow', 'The page loads 2.5 seconds late.'],
  hang: ['No response', 'Hangs: accepts the request and never responds.'],
  error: ['500', 'The page itself is broken.'],
  reset: ['Connections reset', 'Every connection is dropped.'],
  html: ['HTML instead of JSON', 'The page has moved.'],
  not_found: ['404', 'The page is gone.'],
  empty: ['Empty', 'A response without a body.'],
  unparsable: ['Truncated JSON', 'JSON that stops in the middle.'],
  unreachable: ['Unreachable', 'Nothing listens there.'],
};

/** The choices for the integration's health endpoint. */
export const healthLabels: Labels<typeof healthScenarios> = {
  ok: ['Healthy', 'Our integration says it is healthy.'],
  degraded: ['Degraded', 'Our integration is partly working.'],
  down: ['Down', 'Our integration says it is down.'],
  intercom_down: ['Its Intercom component is down', "Our integration is healthy but can't reach Intercom."],
  database_down: ['Its database is down', 'Our integration is down; its Intercom component is healthy.'],
  slow: ['Slow', 'Responds 2.5 seconds late.'],
  hang: ['No response', 'Hangs: accepts the request and never responds.'],
  unreachable: ['Unreachable', 'Nothing listens there: our integration has crashed.'],
  html: ['HTML instead of JSON', 'Something else responds in its place.'],
  not_found: ['404', "The endpoint doesn't exist."],
};
