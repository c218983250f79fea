import type { EffectTable } from '../../app/worker/attempt.ts';
import { done } from '../../app/worker/outcome.ts';
import type { recordEffects } from '../../app/worker/record-effects.ts';
import { learnNames } from '../api/display-names.ts';
import { syncBookmarks } from './bookmarks.ts';
import { captureMessage } from './capture.ts';
import { ensureChannel, invite, setTopic } from './channel.ts';
import { syncDetails, syncDiagnosis } from './diagnosis.ts';
import { postReview, tellStory } from './drill.ts';
import { syncNotice } from './notice.ts';
import { publishPostmortem } from './postmortem-file.ts';
import { syncProposal } from './proposal.ts';
import { postChange, tellEnd, tellSetback } from './one-time-messages.ts';
import { type Setting, withSlack } from './effect-context.ts';
import { announce, pinHeadline, syncChecks, syncHeadline, syncReminder } from './living-messages.ts';

/** The effects that are done in Slack. */
export const slackEffects = (
  setting: Setting,
): Omit<EffectTable, keyof typeof recordEffects | 'run_triage' | 'check_again'> => {
  const background = { ...setting, client: setting.backgroundClient };
  return {
    ensure_channel: ensureChannel(setting),
    invite: invite(setting),
    set_topic: setTopic(setting),
    sync_headline: syncHeadline(setting),
    pin_headline: pinHeadline(setting),
    sync_bookmarks: syncBookmarks(background),
    announce: announce(setting),
    tell_end: tellEnd(setting),
    learn_names: withSlack(background, async ({ incident }) => {
      await learnNames(background.client, setting.store, incident.people.keys());
      return done();
    }),
    sync_diagnosis: syncDiagnosis(setting),
    sync_details: syncDetails(setting),
    sync_checks: syncChecks(background),
    tell_flapping: syncNotice(setting),
    sync_reminder: syncReminder(setting),
    call_out: syncNotice(setting),
    offer_resolve: syncNotice(setting),
    post_change: postChange(setting),
    capture_message: captureMessage(setting),
    publish_postmortem: publishPostmortem(setting),
    tell_setback: tellSetback(setting),
    tell_story: tellStory(setting),
    post_review: postReview(setting),
    sync_proposal: syncProposal(setting),
  };
};
