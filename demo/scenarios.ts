import type { Change } from '../packages/intercom-sandbox/start.ts';

/** One outage as it's played: what breaks, what people say about it, what changes, how it ends. */
export type Scenario = {
  readonly about: string;
  readonly title: string;
  readonly severity: string;
  readonly impact: string;
  /** The state of the world when the incident is declared. */
  readonly breaks: Change;
  /** What someone posts in the channel; `REQUEST_ID` becomes one that Intercom really returned. */
  readonly message: string;
  /** What becomes visible during the incident, and what the update then says. */
  readonly turns: Change;
  readonly update: { readonly Status: string; readonly Cause: string; readonly Action: string };
  readonly mends: Change;
  readonly close: Readonly<Record<string, string>>;
};

const healthy: Change = { api: 'healthy', status: 'none', health: { kind: 'ok' } };

/** The outages that the demo can play. */
export const scenarios = {
  'api-outage': {
    about: "Intercom's API returns 503; the status page reports nothing at first, as on 27 April 2026",
    title: 'Conversations not loading',
    severity: 'P1',
    impact: 'Customer conversations not loading',
    breaks: { api: 'unavailable' },
    message: 'Our log is full of these: {"type":"error.list","request_id":"REQUEST_ID"}',
    turns: { status: 'api_outage' },
    update: {
      Status: 'IDENTIFIED',
      Cause: 'Intercom has posted errors on its REST API',
      Action: 'Serving cached conversations, replies are queued',
    },
    mends: healthy,
    close: {
      Summary: "Intercom returned 503 to all API calls. Agents saw cached conversations and couldn't reply.",
      'Root cause': 'An outage of the Intercom REST API',
      'What fixed it': 'Intercom recovered; the reply queue was drained',
      'Conversations affected': '412',
      'Users unable to reach support': '97',
      'Action items':
        'Warm the conversation cache every hour - Bob - 2026-12-01\nAlert on 5xx from Intercom - Carol - 2026-12-05',
    },
  },
  'token-revoked': {
    about: 'Someone generated a new token in the Developer Hub, and the old one stopped working',
    title: 'Messages are not sent to Intercom',
    severity: 'P1',
    impact: 'Messages not sent',
    breaks: { api: 'token_revoked', health: 'intercom_down' },
    message: 'The gateway logs 401, request id: REQUEST_ID',
    turns: { api: 'token_revoked', health: 'intercom_down' },
    update: {
      Status: 'IDENTIFIED',
      Cause: 'Our Intercom token was revoked when a new one was generated',
      Action: 'Putting the new token into the secret manager',
    },
    mends: healthy,
    close: {
      Summary: 'Nothing was sent to Intercom for half an hour because our token had been revoked.',
      'Root cause': 'A new token was generated in the Developer Hub and never reached production',
      'What fixed it': 'The new token in the secret manager, and a restart',
      'Action items': 'Rotate tokens by the runbook only - Alice - 2026-12-10',
    },
  },
  'rate-limited': {
    about: 'A batch job uses up the rate limit of the workspace',
    title: 'Inbox sync is stuck',
    severity: 'P2',
    impact: 'New conversations arrive minutes late',
    breaks: { api: 'rate_limited' },
    message: 'The sync worker gets 429 with "request_id": "REQUEST_ID"',
    turns: { api: 'rate_limited' },
    update: {
      Status: 'IDENTIFIED',
      Cause: 'The nightly contact export runs at noon and uses up the rate limit',
      Action: 'Export paused, sync catches up',
    },
    mends: healthy,
    close: {
      Summary: 'The contact export used up the rate limit, so new conversations arrived late.',
      'Root cause': 'A schedule in local time moved with the clock change',
      'What fixed it': 'The export was paused',
      'Action items': 'Run the export at night in UTC - Dave - 2026-12-03',
    },
  },
  'our-service-down': {
    about: "Intercom is healthy; our own integration isn't",
    title: 'Support widget shows an error',
    severity: 'P2',
    impact: 'Customers cannot open the widget',
    breaks: { health: { kind: 'down' } },
    message: 'Our last good call to Intercom: request id: REQUEST_ID',
    turns: { health: { kind: 'down' } },
    update: {
      Status: 'IDENTIFIED',
      Cause: 'The integration has been running out of memory since the last deployment',
      Action: 'Rolling back',
    },
    mends: healthy,
    close: {
      Summary: 'The integration crashed after a deployment; Intercom itself was healthy.',
      'Root cause': 'A leak in the new webhook handler',
      'What fixed it': 'A rollback',
      'Users unable to reach support': '31',
      'Action items': 'Memory alert for the integration - Bob - 2026-12-02',
    },
  },
} as const satisfies Record<string, Scenario>;
