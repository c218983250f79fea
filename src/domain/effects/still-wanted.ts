import { type DiagnosisEntry, latestDiagnosis, nobodyHasSeenOne } from '../incident/diagnoses.ts';
import { carrierPosted } from '../incident/ending/documents.ts';
import { type Incident, isFollowed, noticeHolds } from '../incident/incident.ts';
import type { FactCommand } from '../incident/learned/fact-commands.ts';
import { broughtIn } from '../incident/people/brought-in.ts';
import { callIsDue, oncallOf } from '../incident/people/oncall.ts';
import { isFinal, isOpen } from '../incident/status.ts';
import { sameVerdict } from '../watch/verdict.ts';
import { hasCanvas } from './canvas-effects.ts';
import type { Effect } from './effects.ts';
import { roleTakenBy } from './role-effects.ts';

/**
 * Whether an effect is still wanted. It was queued earlier: a Slack outage, a restart, or a revival may have come in
 * between. An unwanted effect is settled silently, or corrected if an attempt may have arrived (see `isPutRight`).
 * Asked before every attempt. Pure.
 */
export function stillWanted(incident: Incident, effect: Effect): boolean {
  switch (effect.type) {
    case 'call_out':
    case 'offer_resolve':
    case 'tell_flapping': {
      // A posted one shows the current state.
      const notice = incident.notices.get(effect.of);
      return notice !== undefined && (notice.ts !== null || noticeHolds(incident, notice));
    }
    case 'sync_reminder': {
      const { reminder } = incident;
      // One that was replaced says how it was answered, where it was posted.
      if (reminder?.seq !== effect.of) return true;
      return reminder.ts !== null || reminder.replaces !== null || reminder.answer === null;
    }
    case 'sync_diagnosis': {
      // A later one has taken over its message, or it has long been history.
      const entry = incident.diagnoses.get(effect.of);
      return entry !== undefined && (entry.ts !== null || isNews(incident, entry));
    }
    // One that stands is emptied.
    case 'announce':
      return incident.privateTo === null || incident.announcement !== null;
    // These tell of it outside its channel.
    case 'tell_source':
    case 'send_copy':
      return incident.privateTo === null;
    case 'tell_end':
      return incident.privateTo === null && !incident.changes.overtaken.has(effect.of);
    case 'post_change':
      return !incident.changes.overtaken.has(effect.of);
    case 'mention_oncall':
      return isOpen(incident.status);
    case 'call_oncall': {
      const call = oncallOf(incident, effect.of);
      return call !== null && callIsDue(incident, call);
    }
    case 'brief_role':
      return !isFinal(incident.status) && roleTakenBy(incident, effect.of) !== null;
    case 'tell_original':
      return incident.privateTo === null && incident.pointers.get(effect.original) === effect.of;
    case 'capture_message':
      return !incident.captured.has(effect.ts);
    case 'follow_message':
      return incident.captured.has(effect.ts) && isFollowed(incident, effect.ts);
    case 'run_triage':
      return !isFinal(incident.status);
    case 'check_again':
      return isOpen(incident.status);
    case 'publish_postmortem': {
      // It shows the record as it is by then: one file is enough for everything that it has.
      const { status, publication } = incident;
      return status === 'CLOSED' && effect.of > (publication.shownTo ?? 0);
    }
    // Of one that stands in a channel that the incident has left, nothing is shown any more.
    case 'sync_postmortem':
      return carrierPosted(incident, effect.of) !== null;
    case 'sync_canvas':
      return hasCanvas(incident);
    case 'tell_story':
      return !isFinal(incident.status) && incident.drill?.partsTold === effect.part;
    // An adopted channel's topic belongs to its members.
    case 'set_topic':
      return !incident.adopted;
    // Participants may want to read it after the close. Into a private channel nobody is brought for an earlier reason.
    case 'invite':
      return incident.privateTo === null || broughtIn(incident).includes(effect.user);
    case 'ensure_channel':
    case 'sync_headline':
    case 'pin_headline':
    case 'sync_bookmarks':
    case 'tell_left_out':
    case 'remind_items':
    case 'summarize_items':
    case 'send_brief':
    case 'learn_names':
    case 'sync_details':
    case 'sync_checks':
    case 'post_review':
    case 'erase_deleted':
    case 'follow_duplicate':
    case 'tell_duplicates':
    case 'hide_original':
    case 'take_back':
    case 'tell_setback':
      return true;
    // The record itself judges these, by the time and the status too.
    case 'wake':
    case 'check_response':
    case 'check_comms_lead':
    case 'take_up':
      return true;
  }
}

