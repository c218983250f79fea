import type { EventOf } from '../incident/events/events.ts';
import type { Millis } from '../incident/ids.ts';
import type { Incident } from '../incident/incident.ts';
import { isReminderOwed, timesReminded } from '../incident/promises/deadlines.ts';
import type { Reminder } from '../incident/promises/reminder.ts';

/** The reminder after something that answers it; an answered one keeps its answer. */
export const reminderAfter = (before: Incident, answer: Reminder['answer']): Reminder | null =>
  before.reminder && isReminderOwed(before.reminder) ? { ...before.reminder, answer } : before.reminder;

/** The reminder of a deadline that has come; it replaces an unanswered previous one. */
export function nextReminder(before: Incident, seq: number, due: Millis): Reminder {
  const { reminder, nextUpdateAt } = before;
  const earlier = reminder && isReminderOwed(reminder) ? reminder : null;
  return {
    seq,
    due,
    promised: nextUpdateAt ?? due,
    times: timesReminded(before) + 1,
    replaces: earlier?.ts ?? earlier?.replaces ?? null,
    ts: null,
    answer: null,
  };
}

/** Where a reminder was posted; for the previous one, this may become known only after the next is due. */
export function reminderStands(reminder: Reminder, { of, ts }: EventOf<'reminder_posted'>): Reminder {
  if (of === reminder.seq) return { ...reminder, ts };
  return reminder.times > 1 && reminder.ts === null ? { ...reminder, replaces: ts } : reminder;
}

/** A new severity can move a future deadline earlier; if it's missed, the next reminder. */
export function promisedAnew(
  { nextUpdateAt, remindAt }: Incident,
  event: Pick<EventOf<'severity_changed'>, 'nextUpdateAt' | 'remindAt'>,
  at: Millis,
): Partial<Incident> {
  if (nextUpdateAt === null) return {};
  if (nextUpdateAt > at) return { nextUpdateAt: event.nextUpdateAt, remindAt: event.nextUpdateAt };
  const again = event.remindAt ?? event.nextUpdateAt;
  return { remindAt: again > at && (remindAt === null || again < remindAt) ? again : remindAt };
}
