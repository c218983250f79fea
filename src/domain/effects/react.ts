import { latestDiagnosis, suggestsAnother } from '../incident/diagnoses.ts';
import { originalOf } from '../incident/ending/cancellation.ts';
import { isEntryEvent, type Recorded } from '../incident/events/events.ts';
import type { Incident } from '../incident/incident.ts';
import { isOpen } from '../incident/status.ts';
import {
  buttonsMoved,
  cardChanged,
  isTurn,
  noticesTouched,
  settledIn,
  syncedChecks,
  unseenVerdict,
} from './channel-effects.ts';
import { documentEffects } from './document-effects.ts';
import type { Effect } from './effects.ts';
import { isTold } from './entry-effects.ts';
import { armed, checkAgainAt, disarmed, nextPart, type Owed } from './owed.ts';
import { madePrivate, originalUnnamed, withoutNews } from './private-effects.ts';
import { namesLearned, roleEffects } from './role-effects.ts';
import { asAsked } from './unasked.ts';

/**
 * The consequences of each event, by the incident after it: the table of contents of what the bot does. Pure. Effects
 * that need the incident channel are queued when the channel is ready, and by nothing before that.
 */
export function react(incident: Incident, recorded: Recorded): readonly Owed[] {
  const notices = noticesTouched(incident, recorded);
  const owed = [
    ...consequences(incident, recorded),
    ...notices.map((effect): Owed => ({ owe: effect, due: recorded.at })),
    ...nextPart(incident, recorded),
    ...documentEffects(incident, recorded),
    ...roleEffects(incident, recorded),
    ...namesLearned(incident, recorded),
  ];
  return asAsked(incident, recorded, withoutNews(incident, recorded, owed));
}

