import type { ClockCommand } from '../commands.ts';
import type { Millis } from '../ids.ts';
import type { Incident } from '../incident.ts';
import { commsLeadRole, needsCommsLead } from '../people/roles.ts';
import { isOpen } from '../status.ts';
import type { Reminder } from './reminder.ts';

/**
 * Whether the deadline `due` is still current: one that has moved since belongs to another command, so the record,
 * not the timer, decides.
 */
export function stillPromised(incident: Incident, { type, due }: ClockCommand): boolean {
  if (!isOpen(incident.status)) return false;
  if (type === 'remind') return incident.remindAt === due;
  if (type === 'check_comms_lead') return commsLeadDue(incident) === due;
  return incident.respondBy === due && incident.commander === null && incident.calledOutAt === null;
}

/** When people are to be nudged that there is no comms lead, UTC ms; null if they aren't, or no longer. */
function commsLeadDue(incident: Incident): Millis | null {
  const { commsNudge, roles } = incident;
  const wanted = needsCommsLead(incident) && !roles.has(commsLeadRole);
  return wanted && commsNudge?.state === 'due' ? commsNudge.at : null;
}

/** Whether a reminder's deadline still holds: a snooze only moves the next reminder. */
export const isReminderOwed = ({ answer }: Pick<Reminder, 'answer'>): boolean =>
  answer === null || answer === 'snoozed';

/** Whether the next reminder counts from the previous one or from a snooze, so that people weren't told its time. */
export const isRepetition = ({ reminder }: Pick<Incident, 'reminder'>): boolean =>
  reminder !== null && isReminderOwed(reminder);

/**
 * Whether the next reminder's time was set by a clock that has been set back since: the last recorded time is later
 * than `at` (UTC ms), and so is the wait that started with it.
 */
export function countedAhead(incident: Incident, at: number): boolean {
  const { recordedAt, remindAt } = incident;
  return isRepetition(incident) && remindAt !== null && at < recordedAt && recordedAt < remindAt;
}

/** Whether a clock's command comes before its time. */
export function isEarly(incident: Incident, { type, due }: ClockCommand, at: number): boolean {
  return due > at && !(type === 'remind' && countedAhead(incident, at));
}

/** How many reminders of the current deadline there have been. */
export const timesReminded = ({ reminder }: Pick<Incident, 'reminder'>): number =>
  reminder && isReminderOwed(reminder) ? reminder.times : 0;

/** Since when the update is overdue at `now`, UTC ms; null if it isn't. Once recorded, it stays so. */
export function overdueSince(
  { status, nextUpdateAt, reminder }: Pick<Incident, 'status' | 'nextUpdateAt' | 'reminder'>,
  now: number,
): Millis | null {
  if (!isOpen(status) || nextUpdateAt === null) return null;
  const reminded = reminder?.promised === nextUpdateAt && isReminderOwed(reminder);
  return nextUpdateAt <= now || reminded ? nextUpdateAt : null;
}
