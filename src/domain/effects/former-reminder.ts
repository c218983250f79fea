import { evolve } from '../evolve/evolve.ts';
import type { Recorded } from '../incident/events/events.ts';
import type { ChannelId, MessageTs } from '../incident/ids.ts';
import type { Incident } from '../incident/incident.ts';
import type { Reminder } from '../incident/promises/reminder.ts';

/**
 * The reminder of the event `of` as it was last, where another has taken its place, or none. Null when the record has
 * none, or when the incident has come to `channel` since. Pure.
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
