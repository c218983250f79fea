import { describe, expect, test } from 'vitest';
import { consequences } from '../support/consequences.ts';
import { checkedAgain, diagnosed } from '../support/diagnoses.ts';
import {
  cancelled,
  channelReady,
  closed,
  headlinePosted,
  opened,
  reminded,
  reopened,
  resolved,
} from '../support/events.ts';
import { minute } from '../support/fixtures.ts';
import type { Past } from '../support/given.ts';

const here = [opened(), channelReady(), headlinePosted()];

describe("In the channel, an incident's end or reopening queues", () => {
  test.each<[string, Past[], string[]]>([
    [
      'a posted postmortem is bookmarked, and the announcement leads to it',
      [closed(), { type: 'postmortem_posted', of: 4, file: 'F1' }],
      ['sync_bookmarks @0', 'announce @0', 'sync_postmortem 5 @0', 'sync_canvas @1'],
    ],
    [
      'another start of a closed incident makes its postmortem anew',
      [closed(), { type: 'start_corrected', from: minute(0), to: minute(-5) }],
      ['sync_headline @0', 'announce @0', 'post_change 5 @0', 'publish_postmortem 5 @10', 'sync_canvas @1'],
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
        'sync_canvas @0',
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
});
