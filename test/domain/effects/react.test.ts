import { describe, expect, test } from 'vitest';
import type { IncidentEvent } from '../../../src/domain/incident/events/events.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { consequences } from '../support/consequences.ts';
import { checkedAgain, diagnosed, healthy } from '../support/diagnoses.ts';
import {
  announced,
  cancelled,
  channelReady,
  closed,
  headlinePosted,
  noteAdded,
  opened,
  reminded,
  reopened,
  resolved,
  severityChanged,
  updatePosted,
} from '../support/events.ts';
import { alice, minute, ts } from '../support/fixtures.ts';
import type { Past } from '../support/given.ts';

const taken: IncidentEvent = { type: 'commander_assigned', user: alice, previous: null };
const overdue: IncidentEvent = { type: 'response_overdue', due: minute(15) };
const snoozed: IncidentEvent = { type: 'snoozed', until: minute(48) };
const shown: IncidentEvent = { type: 'diagnosis_posted', of: 4, ts: ts('5.5') };
const here = [opened(), channelReady(), headlinePosted()];

describe('what each event owes in the channel', () => {
  test.each<[string, Past[], string[]]>([
    [
      'a headline is pinned, and the channel gets its bookmarks',
      [],
      ['pin_headline @0', 'sync_bookmarks @0'],
    ],
    [
      'a posted diagnosis gets its details in its thread, and is bookmarked',
      [diagnosed(), { type: 'diagnosis_posted', of: 4, ts: ts('5.5') }],
      ['sync_details 4 @0', 'sync_bookmarks @0'],
    ],
    [
      'a posted postmortem is bookmarked, and the announcement leads to it',
      [closed(), { type: 'postmortem_posted', of: 4, file: 'F1' }],
      ['sync_bookmarks @0', 'announce @0'],
    ],
    [
      'an update shows everywhere and moves the reminder',
      [updatePosted()],
      ['sync_headline @0', 'announce @0', 'post_change 4 @0', 'wake @40', 'check_response @15'],
    ],
    [
      'another title shows in headline, announcement and topic',
      [{ type: 'title_changed', from: plainText('Inbox'), to: plainText('Webhooks') }],
      ['sync_headline @0', 'announce @0', 'post_change 4 @0', 'set_topic @0'],
    ],
    [
      'another start shows in headline and announcement, and moves no promise',
      [{ type: 'start_corrected', from: minute(0), to: minute(-5) }],
      ['sync_headline @0', 'announce @0', 'post_change 4 @0'],
    ],
    [
      'another start of a closed incident makes its postmortem anew',
      [closed(), { type: 'start_corrected', from: minute(0), to: minute(-5) }],
      ['sync_headline @0', 'announce @0', 'post_change 5 @0', 'publish_postmortem 5 @0'],
    ],
    [
      'a link is told once, and stands in headline and bookmarks',
      [{ type: 'link_added', url: 'https://docs.example/', title: null }],
      ['sync_headline @0', 'post_change 4 @0', 'sync_bookmarks @0'],
    ],
    [
      'a change of severity shows in the topic too',
      [severityChanged({ nextUpdateAt: minute(20) })],
      [
        'sync_headline @0',
        'announce @0',
        'post_change 4 @0',
        'set_topic @0',
        'wake @20',
        'check_response @15',
        'check_again @0',
      ],
    ],
    [
      'the button of a suggested severity follows it',
      [diagnosed(), shown, severityChanged({ nextUpdateAt: minute(20) })],
      [
        'sync_headline @0',
        'announce @0',
        'post_change 6 @0',
        'set_topic @0',
        'sync_diagnosis 4 @0',
        'wake @20',
        'check_response @15',
        'check_again @0',
      ],
    ],
    [
      'a commander is brought in, and nobody is called for any more',
      [taken],
      [
        `invite ${alice} @0`,
        'sync_headline @0',
        'announce @0',
        'post_change 4 @0',
        'wake @30',
        'drop check_response',
        'brief_role 4 @0',
      ],
    ],
    [
      'a request_id is shown',
      [{ type: 'request_id_seen', requestId: 'req_1', source: 'message', where: null }],
      ['sync_headline @0'],
    ],
    ['asking for triage runs it', [{ type: 'triage_requested' }], ['run_triage @0']],
    [
      'a diagnosis is shown, and the checks run again',
      [diagnosed()],
      ['sync_diagnosis 4 @0', 'sync_headline @0', 'announce @0', 'check_again @2'],
    ],
    [
      'another verdict shows on the card of the checks too',
      [diagnosed(), { ...diagnosed(healthy), changed: true }],
      ['sync_diagnosis 5 @0', 'sync_checks @0', 'sync_headline @0', 'announce @0', 'check_again @2'],
    ],
    [
      'the same verdict again shows on the card only',
      [diagnosed(), shown, checkedAgain({ nextCheckAt: minute(4) })],
      ['sync_checks @0', 'check_again @4'],
    ],
    [
      'a verdict that nobody has seen yet is to be seen when the checks say so again',
      [diagnosed(), checkedAgain({ leaf: 'slow' }), checkedAgain({ nextCheckAt: minute(4) })],
      ['sync_diagnosis 4 @0', 'sync_headline @0', 'announce @0', 'sync_checks @0', 'check_again @4'],
    ],
    [
      'a turn that is no verdict of its own shows in the headline and the announcement too',
      [diagnosed(), shown, checkedAgain(), checkedAgain({ leaf: 'healthy', owner: 'nobody' })],
      ['sync_headline @0', 'announce @0', 'sync_checks @0', 'check_again @4'],
    ],
    [
      'what Slack refuses is not owed anew at the pace of the checks',
      [diagnosed(), checkedAgain(), checkedAgain({ nextCheckAt: minute(4) })],
      ['check_again @4'],
    ],
    [
      'the last of the checks is followed by none',
      [diagnosed(), shown, checkedAgain({ nextCheckAt: null })],
      ['sync_checks @0'],
    ],
    [
      'checks that go back and forth are told of once',
      [diagnosed(), shown, checkedAgain(), { type: 'flapping', since: minute(0), changes: 3, between: [] }],
      ['tell_flapping 7 @0', 'sync_checks @0'],
    ],
    ['a recovery offers to resolve', [{ type: 'recovered', since: minute(0) }], ['offer_resolve 4 @0']],
    [
      'a ticked step shows on its own diagnosis and in the thread',
      [diagnosed(), { type: 'step_ticked', of: 4, step: 'back_off', title: 'Retry', done: true }],
      ['sync_diagnosis 4 @0', 'sync_details 4 @0'],
    ],
    [
      'a reminder is posted, and what stands says that the update is overdue',
      [reminded()],
      ['sync_reminder 4 @0', 'sync_headline @0', 'announce @0', 'check_response @15'],
    ],
    [
      'a snooze is shown on its reminder and moves the next one',
      [reminded(), snoozed],
      ['sync_headline @0', 'sync_reminder 4 @0', 'wake @48', 'check_response @15'],
    ],
    ['a missed response is called out once', [overdue], ['call_out 4 @0', 'announce @0']],
    [
      'a marked message is read',
      [{ type: 'message_marked', ts: ts('5.5'), via: 'pin' }],
      ['capture_message 5.5 @0'],
    ],
    [
      'a resolution ends both promises',
      [reminded(), resolved()],
      [
        'sync_headline @0',
        'announce @0',
        'tell_end 5 @0',
        'post_change 5 @0',
        'sync_reminder 4 @0',
        'drop wake',
        'drop check_response',
        'drop check_comms_lead',
        'drop check_again',
      ],
    ],
    [
      'a resolution shows on the card of the checks, also on one that is on its way',
      [diagnosed(), checkedAgain(), checkedAgain(), resolved()],
      [
        'sync_headline @0',
        'announce @0',
        'tell_end 7 @0',
        'post_change 7 @0',
        'sync_checks @0',
        'drop wake',
        'drop check_response',
        'drop check_comms_lead',
        'drop check_again',
      ],
    ],
    [
      'a cancelling ends both promises, and the topic says so',
      [reminded(), cancelled()],
      [
        'sync_headline @0',
        'announce @0',
        'tell_end 5 @0',
        'post_change 5 @0',
        'set_topic @0',
        'sync_reminder 4 @0',
        'drop wake',
        'drop check_response',
        'drop check_comms_lead',
        'drop check_again',
      ],
    ],
    [
      'a corrected reason is shown where the first one was',
      [cancelled(), { ...cancelled({ reason: 'mistake' }), type: 'cancellation_corrected' }],
      ['sync_headline @0', 'announce @0', 'post_change 5 @0'],
    ],
    [
      'a reopening takes the word out of the topic of one that was cancelled',
      [cancelled(), reopened()],
      [
        'ensure_channel @0',
        'sync_headline @0',
        'announce @0',
        'set_topic @0',
        'tell_end 5 @0',
        'post_change 5 @0',
        'run_triage @0',
        'wake @130',
        'check_response @115',
        'check_comms_lead @10',
      ],
    ],
    [
      'a corrected declaration without a commander shows on the reminder that names one',
      [
        reminded(),
        {
          type: 'declaration_corrected',
          title: opened().title,
          severity: 'P1',
          impact: null,
          commander: null,
          nextUpdateAt: minute(30),
          respondBy: minute(15),
        },
      ],
      [
        'sync_headline @0',
        'announce @0',
        'post_change 5 @0',
        'set_topic @0',
        'sync_reminder 4 @0',
        'wake @30',
        'check_response @15',
        'check_again @0',
      ],
    ],
    [
      'a close brings the postmortem',
      [resolved(), closed()],
      [
        'sync_headline @0',
        'announce @0',
        'publish_postmortem 5 @0',
        'drop wake',
        'drop check_response',
        'drop check_comms_lead',
        'drop check_again',
      ],
    ],
    [
      'a reopening makes sure of the channel and promises anew',
      [resolved(), reopened()],
      [
        'ensure_channel @0',
        'sync_headline @0',
        'announce @0',
        'tell_end 5 @0',
        'post_change 5 @0',
        'run_triage @0',
        'wake @130',
        'check_response @115',
        'check_comms_lead @10',
      ],
    ],
  ])('%s', (_name, past, owed) => {
    expect(consequences(...here, ...past)).toEqual(owed);
  });

  test.each<[Past]>([
    [announced()],
    [{ type: 'checks_posted', channel: channelReady().channel, ts: ts('5.6') }],
    [noteAdded('x')],
    [{ type: 'reminder_posted', of: 4, ts: ts('5.5') }],
    [{ type: 'message_captured', ts: ts('5.5'), author: alice, text: plainText('x'), link: null }],
  ])('nothing follows from %o', (event) => {
    expect(consequences(...here, event)).toEqual([]);
  });

  test('happens at the time of the event', () => {
    expect(consequences(...here, { event: { type: 'triage_requested' }, at: minute(9) })).toEqual([
      'run_triage @9',
    ]);
  });
});
