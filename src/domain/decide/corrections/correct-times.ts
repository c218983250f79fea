import type { IssuedAs } from '../../incident/commands.ts';
import type { IncidentEvent } from '../../incident/events/events.ts';
import { incidentName, type Millis } from '../../incident/ids.ts';
import type { Incident } from '../../incident/incident.ts';
import { isRefusal, notOpen, type Refusal, refuse } from '../../incident/refusal.ts';
import { type TimeName, timeLabels, timeNames, timesOf } from '../../incident/times/times.ts';
import { minuteOf } from '../../text/duration.ts';
import { moment } from '../../text/format-time.ts';
import type { Decision } from '../decision.ts';
import { correctStart } from '../declare/start.ts';
import { timeRefused } from '../entries/decide-entry.ts';
import { entryRefusal } from '../entries/entry-permission.ts';
import type { ResponsePolicy } from '../response-policy.ts';

/** What can't come before what. */
const orders: readonly (readonly [TimeName, TimeName])[] = [
  ['started', 'detected'],
  ['detected', 'acknowledged'],
  ['started', 'mitigated'],
  ['mitigated', 'resolved'],
  ['started', 'resolved'],
];

/** Corrects the times that figures count from, in any status but cancelled; whole minutes, as people see them. */
export function correctTimes(
  incident: Incident,
  issued: IssuedAs<'correct_times'>,
  policy: ResponsePolicy,
): Decision {
  if (incident.status === 'CANCELLED') return notOpen(incident);
  const { command, at: now } = issued;
  const stands = timesOf(incident);
  const differs = (name: TimeName): boolean => {
    const at = command.to[name];
    return at !== undefined && minuteOf(at) !== minuteOf(stands[name].at ?? Number.NaN);
  };
  const changed = timeNames.filter(differs);
  const after = (name: TimeName): Millis | null => {
    if (changed.includes(name)) return command.to[name] ?? null;
    // What is taken from the resolution moves with it.
    const from = name === 'mitigated' ? (incident.milestones.mitigated?.seq ?? null) : null;
    return from !== null && from === lastEnd(incident) ? after('resolved') : stands[name].at;
  };
  const refused = orderRefused(incident, { changed, after, now }, policy);
  if (refused) return refused;
  const events: IncidentEvent[] = [];
  for (const name of changed) {
    const to = after(name);
    if (to === null) continue;
    const corrected = correctOne(incident, name, to, issued, policy);
    if (isRefusal(corrected)) return { ...corrected, field: name };
    events.push(...corrected);
  }
  return events;
}

function correctOne(
  incident: Incident,
  name: TimeName,
  to: Millis,
  { by, at }: IssuedAs<'correct_times'>,
  policy: ResponsePolicy,
): Decision {
  switch (name) {
    case 'started':
      return correctStart(incident, { type: 'correct_start', startedAt: to }, policy.timeZone);
    case 'detected':
    case 'acknowledged':
    case 'mitigated':
      return [{ type: 'time_corrected', time: name, from: timesOf(incident)[name].at, to }];
    case 'resolved': {
      const last = lastEnd(incident);
      const entry = last === null ? undefined : incident.entries.recorded.get(last);
      if (incident.resolvedAt === null || entry?.type !== 'resolved')
        return refuse(
          `${incidentName(incident.id)} isn't resolved, so it has no such time yet. Nothing was changed. Resolve it first.`,
        );
      return (
        entryRefusal(incident, entry, by) ??
        timeRefused(incident, entry, { when: to, at }, policy) ?? [
          { type: 'entry_edited', of: entry.number, when: to },
        ]
      );
    }
  }
}

/** Why the times can't have been in that order; null if they can. */
function orderRefused(
  incident: Incident,
  {
    changed,
    after,
    now,
  }: {
    readonly changed: readonly TimeName[];
    readonly after: (name: TimeName) => Millis | null;
    readonly now: Millis;
  },
  { timeZone }: ResponsePolicy,
): Refusal | null {
  const future = changed.find((name) => Number(after(name)) > now + 60_000);
  if (future) return refuse(`${timeLabels[future]} can't be in the future. Nothing was changed.`, future);
  const detected = after('detected');
  if (changed.includes('detected') && detected !== null && detected > incident.openedAt + 60_000)
    return refuse(
      `${incidentName(incident.id)} was declared at ${moment(incident.openedAt, now, timeZone)}, so it was detected by then. Nothing was changed.`,
      'detected',
    );
  for (const [first, second] of orders) {
    const [one, other] = [after(first), after(second)];
    if (one === null || other === null || minuteOf(one) <= minuteOf(other)) continue;
    if (!changed.includes(first) && !changed.includes(second)) continue;
    return refuse(
      `${timeLabels[second]} (${moment(other, now, timeZone)}) can't be before ${timeLabels[first]} (${moment(one, now, timeZone)}). Nothing was changed. Correct one of them.`,
      changed.includes(second) ? second : first,
    );
  }
  return null;
}

/** The number of the entry that last ended it; null if none did. */
const lastEnd = ({ degraded }: Incident): number | null => degraded.keys().at(-1) ?? null;
