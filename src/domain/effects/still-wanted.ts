import type { FactCommand } from '../incident/commands.ts';
import { type DiagnosisEntry, latestDiagnosis, nobodyHasSeenOne } from '../incident/diagnoses.ts';
import { type Incident, noticeHolds } from '../incident/incident.ts';
import { broughtIn } from '../incident/people/brought-in.ts';
import { callIsDue, oncallOf } from '../incident/people/oncall.ts';
import { isFinal, isOpen } from '../incident/status.ts';
import { sameVerdict } from '../watch/verdict.ts';
import type { Effect } from './effects.ts';
import { roleTakenBy } from './role-effects.ts';

/**
 * Whether what is owed is still to be done. It was decided earlier: an outage of Slack's, a restart or a revival may lie
 * between. What is not wanted any more is settled without a word, or put right where a try may have arrived (see
 * `isPutRight`). Asked before every try. Pure.
 */
export function stillWanted(incident: Incident, effect: Effect): boolean {
  switch (effect.type) {
    case 'call_out':
    case 'offer_resolve':
    case 'tell_flapping': {
      // One that stands says what is so now.
      const notice = incident.notices.get(effect.of);
      return notice !== undefined && (notice.ts !== null || noticeHolds(incident, notice));
    }
    case 'sync_reminder': {
      const { reminder } = incident;
      // One whose place another has taken says how it was answered, where it stands.
      if (reminder?.seq !== effect.of) return true;
      return reminder.ts !== null || reminder.replaces !== null || reminder.answer === null;
    }
    case 'sync_diagnosis': {
      // A later one has taken its message over, or it has long been history.
      const entry = incident.diagnoses.get(effect.of);
      return entry !== undefined && (entry.ts !== null || isNews(incident, entry));
    }
    // These tell of it outside its channel.
    case 'announce':
    case 'tell_source':
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
      return incident.captured.has(effect.ts);
    case 'run_triage':
      return !isFinal(incident.status);
    case 'check_again':
      return isOpen(incident.status);
    case 'publish_postmortem': {
      // It says what the record says by then: that of an earlier close would be the same file once more.
      const { status, closeSeq, correctionSeq } = incident;
      return status === 'CLOSED' && effect.of >= (correctionSeq ?? closeSeq ?? 0);
    }
    case 'tell_story':
      return !isFinal(incident.status) && incident.drill?.told === effect.part;
    // The topic of a channel of people's is theirs.
    case 'set_topic':
      return !incident.adopted;
    // Who took part may read on after the close. Into a private channel nobody is brought for an earlier reason.
    case 'invite':
      return incident.privateTo === null || broughtIn(incident).includes(effect.user);
    case 'ensure_channel':
    case 'sync_headline':
    case 'pin_headline':
    case 'sync_bookmarks':
    case 'tell_left_out':
    case 'send_brief':
    case 'learn_names':
    case 'sync_details':
    case 'sync_checks':
    case 'post_review':
    case 'erase_deleted':
    case 'send_copy':
    case 'tell_setback':
      return true;
    // The record judges these itself, by the time and the status as well.
    case 'wake':
    case 'check_response':
    case 'check_comms_lead':
    case 'take_up':
    case 'follow_duplicate':
      return true;
  }
}

/**
 * Whether what a try may have left in Slack, without anybody hearing of it, has to be looked for and put right when it
 * is not wanted any more: a message that stands is edited as it would have been, a verdict is known to stand, a change
 * is known to have been told, and a part of a story counts as told. What is said once stays as it was said, unheard or
 * not, and of everything else nothing can have been left. Pure.
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
      return true;
    case 'invite':
    case 'announce':
    case 'tell_source':
    case 'tell_end':
    case 'brief_role':
    case 'call_oncall':
    case 'mention_oncall':
    case 'tell_original':
    case 'publish_postmortem':
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
      return false;
    // These are always wanted.
    case 'ensure_channel':
    case 'sync_headline':
    case 'pin_headline':
    case 'sync_bookmarks':
    case 'tell_left_out':
    case 'send_brief':
    case 'sync_details':
    case 'sync_checks':
    case 'post_review':
    case 'erase_deleted':
    case 'send_copy':
    case 'tell_setback':
      return false;
  }
}

/**
 * What the record keeps of an effect that is not done because it is not wanted any more: of a change, so that the line of
 * a later one can say how it was when people last heard of it. Pure.
 */
export const skippedFact = (effect: Effect): FactCommand | null =>
  effect.type === 'post_change' ? { type: 'record_change_left_out', of: effect.of } : null;

/**
 * Whether a verdict that nobody has seen yet is to be said: of several the latest, as long as the checks still say so, the
 * incident has not ended since, and the last one in the channel is not the same. While they go back and forth, that alone is news, unless people have seen none yet.
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
 * Whether a verdict that nobody asked for is the one that stands in the channel as the last, because those between never
 * came there. After a reopening one of before says nothing. Pure.
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
