import { Counter, Histogram, type Registry } from 'prom-client';
import type { Metrics } from '../app/metrics.ts';
import { cancelReasonSchema } from '../domain/incident/ending/cancellation.ts';
import type { Recorded } from '../domain/incident/events/events.ts';
import { type Incident, noticers } from '../domain/incident/incident.ts';
import { severitySchema } from '../domain/incident/severity.ts';
import { degradedMs, degradedPeriods } from '../domain/records/degraded-periods.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const acknowledgeBuckets = [minute, 5 * minute, 15 * minute, 30 * minute, hour, 4 * hour, day];
const resolveBuckets = [
  5 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  4 * hour,
  8 * hour,
  day,
  3 * day,
];

/**
 * Counts what happens to incidents, from the record itself. MTTA is `…_time_to_acknowledge_seconds_sum` over
 * `_count`, MTTR the same of `…_time_to_resolve_seconds`; `since` says where it starts: at the declaration, or at
 * monitoring's first alert if there was one. Drills aren't counted.
 */
export function incidentMetrics(registers: Registry[]): Metrics['recorded'] {
  const counter = (name: string, help: string) =>
    new Counter({ name, help, labelNames: ['severity'], registers });
  const declared = counter('incident_bot_incidents_declared_total', 'Incidents declared.');
  const reopened = counter('incident_bot_incidents_reopened_total', 'Incidents reopened.');
  const cancelled = new Counter({
    name: 'incident_bot_incidents_cancelled_total',
    help: 'Incidents cancelled, by the reason given and by `source`: declared by a person, or proposed by the watch. `false_alarm` are the false alarms, `duplicate` those that were another one.',
    labelNames: ['reason', 'source'],
    registers,
  });
  const acknowledge = new Histogram({
    name: 'incident_bot_time_to_acknowledge_seconds',
    help: 'From `since` to the moment somebody first had command, once an incident; 0 when it was declared with a commander.',
    labelNames: ['severity', 'since'],
    buckets: acknowledgeBuckets,
    registers,
  });
  const resolve = new Histogram({
    name: 'incident_bot_time_to_resolve_seconds',
    help: 'From `since` to a resolution by a person, without the time for which it was resolved before; an incident that was reopened is counted again when it is resolved again.',
    labelNames: ['severity', 'since'],
    buckets: resolveBuckets,
    registers,
  });
  // A series that starts at 1 has no increase, and an average of increases would miss the first incident of each.
  for (const severity of severitySchema.options) {
    for (const count of [declared, reopened]) count.inc({ severity }, 0);
    for (const times of [acknowledge, resolve])
      for (const since of ['declared', 'first_alert']) times.zero({ severity, since });
  }
  for (const reason of [...cancelReasonSchema.options, 'duplicate'])
    for (const source of noticers) cancelled.inc({ reason, source }, 0);
  return (events, incident) => {
    // A drill is practice: no figure counts it.
    if (incident.drill) return;
    const { severity, openedAt, startedAt } = incident;
    const observe = (times: typeof acknowledge, msSince: (from: number) => number) => {
      times.observe({ severity, since: 'declared' }, msSince(openedAt) / 1000);
      times.observe({ severity, since: 'first_alert' }, msSince(startedAt) / 1000);
    };
    for (const recorded of events) {
      if (recorded.event.type === 'opened') declared.inc({ severity: recorded.event.severity });
      if (recorded.event.type === 'cancelled')
        cancelled.inc({ reason: recorded.event.reason, source: incident.noticedBy });
      if (recorded.event.type === 'duplicate_marked')
        cancelled.inc({ reason: 'duplicate', source: incident.noticedBy });
      if (recorded.event.type === 'reopened') reopened.inc({ severity });
      if (recorded.event.type === 'resolved')
        observe(resolve, (from) => degradedMs(degradedPeriods(incident), from) ?? 0);
      if (firstCommand(recorded, incident)) observe(acknowledge, (from) => Math.max(0, recorded.at - from));
    }
  };
}

const firstCommand = (
  { at, event }: Recorded,
  { acknowledgedAt }: Pick<Incident, 'acknowledgedAt'>,
): boolean =>
  at === acknowledgedAt &&
  (event.type === 'commander_assigned' ||
    ((event.type === 'opened' || event.type === 'declaration_corrected') && event.commander !== null));
