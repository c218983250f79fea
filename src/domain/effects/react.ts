import { isEntryEvent, type Recorded } from '../incident/events/events.ts';
import type { Incident } from '../incident/incident.ts';
import { isOpen } from '../incident/status.ts';
import { canvasEffects } from './canvas-effects.ts';
import { buttonsMoved, isTurn, noticesTouched, settledIn, unseenVerdict } from './channel-effects.ts';
import { documentEffects } from './document-effects.ts';
import { endingEffects } from './ending-effects.ts';
import { isTold } from './entry-effects.ts';
import { armed, checkAgainAt, nextPart, type Owed } from './owed.ts';
import { madePrivate, originalUnnamed, withoutNews } from './private-effects.ts';
import { namesLearned, roleEffects } from './role-effects.ts';
import { showing } from './showing.ts';
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
    ...canvasEffects(incident, recorded),
    ...roleEffects(incident, recorded),
    ...namesLearned(incident, recorded),
  ];
  return asAsked(incident, recorded, withoutNews(incident, recorded, owed));
}

function consequences(incident: Incident, recorded: Recorded): readonly Owed[] {
  const { event, seq, at, by } = recorded;
  const show = showing(incident, recorded);
  const { now, inChannel, change, shown, headlineShown, askedAnew, buttonShown, topicShown, cardShown } =
    show;
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
      return [...shown, ...change, ...show.reminderShown, ...armed(incident, at)];
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
    case 'title_changed':
      return [...shown, ...change, ...topicShown];
    case 'start_corrected':
    case 'time_corrected':
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
      return [...headlineShown, ...show.reminderShown, ...armed(incident, at)];
    case 'response_overdue':
      return [...inChannel({ type: 'call_out', of: seq }), now({ type: 'announce' })];
    case 'message_marked':
      return [now({ type: 'capture_message', ts: event.ts })];
    case 'resolved':
    case 'resolution_corrected':
    case 'cancelled':
    case 'duplicate_marked':
    case 'cancellation_corrected':
    case 'closed':
    case 'review_corrected':
    case 'postmortem_posted':
    case 'reopened':
      return endingEffects(incident, { ...recorded, event }, show);
    case 'setback':
      return by.kind === 'bot' && event.effect !== 'tell_setback'
        ? [now({ type: 'tell_setback', of: seq })]
        : [];
    case 'diagnosis_posted':
      return inChannel({ type: 'sync_details', of: event.of }, { type: 'sync_bookmarks' });
    case 'entry_edited':
    case 'entry_hidden':
    case 'entry_restored':
    case 'action_item_added':
    case 'action_item_edited':
    case 'action_item_done':
    case 'action_item_reopened':
    case 'action_item_dropped':
      return [...(isTold(event, by) ? change : []), ...(isEntryEvent(event) ? shown : [])];
    case 'canvas_left_out':
      return change;
    case 'checks_posted':
      // Nothing is queued for a run that was recorded while the first card was being posted.
      return incident.checks.length > 2 && !event.anew ? cardShown : [];
    case 'canvas_synced':
    case 'change_left_out':
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
