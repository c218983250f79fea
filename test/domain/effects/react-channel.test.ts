import { describe, expect, test } from 'vitest';
import { react } from '../../../src/domain/effects/react.ts';
import type { IncidentEvent } from '../../../src/domain/incident/events/events.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { consequences } from '../support/consequences.ts';
import { diagnosed } from '../support/diagnoses.ts';
import {
  channelReady,
  headlinePosted,
  noteAdded,
  opened,
  reminded,
  resolved,
  severityChanged,
  updatePosted,
} from '../support/events.ts';
import { alice, bob, byAlice, byBob, byBot, minute, otherChannel, ts } from '../support/fixtures.ts';
import { incidentOf, type Past, record } from '../support/given.ts';

const taken: IncidentEvent = { type: 'commander_assigned', user: alice, previous: null };
const overdue: IncidentEvent = { type: 'response_overdue', due: minute(15) };
const here = [opened(), channelReady(), headlinePosted()];

describe('A new incident queues', () => {
  test('a channel, an announcement, a triage, the next update, and the response target', () => {
    expect(consequences(opened())).toEqual([
      'ensure_channel @0',
      'announce @0',
      'run_triage @0',
      'wake @30',
      'check_response @15',
      'check_comms_lead @10',
      'learn_names @0',
    ]);
  });

  test('no response check if it has a commander', () => {
    expect(consequences(opened({ commander: alice }))).toEqual([
      'ensure_channel @0',
      'announce @0',
      'run_triage @0',
      'wake @30',
      'drop check_response',
      'brief_role 1 @0',
      'check_comms_lead @10',
      'learn_names @0',
    ]);
  });

  test('the deadline itself, so that a moved one can be told apart', () => {
    const recorded = record([opened()])[0];
    const owed = recorded ? react(incidentOf(opened()), recorded) : [];
    expect(owed).toContainEqual({ owe: { type: 'wake', due: minute(30) }, due: minute(30) });
    expect(owed).toContainEqual({ owe: { type: 'check_response', due: minute(15) }, due: minute(15) });
  });
});

describe('A new channel queues', () => {
  test('the headline, people, the topic, and the announcement with its link', () => {
    const past = [{ event: opened({ commander: bob }), by: byAlice }, channelReady()];
    expect(consequences(...past)).toEqual(
      expect.arrayContaining([
        'sync_headline @0',
        `invite ${alice} @0`,
        `invite ${bob} @0`,
        'set_topic @0',
        'announce @0',
      ]),
    );
  });

  test("the headline first, so that it's at the top", () => {
    expect(consequences(opened(), channelReady())[0]).toBe('sync_headline @0');
  });

  test('one invitation per person, and none for the bot', () => {
    const invites = (...past: readonly Past[]) =>
      consequences(...past).filter((effect) => effect.startsWith('invite'));
    expect(invites(opened({ commander: alice }), channelReady())).toEqual([`invite ${alice} @0`]);
    expect(invites({ event: opened(), by: byBot }, { event: channelReady(), by: byBot })).toEqual([]);
  });

  test('invitations for everyone in the record', () => {
    const past = [opened(), { event: noteAdded('x'), by: byBob }, channelReady()];
    expect(consequences(...past)).toEqual(expect.arrayContaining([`invite ${alice} @0`, `invite ${bob} @0`]));
  });

  test('the latest diagnosis that it missed', () => {
    expect(consequences(opened(), diagnosed(), diagnosed(), channelReady())).toContain('sync_diagnosis 3 @0');
    expect(consequences(opened(), diagnosed(), diagnosed(), channelReady())).not.toContain(
      'sync_diagnosis 2 @0',
    );
  });

  test('the reminder that came while there was no channel', () => {
    expect(consequences(opened({ commander: alice }), reminded(), channelReady())).toContain('wake @30');
  });

  test('the reminder that was left behind in the old channel', () => {
    const moved = channelReady({ channel: otherChannel });
    expect(consequences(...here, reminded(), moved)).toContain('wake @30');
  });

  test('the call for a commander that nobody could see', () => {
    expect(consequences(opened(), overdue, channelReady())).toContain('call_out 2 @0');
  });
});

describe('Waiting for the channel', () => {
  test.each<[string, Past[], string[]]>([
    ['an update', [updatePosted()], ['announce @0', 'wake @40', 'check_response @15']],
    ['a diagnosis', [diagnosed()], ['announce @0', 'check_again @2']],
    ['a reminder', [reminded()], ['announce @0', 'check_response @15']],
    ['a commander', [taken], ['announce @0', 'wake @30', 'drop check_response', 'brief_role 2 @0']],
  ])('%s queues nothing in a channel that is not there', (_name, past, owed) => {
    expect(consequences(opened(), ...past)).toEqual(owed);
  });
});

describe('Deadlines', () => {
  const wakes = (...past: readonly Past[]) =>
    consequences(...past).filter((effect) => effect.includes('wake'));

  test("aren't set again for a reminder that has come", () => {
    expect(wakes(...here, reminded(), taken)).toEqual([]);
  });

  test("aren't set by a change after the end", () => {
    expect(wakes(...here, resolved(), severityChanged())).toEqual([]);
    expect(consequences(...here, resolved(), taken)).not.toContain('check_response @15');
  });

  test("for a commander aren't checked again once reported", () => {
    expect(consequences(...here, overdue, severityChanged())).toContain('drop check_response');
  });
});

describe('Names for the documents', () => {
  const learns = (...past: readonly Past[]) => consequences(...past).includes('learn_names @0');

  test.each<[string, Past]>([
    ['acts', { event: noteAdded('x'), by: byBob }],
    ['gets command', { type: 'commander_assigned', user: bob, previous: null }],
    [
      'wrote a marked message',
      { type: 'message_captured', ts: ts('5.5'), author: bob, text: plainText('x'), link: null },
    ],
  ])('are learned of someone new who %s, once', (_name, newcomer) => {
    expect(learns(...here, newcomer)).toBe(true);
    expect(learns(...here, newcomer, newcomer)).toBe(false);
  });

  test("aren't looked up for the bot", () => {
    expect(learns(...here, { event: noteAdded('x'), by: byBot })).toBe(false);
  });
});

describe('A setback', () => {
  const setback = (effect: string): IncidentEvent => ({
    type: 'setback',
    effect,
    why: 'no scope',
    todo: 'Add it.',
  });

  test('of the bot is reported', () => {
    expect(consequences(...here, { event: setback('invite'), by: byBot })).toEqual(['tell_setback 4 @0']);
  });

  test("whose report fails isn't reported over and over", () => {
    expect(consequences(...here, { event: setback('tell_setback'), by: byBot })).toEqual([]);
  });

  test('that a person reports is known to that person', () => {
    expect(consequences(...here, { event: setback('invite'), by: byAlice })).toEqual([]);
  });
});