/**
 * Whether an unwanted effect must look for what an attempt may have left in Slack without its response arriving, and
 * correct that: a message edited in place is edited as it would have been, a verdict or a change is recorded as
 * posted, and a drill event counts as posted. Messages posted once stay as they are, and other effects can have left
 * nothing. Pure.
 */
export function isPutRight({ type }: Effect): boolean {
  switch (type) {
    case 'sync_reminder':
    case 'sync_diagnosis':
    case 'post_change':
    case 'tell_story':
    case 'call_out':
    case 'offer_resolve':
    case 'tell_flapping':
    case 'announce':
      return true;
    case 'invite':
    case 'tell_source':
    case 'send_copy':
    case 'tell_end':
    case 'brief_role':
    case 'call_oncall':
    case 'mention_oncall':
    case 'tell_original':
    case 'publish_postmortem':
    case 'sync_postmortem':
    // A canvas without an answer is found in its channel.
    case 'sync_canvas':
    case 'set_topic':
      return false;
    // These do nothing in Slack.
    case 'capture_message':
    case 'follow_message':
    case 'run_triage':
    case 'check_again':
    case 'learn_names':
    case 'wake':
    case 'check_response':
    case 'check_comms_lead':
    case 'take_up':
    case 'follow_duplicate':
    case 'tell_duplicates':
    case 'hide_original':
      return false;
    // These are always wanted.
    case 'ensure_channel':
    case 'sync_headline':
    case 'pin_headline':
    case 'sync_bookmarks':
    case 'tell_left_out':
    case 'remind_items':
    case 'summarize_items':
    case 'send_brief':
    case 'sync_details':
    case 'sync_checks':
    case 'post_review':
    case 'erase_deleted':
    case 'take_back':
    case 'tell_setback':
      return false;
  }
}

/**
 * What the record notes about an effect that is dropped as unwanted: for a change, so that a later one's line can
 * start from what people last heard. Pure.
 */
export const skippedFact = (effect: Effect): FactCommand | null =>
  effect.type === 'post_change' ? { type: 'record_change_left_out', of: effect.of } : null;

/**
 * Whether a verdict that nobody has seen yet should be posted: only the latest, as long as the checks still say so,
 * the incident hasn't ended since, and the last one in the channel isn't the same. While they go back and forth, only
 * that is news, unless people have seen no verdict yet.
 */
function isNews(incident: Incident, entry: DiagnosisEntry): boolean {
  const { flapping, degraded } = incident;
  if (entry !== latestDiagnosis(incident)) return false;
  if (!isStillSo(incident, entry)) return false;
  if (entry.seq < (degraded.keys().at(-1) ?? 0)) return false;
  if (repeatsPosted(incident, entry)) return false;
  return flapping === null || entry.seq > flapping.seq || nobodyHasSeenOne(incident);
}

/**
 * Whether a verdict that nobody asked for is the same as the last one in the channel, because those in between never
 * got there. After a reopening, earlier ones don't count. Pure.
 */
export function repeatsPosted(
  { diagnoses, degraded }: Pick<Incident, 'diagnoses' | 'degraded'>,
  { seq, asked, ts, diagnosis }: DiagnosisEntry,
): boolean {
  if (asked || ts !== null) return false;
  const last = [...diagnoses.values()].findLast((one) => one.ts !== null && one.seq < seq);
  if (!last || last.seq < (degraded.keys().at(-1) ?? 0)) return false;
  return last.diagnosis.leaf === diagnosis.leaf;
}

/** Whether the checks still say so. */
function isStillSo({ stretches }: Incident, { diagnosis }: DiagnosisEntry): boolean {
  const now = stretches.at(-1);
  return now !== undefined && sameVerdict(now, diagnosis);
}