function consequences(incident: Incident, { event, seq, at, by }: Recorded): readonly Owed[] {
  const now = (effect: Effect): Owed => ({ owe: effect, due: at });
  const inChannel = (...effects: Effect[]): Owed[] => (incident.channel ? effects.map(now) : []);
  const headlineShown = inChannel({ type: 'sync_headline' });
  const shown = [...headlineShown, now({ type: 'announce' })];
  const change = inChannel({ type: 'post_change', of: seq });
  const reminderShown = incident.reminder
    ? inChannel({ type: 'sync_reminder', of: incident.reminder.seq })
    : [];
  // A pending one names who is asked.
  const askedAnew = incident.reminder?.answer === null ? reminderShown : [];
  // The latest verdict has the button for the suggested severity, depending on the incident's severity.
  const latest = latestDiagnosis(incident);
  const buttonShown = latest ? inChannel({ type: 'sync_diagnosis', of: latest.seq }) : [];
  const suggestionShown = latest && suggestsAnother(incident, latest) ? buttonShown : [];
  const undid = event.type === 'reopened' ? incident.turned?.undid : null;
  // The incident that it's a duplicate of, or was until the reopening.
  const original = originalOf({ cancellation: undid ?? incident.cancellation });
  const originalTold = original ? [now({ type: 'tell_original', of: seq, original })] : [];
  // For a cancelled incident, the topic says so.
  const topicShown = inChannel({ type: 'set_topic' });
  const cardShown = inChannel(...cardChanged(incident));
  switch (event.type) {
    case 'opened':
      return [
        ...(event.adopted ? settledIn(incident).map(now) : [now({ type: 'ensure_channel' })]),
        now({ type: 'announce' }),
        ...(event.source ? [now({ type: 'tell_source' })] : []),
        now({ type: 'run_triage' }),
        ...armed(incident, at),
      ];
    case 'channel_ready':
      return [...settledIn(incident).map(now), now({ type: 'announce' }), ...armed(incident, at)];
    case 'made_private':
      return madePrivate(incident, { event, seq }).map(now);
    case 'original_made_private':
      return [...shown, ...originalUnnamed(incident, { event, seq }).map(now)];
    case 'announced':
      return incident.privateTo === null ? [] : [now({ type: 'announce' })];
    case 'headline_posted':
      return inChannel({ type: 'pin_headline' }, { type: 'sync_bookmarks' });
    case 'update_posted':
      return [...shown, ...change, ...reminderShown, ...armed(incident, at)];
    case 'declaration_corrected':
      return [
        ...shown,
        ...change,
        ...topicShown,
        ...buttonShown,
        ...askedAnew,
        ...(event.commander ? inChannel({ type: 'invite', user: event.commander }) : []),
        ...armed(incident, at),
        ...checkAgainAt(isOpen(incident.status) ? at : null),
      ];
    case 'resolution_corrected':
      return [...change, now({ type: 'announce' })];
    case 'review_corrected':
      return [now({ type: 'publish_postmortem', of: seq }), now({ type: 'announce' })];
    case 'title_changed':
      return [...shown, ...change, ...topicShown];
    case 'start_corrected':
      return [...shown, ...change];
    case 'link_added':
      return [...headlineShown, ...change, ...inChannel({ type: 'sync_bookmarks' })];
    case 'severity_changed':
      return [
        ...shown,
        ...change,
        ...topicShown,
        ...buttonShown,
        ...armed(incident, at),
        ...checkAgainAt(isOpen(incident.status) ? at : null),
      ];
    case 'commander_assigned':
      return [
        ...inChannel({ type: 'invite', user: event.user }),
        ...shown,
        ...change,
        ...askedAnew,
        ...armed(incident, at),
      ];
    case 'commander_lost':
      return [...inChannel({ type: 'call_out', of: seq }), ...shown, ...askedAnew, ...armed(incident, at)];
    case 'commander_vacated':
      return [...shown, ...change, ...askedAnew, ...armed(incident, at)];
    case 'role_assigned':
      return [
        ...(event.user ? inChannel({ type: 'invite', user: event.user }) : []),
        ...headlineShown,
        ...change,
      ];
    case 'caught_up':
      return event.asked ? [] : inChannel({ type: 'send_brief', of: seq });
    case 'oncall_needed':
      return inChannel({ type: 'call_oncall', of: seq });
    case 'oncall_called':
      return [
        ...inChannel({ type: 'mention_oncall', of: seq }),
        ...(event.leftOut.length > 0 ? [now({ type: 'tell_left_out', of: seq })] : []),
      ];
    case 'role_lost':
      return [...headlineShown, ...change];
    case 'triage_requested':
      return [now({ type: 'run_triage' })];
    case 'diagnosed':
      return [
        ...inChannel({ type: 'sync_diagnosis', of: seq }),
        ...inChannel(...buttonsMoved(incident)),
        ...cardShown,
        ...shown,
        ...checkAgainAt(event.nextCheckAt),
      ];
    case 'checked':
      return [
        ...(event.calmed || isTurn(incident) ? [...inChannel(...unseenVerdict(incident)), ...shown] : []),
        ...cardShown,
        ...checkAgainAt(event.nextCheckAt),
      ];
    case 'flapping':
      return [...inChannel({ type: 'tell_flapping', of: seq }), ...cardShown];
    case 'recovered':
      return inChannel({ type: 'offer_resolve', of: seq });
    case 'step_ticked':
      return inChannel({ type: 'sync_diagnosis', of: event.of }, { type: 'sync_details', of: event.of });
    case 'reminded':
      return [...inChannel({ type: 'sync_reminder', of: seq }), ...shown, ...armed(incident, at)];
    case 'comms_lead_missing':
    case 'request_id_seen':
      return headlineShown;
    case 'snoozed':
      return [...headlineShown, ...reminderShown, ...armed(incident, at)];
    case 'response_overdue':
      return [...inChannel({ type: 'call_out', of: seq }), now({ type: 'announce' })];
    case 'message_marked':
      return [now({ type: 'capture_message', ts: event.ts })];
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
        ...(undid ? topicShown : []),
        ...originalTold,
        now({ type: 'tell_end', of: seq }),
        ...change,
        ...suggestionShown,
        now({ type: 'run_triage' }),
        ...armed(incident, at),
      ];
    case 'setback':
      return by.kind === 'bot' && event.effect !== 'tell_setback'
        ? [now({ type: 'tell_setback', of: seq })]
        : [];
    case 'diagnosis_posted':
      return inChannel({ type: 'sync_details', of: event.of }, { type: 'sync_bookmarks' });
    case 'postmortem_posted':
      return [...inChannel({ type: 'sync_bookmarks' }), now({ type: 'announce' })];
    case 'entry_edited':
    case 'entry_hidden':
    case 'entry_restored':
    case 'action_item_added':
    case 'action_item_edited':
    case 'action_item_done':
    case 'action_item_reopened':
    case 'action_item_dropped':
      return [...(isTold(event, by) ? change : []), ...(isEntryEvent(event) ? shown : [])];
    case 'change_left_out':
    case 'checks_posted':
    case 'copy_asked':
    case 'copy_sent':
    case 'details_posted':
    case 'duplicate_changed':
    case 'note_added':
    case 'notice_posted':
    case 'reminder_posted':
    case 'message_captured':
    case 'setback_over':
    case 'story_told':
      return [];
  }
}
