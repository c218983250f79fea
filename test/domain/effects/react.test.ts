import { describe, expect, test } from 'vitest';
import type { IncidentEvent } from '../../../src/domain/incident/events/events.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { consequences } from '../support/consequences.ts';
import {
  announced,
  channelReady,
  headlinePosted,
  noteAdded,
  opened,
  reminded,
  severityChanged,
  updatePosted,
} from '../support/events.ts';
import { alice, minute, ts } from '../support/fixtures.ts';
import type { Past } from '../support/given.ts';

const taken: IncidentEvent = { type: 'commander_assigned', user: alice, previous: null };
const overdue: IncidentEvent = { type: 'response_overdue', due: minute(15) };
const snoozed: IncidentEvent = { type: 'snoozed', until: minute(48) };
const here = [opened(), channelReady(), headlinePosted()];

describe('In the channel, each event queues', () => {
  test.each<[string, Past[], string[]]>([
    [
      'a headline is pinned, and the channel gets its bookmarks',
      [],
      ['pin_headline @0', 'sync_bookmarks @0'],
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
      'another time that figures count from is told, and moves no promise',
      [{ type: 'time_corrected', time: 'mitigated', from: null, to: minute(-5) }],
      ['sync_headline @0', 'announce @0', 'post_change 4 @0'],
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

  test('effects dated at the time of the event', () => {
    expect(consequences(...here, { event: { type: 'triage_requested' }, at: minute(9) })).toEqual([
      'run_triage @9',
    ]);
  });
});
