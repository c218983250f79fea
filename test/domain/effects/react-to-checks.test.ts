import { describe, expect, test } from 'vitest';
import type { IncidentEvent } from '../../../src/domain/incident/events/events.ts';
import { consequences } from '../support/consequences.ts';
import { checkedAgain, diagnosed, healthy } from '../support/diagnoses.ts';
import { channelReady, headlinePosted, opened, severityChanged } from '../support/events.ts';
import { minute, ts } from '../support/fixtures.ts';
import type { Past } from '../support/given.ts';

const shown: IncidentEvent = { type: 'diagnosis_posted', of: 4, ts: ts('5.5') };
const cardPosted: IncidentEvent = { type: 'checks_posted', channel: channelReady().channel, ts: ts('5.6') };
const here = [opened(), channelReady(), headlinePosted()];

describe('In the channel, the checks queue', () => {
  test.each<[string, Past[], string[]]>([
    [
      'a posted diagnosis gets its details in its thread, and is bookmarked',
      [diagnosed(), { type: 'diagnosis_posted', of: 4, ts: ts('5.5') }],
      ['sync_details 4 @0', 'sync_bookmarks @0'],
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
      'a card that was posted with the second run shows what is known',
      [diagnosed(), checkedAgain(), cardPosted],
      [],
    ],
    [
      'a card is brought up to date if the checks ran again before it was posted',
      [diagnosed(), checkedAgain(), checkedAgain(), cardPosted],
      ['sync_checks @0'],
    ],
    [
      'a card that was posted in place of one that is gone is followed by nothing, or it would be for ever',
      [diagnosed(), checkedAgain(), checkedAgain(), cardPosted, { ...cardPosted, ts: ts('5.7'), anew: true }],
      [],
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
  ])('%s', (_name, past, owed) => {
    expect(consequences(...here, ...past)).toEqual(owed);
  });
});
