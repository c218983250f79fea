import type { ClockCommand } from '../incident/commands.ts';
import type { Millis } from '../incident/ids.ts';
import type { Incident, Reminder } from '../incident/incident.ts';
import { isOpen } from '../incident/status.ts';
import type { Effect } from './effects.ts';

/**
 * Whether what was promised for `due` still runs: a time that has moved since is not this command's any more, so the
 * record, not the timer, decides.
 */
export function stillPromised(incident: Incident, { type, due }: ClockCommand): boolean {
  if (!isOpen(incident.status)) return false;
  if (type === 'remind') return incident.remindAt === due;
  return incident.respondBy === due && incident.commander === null && incident.calledOutAt === null;
}

/** Whether a reminder's promise is still owed: a snooze only moves the next reminder. */
export const isReminderOwed = ({ answer }: Pick<Reminder, 'answer'>): boolean =>
  answer === null || answer === 'snoozed';

/** How many reminders of the promise that runs there have been. */
export const timesReminded = ({ reminder }: Pick<Incident, 'reminder'>): number =>
  reminder && isReminderOwed(reminder) ? reminder.times : 0;

/** Since when the promised update is overdue at `now`, UTC ms; null while it is not. Once recorded it stays so. */
export function overdueSince(
  { status, nextUpdateAt, reminder }: Pick<Incident, 'status' | 'nextUpdateAt' | 'reminder'>,
  now: number,
): Millis | null {
  if (!isOpen(status) || nextUpdateAt === null) return null;
  const reminded = reminder?.promised === nextUpdateAt && isReminderOwed(reminder);
  return nextUpdateAt <= now || reminded ? nextUpdateAt : null;
}

/** The effect that gives a clock's command. */
export const promiseOf = ({ type, due }: ClockCommand): Effect => ({
  type: type === 'remind' ? 'wake' : type,
  due,
});
