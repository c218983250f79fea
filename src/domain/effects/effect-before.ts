import type { Incident } from '../incident/incident.ts';
import type { Effect } from './effects.ts';

/**
 * The effect that another waits for while it's pending; null for none. While a channel is being created, everything
 * in it waits. Changes are in the headline's thread, and the diagnosis and drill events below it, so they wait for
 * the first headline, but not for its edits.
 */
export function effectBefore({ headline }: Pick<Incident, 'headline'>, effect: Effect): Effect | null {
  switch (effect.type) {
    case 'ensure_channel':
    case 'announce':
    case 'wake':
    case 'check_response':
    case 'check_comms_lead':
    case 'run_triage':
    case 'check_again':
    case 'learn_names':
    case 'tell_setback':
    case 'remind_items':
    case 'summarize_items':
    case 'take_up':
    case 'tell_left_out':
    case 'send_copy':
    case 'follow_duplicate':
    case 'tell_duplicates':
    case 'tell_original':
      return null;
    // Whoever is being brought into the private channel keeps what they were told.
    case 'take_back':
      return effect.from.kind === 'direct' ? { type: 'invite', user: effect.from.user } : null;
    case 'post_change':
    case 'sync_diagnosis':
    case 'sync_details':
    case 'sync_checks':
    case 'tell_flapping':
    case 'tell_story':
    case 'mention_oncall':
      return headline ? { type: 'ensure_channel' } : { type: 'sync_headline' };
    // The file that replaces the deleted ones.
    case 'erase_deleted':
      return { type: 'publish_postmortem', of: effect.of };
    // Only a recorded message can be followed.
    case 'follow_message':
      return { type: 'capture_message', ts: effect.ts };
    // What may be on its way is edited once it's there.
    case 'hide_original':
      return { type: effect.told, of: effect.last };
    // It's posted in the announcement's thread.
    case 'tell_end':
      return { type: 'announce' };
    // It says what the checks say.
    case 'brief_role':
      return { type: 'run_triage' };
    case 'post_review':
      return { type: 'publish_postmortem', of: effect.of };
    case 'call_oncall':
    case 'send_brief':
    case 'tell_source':
    case 'invite':
    case 'set_topic':
    case 'sync_headline':
    case 'pin_headline':
    case 'sync_bookmarks':
    case 'offer_resolve':
    case 'sync_reminder':
    case 'call_out':
    case 'capture_message':
    case 'publish_postmortem':
    case 'sync_postmortem':
    case 'sync_canvas':
      return { type: 'ensure_channel' };
  }
}
