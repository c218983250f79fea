import { evolve } from '../../evolve/evolve.ts';
import type { IssuedCommand } from '../../incident/commands.ts';
import type { IncidentEvent } from '../../incident/events/events.ts';
import { incidentName } from '../../incident/ids.ts';
import type { Incident } from '../../incident/incident.ts';
import { type Refusal, refuse } from '../../incident/refusal.ts';
import { isLater, type TimeName, timeLabels, timesOf } from '../../incident/times/times.ts';
import { minuteOf } from '../../text/duration.ts';
import { moment } from '../../text/format-time.ts';
import type { ResponsePolicy } from '../response-policy.ts';

/** What can't come before what. */
const orders: readonly (readonly [TimeName, TimeName])[] = [
  ['started', 'detected'],
  ['detected', 'acknowledged'],
  ['started', 'mitigated'],
  ['mitigated', 'resolved'],
  ['started', 'resolved'],
];

/** What to do where only one of the times can be corrected. */
export const correctBoth = 'To correct both, run `/intercom-incident times`.';

/**
 * Why the times that figures count from can't have been in the order that they'd have after these events, on the field of
 * one that they change; null if they can. An order that stood before is nobody's fault now. `advice`: what to do then.
 */
export function orderRefused(
  incident: Incident,
  events: readonly IncidentEvent[],
  { at, by }: Pick<IssuedCommand, 'at' | 'by'>,
  { timeZone }: ResponsePolicy,
  advice: string,
): Refusal | null {
  const after = events.reduce(
    (before, event) => evolve(before, { incident: incident.id, seq: before.seq + 1, at, by, event }),
    incident,
  );
  const [was, now] = [timesOf(incident), timesOf(after)];
  const moves = (name: TimeName): boolean => now[name].at !== was[name].at;
  const detected = now.detected.at;
  const isNew = moves('detected') || after.openedAt !== incident.openedAt;
  if (detected !== null && isNew && isLater(detected, after.openedAt))
    return refuse(
      `${incidentName(incident.id)} was declared at ${moment(after.openedAt, at, timeZone)}, so it was detected by then. Nothing was changed.`,
      'detected',
    );
  for (const [first, second] of orders) {
    const [one, other] = [now[first].at, now[second].at];
    if (one === null || other === null || minuteOf(one) <= minuteOf(other)) continue;
    if (!moves(first) && !moves(second)) continue;
    return refuse(
      `${timeLabels[second]} (${moment(other, at, timeZone)}) can't be before ${timeLabels[first]} (${moment(one, at, timeZone)}). Nothing was changed. ${advice}`,
      moves(second) ? second : first,
    );
  }
  return null;
}
