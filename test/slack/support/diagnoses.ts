import { AppendOnlyMap } from '../../../src/domain/incident/append-only-map.ts';
import type { DiagnosisEntry, Tick } from '../../../src/domain/incident/diagnoses.ts';
import type { Diagnosis, ProbeReport, Step, TrailEntry } from '../../../src/domain/triage/diagnosis.ts';
import type { diagnosisMessage } from '../../../src/slack/views/diagnosis/diagnosis.ts';
import { at, id } from './incidents.ts';

/** The incident that the diagnoses are of, before any other was made. */
export const diagnosed: Parameters<typeof diagnosisMessage>[0] = {
  id,
  severity: 'P1',
  status: 'INVESTIGATING',
  drill: null,
  diagnoses: new Map(),
  degraded: new AppendOnlyMap(),
};

/** What one probe saw: nothing but its summary, unless said otherwise. */
export const probe = (over: Partial<ProbeReport> = {}): ProbeReport => ({
  probe: 'api_me',
  label: 'API /me',
  outcome: 'bad',
  summary: '503',
  status: 503,
  ms: 120,
  code: 'service_unavailable',
  requestId: '3f1c2b9a-0000-4000-8000-000000000000',
  rateLimit: { limit: 1667, remaining: 1666, resetAt: null },
  ...over,
});

/** One question with its answer. */
export const asked = (over: Partial<TrailEntry> = {}): TrailEntry => ({
  id: 'api_answers',
  question: "Does Intercom's API answer as expected?",
  answer: 'no',
  because: '503 after 120 ms',
  ...over,
});

/** One mitigation step. */
export const step = (over: Partial<Step> = {}): Step => ({
  id: 'serve_stale',
  title: 'Serve the stale cache',
  commands: ["curl -sS 'https://api.intercom.io/me'", 'echo done'],
  otherwise: 'The cache is cold: warm it.',
  ...over,
});

/** The contract's example of a diagnosis, changed by `over`. */
export const diagnosis = (over: Partial<Diagnosis> = {}): Diagnosis => ({
  leaf: 'failing_unposted',
  owner: 'intercom',
  kind: 'API outage',
  cause: "Intercom's API returns 503; nothing is posted on its status page yet",
  action: 'Serve cached data, retry with backoff, keep the request_ids',
  confidence: 'high',
  severity: 'P1',
  trail: [asked(), asked({ id: 'posted', question: 'Is an incident posted?', because: 'none is open' })],
  probes: [
    probe(),
    probe({ probe: 'health', label: 'Our health endpoint', outcome: 'ok', summary: 'healthy' }),
  ],
  steps: [step(), step({ id: 'retry_backoff', title: 'Retry with backoff', commands: [], otherwise: null })],
  ...over,
});

/** A diagnosis as incident 7 keeps it, with these steps ticked. */
export const entry = (
  of: Diagnosis = diagnosis(),
  ticks: ReadonlyMap<string, Tick> = new Map(),
): DiagnosisEntry => ({
  seq: 5,
  at: at('2026-11-21T14:02:00Z'),
  diagnosis: of,
  ts: null,
  details: null,
  asked: false,
  calmed: null,
  ticks,
});
