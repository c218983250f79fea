import type { EffectTable, Handler } from '../../app/worker/attempt.ts';
import { done } from '../../app/worker/outcome.ts';
import type { recordEffects } from '../../app/worker/record-effects.ts';
import type { Effect } from '../../domain/effects/effects.ts';
import { peopleOfItems } from '../../domain/records/items/item-words.ts';
import { learnNames } from '../api/display-names.ts';
import { syncBookmarks } from './bookmarks.ts';
import { captureMessage, followMessage } from './capture.ts';
import { ensureChannel, invite, setTopic } from './channel.ts';
import { syncDetails, syncDiagnosis } from './diagnosis.ts';
import { eraseDeleted } from './documents/erase-deleted.ts';
import { syncPostmortem } from './documents/postmortem-carrier.ts';
import { sendCopy } from './documents/postmortem-copy.ts';
import { publishPostmortem } from './documents/postmortem-file.ts';
import { syncCanvas } from './documents/sync-canvas.ts';
import { postReview, tellStory } from './drill.ts';
import { hideOriginal, tellOriginal } from './duplicate.ts';
import { type EffectContext, withSlack } from './effect-context.ts';
import { remindItems, summarizeItems } from './items/remind-items.ts';
import { announce, pinHeadline, syncChecks, syncHeadline } from './living-messages.ts';
import { syncNotice } from './notices/notice.ts';
import { syncProposal } from './notices/proposal.ts';
import { syncReminder } from './notices/reminder.ts';
import { syncSetback } from './notices/setback.ts';
import { postChange, tellEnd, tellSource } from './one-time-messages.ts';
import { sendBrief } from './people/catch-up.ts';
import { callOncall, mentionOncall, tellLeftOut } from './people/oncall.ts';
import { briefRole } from './people/role-brief.ts';
import { takeBack } from './take-back.ts';

/** The handlers of the effects that are carried out in Slack. */
export const slackEffects = (
  context: EffectContext,
): Omit<EffectTable, keyof ReturnType<typeof recordEffects> | 'run_triage' | 'check_again'> => {
  const background = { ...context, client: context.backgroundClient };
  /** Effects that people sometimes wait for, and sometimes nobody does. */
  const either = <E extends Effect>(make: (context: EffectContext) => Handler<E>): Handler<E> => {
    const [waitedFor, unasked] = [make(context), make(background)];
    return (job) => (job.claim.background ? unasked : waitedFor)(job);
  };
  return {
    ensure_channel: ensureChannel(context),
    invite: invite(context),
    set_topic: setTopic(context),
    sync_headline: either(syncHeadline),
    pin_headline: pinHeadline(context),
    sync_bookmarks: syncBookmarks(background),
    announce: either(announce),
    tell_source: tellSource(context),
    take_back: takeBack(context),
    tell_end: tellEnd(context),
    tell_original: tellOriginal(context),
    hide_original: hideOriginal(context),
    learn_names: withSlack(background, async ({ incident }) => {
      await learnNames(background.client, context.store, [
        ...incident.people.keys(),
        ...peopleOfItems(incident),
      ]);
      return done();
    }),
    sync_diagnosis: either(syncDiagnosis),
    sync_details: either(syncDetails),
    sync_checks: syncChecks(background),
    tell_flapping: either(syncNotice),
    sync_reminder: syncReminder(context),
    call_out: syncNotice(context),
    offer_resolve: either(syncNotice),
    post_change: postChange(context),
    capture_message: captureMessage(context),
    follow_message: followMessage(context),
    erase_deleted: eraseDeleted(background),
    publish_postmortem: publishPostmortem(context),
    sync_postmortem: syncPostmortem(context),
    sync_canvas: syncCanvas(background),
    send_copy: sendCopy(context),
    call_oncall: callOncall(context),
    mention_oncall: mentionOncall(context),
    tell_left_out: tellLeftOut(context),
    remind_items: remindItems(background),
    summarize_items: summarizeItems(background),
    send_brief: sendBrief(context),
    brief_role: briefRole(context),
    tell_setback: syncSetback(context),
    tell_story: tellStory(context),
    post_review: postReview(context),
    sync_proposal: syncProposal(context),
  };
};
