import type { Recorded } from '../incident/events/events.ts';
import { type IncidentId, incidentName } from '../incident/ids.ts';
import { type Refusal, refuse } from '../incident/refusal.ts';
import type { Severity } from '../incident/severity.ts';
import { wholeMinutes } from '../text/duration.ts';
import { moment } from '../text/format-time.ts';
import { counted, oneLine } from '../text/text.ts';
import { coveredMs, type OutagePeriod } from './outage-minutes.ts';
import { isToCome } from './window.ts';

/** What the checks found that says an outage was Intercom's, and when, UTC ms. */
export type OutageEvidence = { readonly at: number; readonly cause: string };

/** One outage that Intercom caused, as far as it's in a month. */
export type Outage = {
  readonly incident: IncidentId;
  readonly title: string;
  readonly severity: Severity;
  readonly periods: readonly OutagePeriod[];
  /** It isn't over: the last period ends when it was asked. */
  readonly ongoing: boolean;
  readonly evidence: readonly OutageEvidence[];
  readonly requestIds: readonly string[];
};

/** The outages of a month in UTC that Intercom caused: what one would send with a request for a service credit. */
export type OutageReport = {
  readonly month: string;
  /** Of all of them together: a minute of two at once is one. */
  readonly minutes: number;
  readonly outages: readonly Outage[];
  /** Those that the reader may know nothing of but that they're counted. */
  readonly untold: { readonly incidents: number; readonly minutes: number };
  /** How many incidents weren't read yet, or can't be. */
  readonly unread: number;
};

/** The report of a month. `untold`: the periods in the month of each incident that the reader may not know of. */
export function outageReport(
  month: string,
  outages: readonly Outage[],
  untold: readonly (readonly OutagePeriod[])[],
  unread: number,
): OutageReport {
  const named = outages.flatMap(({ periods }) => periods);
  return {
    month,
    minutes: wholeMinutes(coveredMs([...named, ...untold.flat()])),
    outages: outages.toSorted((one, other) => startOf(one) - startOf(other)),
    untold: { incidents: untold.length, minutes: wholeMinutes(coveredMs(untold.flat())) },
    unread,
  };
}

const startOf = ({ periods }: Outage): number => periods[0]?.from ?? 0;

/** What the checks found in a record that says the outage was Intercom's, each cause once. */
export function evidenceIn(events: readonly Recorded[]): OutageEvidence[] {
  const causes = new Map<string, number>();
  for (const { at, event } of events)
    if (event.type === 'diagnosed' && event.diagnosis.owner === 'intercom')
      if (!causes.has(event.diagnosis.cause)) causes.set(event.diagnosis.cause, at);
  return [...causes].map(([cause, at]) => ({ at, cause }));
}

/** The refusal for a month that is still to come; null for any other. */
export const monthToCome = (month: string, now: number): Refusal | null =>
  isToCome(month, now)
    ? refuse(`${month} is still to come. Nothing was counted. Choose this month or an earlier one.`)
    : null;

/** What a report begins with: the month, how long, how many. */
export function outageSummary({ month, minutes, outages, untold }: OutageReport): string {
  const incidents = outages.length + untold.incidents;
  return incidents === 0
    ? `Intercom caused no outage in ${month} (UTC).`
    : `Outages caused by Intercom in ${month} (UTC): ${minutes} min in ${counted(incidents, 'incident')}`;
}

/** One outage in lines: what and how long, then the evidence, then the request_ids. Times in UTC. */
export function outageLines({ incident, title, severity, ...rest }: Outage): string[] {
  const { periods, ongoing, evidence, requestIds } = rest;
  const spans = periods.map(({ from, to }) => `${moment(from, 0, 'UTC')} to ${moment(to, from, 'UTC')}`);
  const found = evidence.map(({ at, cause }) => `${moment(at, 0, 'UTC')}: ${oneLine(cause)}`);
  return [
    `${incidentName(incident)} [${severity}] ${oneLine(title)}: ${wholeMinutes(coveredMs(periods))} min${ongoing ? ' so far' : ''} (${spans.join(', ')})`,
    `Evidence: ${found.join('; ')}`,
    `request_ids: ${requestIds.length > 0 ? requestIds.join(', ') : 'none collected'}`,
  ];
}

/** What a report can't tell its reader in full; empty if there is nothing. */
export const outageRemarks = ({ untold, unread }: OutageReport): string[] => [
  ...(untold.incidents > 0
    ? [
        `${counted(untold.incidents, 'private incident')} of these, ${untold.minutes} min, can't be named to you.`,
      ]
    : []),
  ...(unread > 0 ? [`${counted(unread, 'incident')} couldn't be read yet, and may be missing.`] : []),
];
