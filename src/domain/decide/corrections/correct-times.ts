import type { IssuedAs } from '../../incident/commands.ts';
import type { Entry } from '../../incident/entry.ts';
import type { IncidentEvent } from '../../incident/events/events.ts';
import { incidentName, type Millis } from '../../incident/ids.ts';
import type { Incident } from '../../incident/incident.ts';
import { notOpen, type Refusal, refuse } from '../../incident/refusal.ts';
import { isLater, type TimeName, timeLabels, timeNames, timesOf } from '../../incident/times/times.ts';
import { minuteOf } from '../../text/duration.ts';
import type { Decision } from '../decision.ts';
import { startCorrected, startRefused } from '../declare/start.ts';
import { timeRefused } from '../entries/decide-entry.ts';
import { entryRefusal } from '../entries/entry-permission.ts';
import type { ResponsePolicy } from '../response-policy.ts';
import { orderRefused } from './time-order.ts';

/** Corrects the times that figures count from, in any status but cancelled; whole minutes, as people see them. */
export function correctTimes(
  incident: Incident,
  issued: IssuedAs<'correct_times'>,
  policy: ResponsePolicy,
): Decision {
  if (incident.status === 'CANCELLED') return notOpen(incident);
  const { command, at: now } = issued;
  const stands = timesOf(incident);
  const changed = timeNames.flatMap((name) => {
    const to = command.to[name];
    return to !== undefined && minuteOf(to) !== minuteOf(stands[name].at ?? Number.NaN) ? [{ name, to }] : [];
  });
  const future = changed.find(({ to }) => isLater(to, now))?.name;
  if (future) return refuse(`${timeLabels[future]} can't be in the future. Nothing was changed.`, future);
  const events = changed.flatMap(({ name, to }) => correction(incident, name, to) ?? []);
  const refused = orderRefused(incident, events, issued, policy, 'Correct one of them.');
  if (refused) return refused;
  for (const { name, to } of changed) {
    const unfit = refusalOf(incident, name, to, issued, policy);
    if (unfit) return { ...unfit, field: name };
  }
  return events;
}

/** The event that corrects a time; null where there is nothing to correct. */
function correction(incident: Incident, name: TimeName, to: Millis): IncidentEvent | null {
  switch (name) {
    case 'started':
      return startCorrected(incident, to);
    case 'detected':
    case 'acknowledged':
    case 'mitigated':
      return { type: 'time_corrected', time: name, from: timesOf(incident)[name].at, to };
    case 'resolved': {
      const entry = resolutionOf(incident);
      return entry && { type: 'entry_edited', of: entry.number, when: to };
    }
  }
}

/** Why a time can't be corrected, whatever the others say; null if it can. */
function refusalOf(
  incident: Incident,
  name: TimeName,
  to: Millis,
  { by, at }: IssuedAs<'correct_times'>,
  policy: ResponsePolicy,
): Refusal | null {
  if (name === 'started') return startRefused(to, incident.openedAt, policy.timeZone);
  if (name !== 'resolved') return null;
  const entry = resolutionOf(incident);
  if (!entry)
    return refuse(
      `${incidentName(incident.id)} isn't resolved, so it has no such time yet. Nothing was changed. Resolve it first.`,
    );
  return entryRefusal(incident, entry, by) ?? timeRefused(incident, entry, { when: to, at }, policy);
}

/** The entry of the resolution that is in force; null if there is none. */
function resolutionOf({ degraded, resolvedAt, entries }: Incident): Entry | null {
  const last = degraded.keys().at(-1);
  const entry = last === undefined ? undefined : entries.recorded.get(last);
  return resolvedAt !== null && entry?.type === 'resolved' ? entry : null;
}
