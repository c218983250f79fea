import { describe, expect, test } from 'vitest';
import type { IncidentEvent } from '../../../../src/domain/incident/events/events.ts';
import { plainText } from '../../../../src/domain/text/text.ts';
import { diagnosed } from '../../support/diagnoses.ts';
import { edit, hidden, hide, message, restore } from '../../support/entries.ts';
import { closed, noteAdded, opened, reopened, resolved, severityChanged } from '../../support/events.ts';
import { alice, byBob, byBot, minute, ts } from '../../support/fixtures.ts';
import { given, incidentOf } from '../../support/given.ts';

const note = noteAdded('Cahce is cold', minute(2));
const past = [opened(), note];
const titled: IncidentEvent = {
  type: 'title_changed',
  from: plainText('Slow'),
  to: plainText('Slower'),
};

describe('A timeline entry', () => {
  test('can be reworded, and the record keeps its earlier text', () => {
    given(...past)
      .when(edit(2, { text: 'Cache is cold' }))
      .thenRecords({ type: 'entry_edited', of: 2, text: plainText('Cache is cold') });
  });

  test('can be moved in time', () => {
    given(...past)
      .when(edit(2, { when: minute(1) }))
      .thenRecords({ type: 'entry_edited', of: 2, when: minute(1) });
  });

  test('can be hidden for a reason, and restored', () => {
    given(...past)
      .when(hide(2, 'Wrong incident'))
      .thenRecords({ type: 'entry_hidden', of: 2, hiding: 'person', why: plainText('Wrong incident') });
    given(...past, hidden(2))
      .when(restore(2))
      .thenRecords({ type: 'entry_restored', of: 2 });
  });

  test('can be corrected after the close too', () => {
    given(...past, resolved(), closed())
      .when(hide(2))
      .thenRecords(hidden(2));
  });

  test('that is already hidden, visible, or worded like that stays unchanged', () => {
    given(...past, hidden(2))
      .when(hide(2))
      .thenRecords();
    given(...past)
      .when(restore(2))
      .thenRecords();
    const edited: IncidentEvent = { type: 'entry_edited', of: 2, text: plainText('Cache is cold') };
    given(...past, edited)
      .when(edit(2, { text: 'Cache is cold' }))
      .thenRecords();
    given(...past)
      .when(edit(2, { when: minute(2) }))
      .thenRecords();
  });

  test.each<[string, number, readonly IncidentEvent[]]>([
    ['a note', 2, past],
    ['the declaration', 1, past],
    ['a changed title', 2, [opened(), titled]],
  ])('that is nothing without its words is hidden, not emptied: %s', (_, number, events) => {
    given(...events)
      .when(edit(number, { text: '' }))
      .thenRefused(/^Enter the text\./, 'text');
  });

  test('whose text is only part of it can do without the text', () => {
    given(opened(), resolved('x'))
      .when(edit(2, { text: '' }))
      .thenRecords({ type: 'entry_edited', of: 2, text: plainText('') });
  });

  test("that doesn't exist is refused, with where the numbers are shown", () => {
    given(...past)
      .when(hide(9))
      .thenRefused(/no entry #9.*timeline/);
  });

  test('is never made for a record entry that only the bot needs', () => {
    given(opened(), { type: 'message_marked', ts: ts('1.1'), via: 'pin' })
      .when(hide(2))
      .thenRefused(/no entry #2/);
  });

  test('keeps its number, whatever is recorded after it', () => {
    const numbers = (...more: IncidentEvent[]) =>
      incidentOf(...past, ...more)
        .entries.recorded.keys()
        .slice(0, 2);
    expect(numbers()).toEqual([1, 2]);
    expect(numbers(resolved(), hidden(1), noteAdded('Earlier', minute(-5)))).toEqual([1, 2]);
  });
});

describe('A correction is refused', () => {
  test('if it leaves a note without text', () => {
    given(...past)
      .when(edit(2, { text: '' }))
      .thenRefused(/hide it/, 'text');
  });

  test("if it's too long, in the future, or long before the incident", () => {
    given(...past)
      .when(edit(2, { text: 'x'.repeat(3_001) }))
      .thenRefused(/limit 3000/, 'text');
    given(...past)
      .when(edit(2, { when: minute(30) }), { at: minute(10) })
      .thenRefused(/in the future/, 'when');
    given(...past)
      .when(edit(2, { when: minute(-91 * 24 * 60) }))
      .thenRefused(/90 days/, 'when');
  });

  test('if it restores or edits what was deleted in Slack', () => {
    const gone = [opened(), { event: message, by: byBot }, hidden(2, 'deleted')];
    given(...gone)
      .when(restore(2), { by: byBob })
      .thenRefused(/deleted in Slack/);
    given(...gone)
      .when(edit(2, { text: 'x' }), { by: byBob })
      .thenRefused(/deleted in Slack/);
    given(...gone)
      .when(hide(2), { by: byBob })
      .thenRecords();
  });

  test.each<[string, number, number, RegExp]>([
    ['a resolution before the declaration', 2, -1, /#2 can't come before entry #1, at 14:00 UTC/],
    ['a resolution after the reopening', 2, 45, /#2 can't come after entry #3/],
    ['a reopening before the resolution', 3, 20, /#3 can't come before entry #2/],
    ['a declaration after the resolution', 1, 35, /#1 can't come after entry #2/],
  ])('that puts %s', (_, of, when, sentence) => {
    const course = [opened(), { event: resolved(), at: minute(30) }, { event: reopened(), at: minute(40) }];
    given(...course)
      .when(edit(of, { when: minute(when) }), { at: minute(60) })
      .thenRefused(sentence, 'when');
  });

  test("if it reorders severity changes, or moves the bot's entries before the declaration", () => {
    const course = [
      opened(),
      { event: severityChanged(), at: minute(10) },
      { event: severityChanged({ from: 'P2', to: 'P3' }), at: minute(20) },
      { event: diagnosed(), by: byBot, at: minute(25) },
    ];
    given(...course)
      .when(edit(3, { when: minute(5) }), { at: minute(30) })
      .thenRefused(/before entry #2/, 'when');
    given(...course)
      .when(edit(4, { when: minute(-5) }), { at: minute(30) })
      .thenRefused(/before entry #1/, 'when');
  });
});

describe("An entry's form that is submitted again with other text", () => {
  test('changes only what differs from before', () => {
    const earlier = {
      submitted: { type: 'edit_entry', of: 2, text: 'Cache is cold', when: minute(2) },
      seq: 3,
    };
    const moved: IncidentEvent = { type: 'entry_edited', of: 2, when: minute(1) };
    const again = { ...edit(2, { text: 'Cache is warm' }), when: minute(2) };
    given(...past, moved)
      .when(again, { earlier })
      .thenRecords({ type: 'entry_edited', of: 2, text: plainText('Cache is warm') });
  });
});

describe('An incident whose entries are moved in time', () => {
  const course = [
    { event: opened({ commander: alice }), at: minute(0) },
    { event: resolved('Rolled back'), at: minute(30) },
    { event: reopened(), at: minute(40) },
    { event: resolved(), at: minute(60) },
    { event: closed(), at: minute(70) },
  ];
  const moved = (of: number, when: number) =>
    incidentOf(...course, { type: 'entry_edited', of, when: minute(when) });

  test('has the start, acknowledgement, resolution, reopening, and close that they say', () => {
    expect(moved(1, -20)).toMatchObject({
      startedAt: minute(-20),
      openedAt: minute(-20),
      acknowledgedAt: minute(-20),
    });
    expect(moved(1, -20).degraded.values()[0]).toEqual({ from: minute(-20), to: minute(30) });
    expect(moved(2, 25).degraded.values()[0]).toEqual({ from: minute(0), to: minute(25) });
    expect(moved(2, 25).resolvedAt).toBe(minute(60));
    expect(moved(3, 45).degraded.values()[1]).toEqual({ from: minute(45), to: minute(60) });
    expect(moved(4, 55)).toMatchObject({ resolvedAt: minute(55) });
    expect(moved(5, 65)).toMatchObject({ closedAt: minute(65), status: 'CLOSED' });
  });

  test('starts with its first alert if there is one, which has the number 0', () => {
    const alert = { at: minute(-5), text: plainText('503') };
    const incident = incidentOf(opened({ firstAlert: alert }), {
      type: 'entry_edited',
      of: 0,
      when: minute(-9),
    });
    expect(incident).toMatchObject({ startedAt: minute(-9), openedAt: minute(0), degradedSince: minute(-9) });
  });

  test("was fixed when its resolution's entry says", () => {
    const text = plainText('Rolled back the deploy');
    expect(incidentOf(opened(), resolved('x'), { type: 'entry_edited', of: 2, text }).fix).toBe(text);
    expect(incidentOf(...course, { type: 'entry_edited', of: 2, text }).fix).toBeNull();
  });
});
