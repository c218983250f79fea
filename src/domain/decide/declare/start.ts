import type { Command, IssuedCommand } from '../../incident/commands.ts';
import type { EventOf } from '../../incident/events/events.ts';
import { incidentName, type Millis } from '../../incident/ids.ts';
import type { Incident } from '../../incident/incident.ts';
import { historyMaxDays } from '../../incident/limits.ts';
import { notOpen, type Refusal, refuse } from '../../incident/refusal.ts';
import { isLater } from '../../incident/times/times.ts';
import { minuteOf } from '../../text/duration.ts';
import { moment } from '../../text/format-time.ts';
import { correctBoth, orderRefused } from '../corrections/time-order.ts';
import type { Decision } from '../decision.ts';
import type { ResponsePolicy } from '../response-policy.ts';

/**
 * Returns why an incident declared at `declaredAt` (UTC ms) can't have started then, on the form's field; null if it
 * can. What was declared had started, so no resolution can come before a start either.
 */
export function startRefused(startedAt: Millis, declaredAt: Millis, timeZone: string): Refusal | null {
  const shown = moment(startedAt, declaredAt, timeZone);
  if (isLater(startedAt, declaredAt))
    return refuse(
      `An incident can't start after its declaration, and ${shown} is later than ${moment(declaredAt, startedAt, timeZone)}. Nothing was changed. Enter an earlier time.`,
      'started',
    );
  if (startedAt < declaredAt - historyMaxDays * 86_400_000)
    return refuse(
      `That start, ${shown}, is more than ${historyMaxDays} days before the declaration. Nothing was changed. Check the date.`,
      'started',
    );
  return null;
}

/** The event that says when it began: with the declaration at the latest. */
export const startCorrected = (
  { startedAt, openedAt }: Incident,
  to: Millis,
): EventOf<'start_corrected'> => ({
  type: 'start_corrected',
  from: startedAt,
  to: Math.min(to, openedAt) as Millis,
});

/** Corrects when it began, even after the close: durations and figures count from there. Deadlines stay as they are. */
export function correctStart(
  incident: Incident,
  { startedAt }: Extract<Command, { type: 'correct_start' }>,
  issued: Pick<IssuedCommand, 'at' | 'by'>,
  policy: ResponsePolicy,
): Decision {
  if (incident.status === 'CANCELLED') return notOpen(incident);
  const unfit = startRefused(startedAt, incident.openedAt, policy.timeZone);
  if (unfit) return unfit;
  const corrected = startCorrected(incident, startedAt);
  // People see whole minutes.
  if (minuteOf(corrected.to) === minuteOf(incident.startedAt))
    return refuse(
      `${incidentName(incident.id)} already has that start: ${moment(corrected.to, incident.openedAt, policy.timeZone)}. Nothing was changed.`,
      'started',
    );
  const refused = orderRefused(incident, [corrected], issued, policy, correctBoth);
  return refused ? { ...refused, field: 'started' } : [corrected];
}
