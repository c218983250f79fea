import type { EventOf } from '../../../src/domain/incident/events/events.ts';
import type { Diagnosis, ProbeReport } from '../../../src/domain/triage/diagnosis.ts';
import { minute } from './fixtures.ts';

/** What triage finds when Intercom's API returns 503, with two steps to tick. */
export const outage: Diagnosis = {
  leaf: 'intercom_5xx',
  owner: 'intercom',
  kind: 'API outage',
  cause: "Intercom's API returns 503",
  action: 'Serve cached data',
  confidence: 'high',
  severity: 'P1',
  trail: [{ id: 'answered', question: 'Did the API answer?', answer: 'yes', because: '503 after 120 ms' }],
  probes: [],
  steps: [
    { id: 'serve_cache', title: 'Serve the stale cache', commands: [], otherwise: null },
    { id: 'back_off', title: 'Retry with backoff', commands: [], otherwise: null },
  ],
};

/** What triage finds when everything is well. */
export const healthy: Diagnosis = {
  ...outage,
  leaf: 'healthy',
  owner: 'nobody',
  kind: 'No problem found',
  cause: 'Everything answers',
  action: 'Watch',
  severity: null,
  steps: [],
};

/** A probe that got a request_id. */
export const probe = (label: string, requestId: string | null): ProbeReport => ({
  probe: 'api_me',
  label,
  outcome: 'bad',
  summary: '503',
  status: 503,
  ms: 120,
  code: null,
  requestId,
  rateLimit: null,
});

export const diagnosed = (diagnosis: Diagnosis = outage, changed = true): EventOf<'diagnosed'> => ({
  type: 'diagnosed',
  diagnosis,
  changed,
  inPlace: false,
  nextCheckAt: minute(2),
});

/** One more run of the checks with the verdict of before. */
export const checkedAgain = (more: Partial<EventOf<'checked'>> = {}): EventOf<'checked'> => ({
  type: 'checked',
  leaf: outage.leaf,
  owner: outage.owner,
  cause: outage.cause,
  sample: { ms: 120, failed: 1, total: 2 },
  nextCheckAt: minute(4),
  ...more,
});
