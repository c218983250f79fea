import { originalAt } from '../incident/ending/cancellation.ts';
import type { EventOf, Recorded } from '../incident/events/events.ts';
import type { Incident } from '../incident/incident.ts';
import { syncedChecks } from './channel-effects.ts';
import { armed, disarmed, type Owed } from './owed.ts';
import type { Showing } from './showing.ts';

type EndingEvent = EventOf<
  | 'resolved'
  | 'resolution_corrected'
  | 'cancelled'
  | 'duplicate_marked'
  | 'cancellation_corrected'
  | 'closed'
  | 'review_corrected'
  | 'postmortem_posted'
  | 'reopened'
>;

/** What follows from an incident's end, from its corrections, and from the reopening that undoes it. Pure. */
export function endingEffects(
  incident: Incident,
  { event, seq, at }: Recorded & { readonly event: EndingEvent },
  show: Showing,
): readonly Owed[] {
  const { now, inChannel, shown, change, topicShown, reminderShown, suggestionShown } = show;
  const original = originalAt(event, incident);
  const originalTold = original ? [now({ type: 'tell_original', of: seq, original })] : [];
  switch (event.type) {
    case 'resolution_corrected':
      return [...change, now({ type: 'announce' })];
    case 'review_corrected':
      return [now({ type: 'announce' })];
    case 'resolved':
      return [
        ...shown,
        now({ type: 'tell_end', of: seq }),
        ...change,
        ...reminderShown,
        ...inChannel(...syncedChecks(incident)),
        ...disarmed,
      ];
    case 'cancelled':
    case 'duplicate_marked':
      return [
        ...originalTold,
        ...shown,
        now({ type: 'tell_end', of: seq }),
        ...change,
        ...topicShown,
        ...reminderShown,
        ...suggestionShown,
        ...inChannel(...syncedChecks(incident)),
        ...disarmed,
      ];
    case 'cancellation_corrected':
      return [...shown, ...change];
    case 'closed':
      return [
        ...shown,
        now({ type: 'publish_postmortem', of: seq }),
        ...suggestionShown,
        ...(incident.drill ? [now({ type: 'post_review', of: seq })] : []),
        ...disarmed,
      ];
    case 'reopened':
      return [
        now({ type: 'ensure_channel' }),
        ...shown,
        ...(incident.turned?.undid ? topicShown : []),
        ...originalTold,
        now({ type: 'tell_end', of: seq }),
        ...change,
        ...suggestionShown,
        now({ type: 'run_triage' }),
        ...armed(incident, at),
      ];
    case 'postmortem_posted':
      return [...inChannel({ type: 'sync_bookmarks' }), now({ type: 'announce' })];
  }
}
