import { evolve } from '../evolve/evolve.ts';
import type { Recorded } from '../incident/events/events.ts';
import type { ChannelId, MessageTs } from '../incident/ids.ts';
import type { Incident } from '../incident/incident.ts';
import type { Reminder } from '../incident/promises/reminder.ts';

/**
 * The final state of the reminder of the event `of`, if it was replaced or dropped. Null if the record has none, or
 * if the incident has moved to `channel` since. Pure.
 */
export function formerReminder(events: readonly Recorded[], of: number, channel: ChannelId): Reminder | null {
  let incident: Incident | null = null;
  let last: Reminder | null = null;
  let ts: MessageTs | null = null;
  for (const recorded of events) {
    const { seq, event } = recorded;
    incident = evolve(incident, recorded);
    if (incident.reminder?.seq === of) last = incident.reminder;
    if (event.type === 'reminder_posted' && event.of === of) ts = event.ts;
    if (seq > of && event.type === 'channel_ready' && event.channel === channel) return null;
  }
  return last && { ...last, ts };
}
