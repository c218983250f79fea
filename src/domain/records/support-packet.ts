import { drillWord } from '../drill/run.ts';
import { namesProblem } from '../incident/diagnoses.ts';
import { diagnosesIn, type Recorded } from '../incident/events/events.ts';
import type { Incident } from '../incident/incident.ts';
import { calendarDay } from '../text/format-time.ts';
import { oneLine } from '../text/text.ts';
import type { ProbeReport } from '../triage/diagnosis.ts';
import { degradedPeriods } from './degraded-periods.ts';
import { type DuplicateRecords, noDuplicates, requestIdsWithDuplicates } from './duplicates.ts';

/**
 * Where requests go: the region, the host (no path, no credentials), the API version, and the base URLs of the API
 * and of our own health endpoint (null if not set).
 */
export type IntercomFacts = {
  readonly region: string;
  readonly host: string;
  readonly apiVersion: string;
  readonly apiUrl: string;
  readonly healthUrl: string | null;
};

/** How many failing requests the packet lists: enough for support to find the cause, short enough to read. */
const requestsShown = 20;

/**
 * A text to paste for Intercom's support, from the incident, its record, and its duplicates' records: facts, times in
 * UTC, failing requests, request_ids; nothing secret.
 */
export function supportPacket(
  incident: Incident,
  events: readonly Recorded[],
  { region, host, apiVersion }: Pick<IntercomFacts, 'region' | 'host' | 'apiVersion'>,
  duplicates: DuplicateRecords = noDuplicates,
): string[] {
  const periods = degradedPeriods(incident).map(
    ({ from, to }) => `Started: ${utc(from)}, ended: ${to ? utc(to) : 'ongoing'}`,
  );
  const diagnoses = [events, ...duplicates].flatMap(diagnosesIn).toSorted((a, b) => a.at - b.at);
  const problem = diagnoses.findLast(({ diagnosis }) => namesProblem(diagnosis));
  const failing = diagnoses.flatMap(failingRequests);
  const appId = diagnoses.findLast(({ diagnosis }) => diagnosis.appId)?.diagnosis.appId;
  const ids = requestIdsWithDuplicates(incident, duplicates);
  return [
    ...(incident.drill ? [`${drillWord}: none of this is real. Don't send it to Intercom.`, ''] : []),
    `App ID: ${appId ?? 'unknown (see Developer Hub > Your app > Basic information)'}`,
    `Region: ${region.toUpperCase()}, API host: ${host}, Intercom-Version: ${apiVersion}`,
    ...periods,
    `What we see: ${oneLine(problem?.diagnosis.cause ?? incident.title)}`,
    '',
    'Failing requests:',
    ...(failing.length > 0 ? failing.slice(-requestsShown) : ['- none of our checks failed']),
    '',
    'request_ids, first seen:',
    ...(ids.length > 0 ? ids.map(({ requestId, at }) => `- ${requestId}, ${utc(at)}`) : ['- none collected']),
  ];
}

const failingRequests = ({ at, diagnosis }: ReturnType<typeof diagnosesIn>[number]): string[] =>
  diagnosis.probes
    .filter(({ probe, outcome }) => probe.startsWith('api') && outcome === 'bad')
    .map((probe) => `- ${utc(at)}, ${request(probe)}`);

const request = ({ label, status, code, requestId, summary }: ProbeReport): string =>
  [
    label,
    status === null ? oneLine(summary) : `HTTP ${status}`,
    ...(code ? [code] : []),
    ...(requestId ? [`request_id ${requestId}`] : []),
  ].join(', ');

const utc = (ms: number): string => `${calendarDay(ms)} ${new Date(ms).toISOString().slice(11, 19)} UTC`;
