import type { EventOf } from '../incident/events/events.ts';
import type { Millis } from '../incident/ids.ts';
import type { Incident } from '../incident/incident.ts';
import { isReminderOwed, timesReminded } from '../incident/promises/deadlines.ts';
import type { Reminder } from '../incident/promises/reminder.ts';

/** The reminder after something that answers it; one that is answered already keeps its answer. */
export const reminderAfter = (before: Incident, answer: Reminder['answer']): Reminder | null =>
  before.reminder && isReminderOwed(before.reminder) ? { ...before.reminder, answer } : before.reminder;

/** The reminder of a promise that has come due; it replaces the one before that nobody answered. */
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

/** Where a reminder stands; of the one before it that can be known only when the next has come due. */
export function reminderStands(reminder: Reminder, { of, ts }: EventOf<'reminder_posted'>): Reminder {
  if (of === reminder.seq) return { ...reminder, ts };
  return reminder.times > 1 && reminder.ts === null ? { ...reminder, replaces: ts } : reminder;
}

/** Another severity can bring a promise forward that is still to come; of one that is missed, the next reminder. */
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
