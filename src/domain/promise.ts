import type { ClockCommand } from './commands.ts';
import type { Effect } from './effects.ts';
import type { Incident } from './incident.ts';
import { isOpen } from './status.ts';

/**
 * Whether what was promised for `due` still runs: a time that has moved since is not this command's any more, so the
 * record, not the timer, decides.
 */
export function stillPromised(incident: Incident, { type, due }: ClockCommand): boolean {
  if (!isOpen(incident.status)) return false;
  if (type === 'remind') {
    const sent = incident.reminder?.due === due && incident.reminder.answer === null;
    return incident.nextUpdateAt === due && !sent;
  }
  return incident.respondBy === due && incident.commander === null && incident.calledOutAt === null;
}

/** The effect that gives a clock's command. */
export const promiseOf = ({ type, due }: ClockCommand): Effect => ({
  type: type === 'remind' ? 'wake' : type,
  due,
});
