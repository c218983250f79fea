import { describe, expect, test } from 'vitest';
import type { Command } from '../../../../src/domain/incident/commands.ts';
import type { Millis } from '../../../../src/domain/incident/ids.ts';
import { plainText } from '../../../../src/domain/text/text.ts';
import { closed, noteAdded, opened, resolved } from '../../support/events.ts';
import { minute } from '../../support/fixtures.ts';
import { given, incidentOf } from '../../support/given.ts';

const note = (text: string, when: Millis | null = null): Command => ({
  type: 'add_note',
  text: plainText(text),
  when,
});

describe('A note', () => {
  test('without a time is dated now', () => {
    given(opened())
      .when(note('Disk is full'), { at: minute(10) })
      .thenRecords(noteAdded('Disk is full', minute(10)));
  });

  test('can be dated before the declaration', () => {
    given(opened())
      .when(note('First 503', minute(-90)), { at: minute(10) })
      .thenRecords(noteAdded('First 503', minute(-90)));
  });

  test("can't be dated in the future, though a minute of clock difference is fine", () => {
    given(opened())
      .when(note('Now-ish', minute(11)), { at: minute(10) })
      .thenRecords(noteAdded('Now-ish', minute(11)));
    given(opened())
      .when(note('Tomorrow', minute(12)), { at: minute(10) })
      .thenRefused(/in the future/, 'when');
  });

  test('can be dated up to 90 days before the declaration', () => {
    const longAgo = minute(-90 * 24 * 60);
    given(opened()).when(note('It began', longAgo)).thenRecords(noteAdded('It began', longAgo));
    given(opened())
      .when(note('A slip of the date', minute(-90 * 24 * 60 - 1)))
      .thenRefused(/more than 90 days before the incident was declared\. Check the date/, 'when');
  });

  test.each([
    ['before 1970', -3_600_000],
    ['at the very beginning of time', 0],
    ['beyond any calendar', 9_007_199_254_740_991],
  ])('%s is refused on its field', (_name, when) => {
    given(opened())
      .when(note('x', when as Millis))
      .thenRefused(/^That/, 'when');
  });

  test('needs a text', () => {
    given(opened())
      .when(note('   '))
      .thenRefused(/Enter a note/, 'note');
  });

  test('is refused with more than 3,000 characters', () => {
    given(opened())
      .when(note('x'.repeat(3_001)))
      .thenRefused(/The note is too long: 3001/, 'note');
  });

  test('can still be added to a resolved incident, for the postmortem', () => {
    given(opened(), resolved())
      .when(note('Cache was cold'), { at: minute(10) })
      .thenRecords(noteAdded('Cache was cold', minute(10)));
  });

  test('is refused on a closed incident', () => {
    given(opened(), resolved(), closed())
      .when(note('Too late'))
      .thenRefused(/INC-7 is closed/);
  });

  test('changes nothing in the headline', () => {
    const before = incidentOf(opened());
    const after = incidentOf(opened(), noteAdded('x'));
    expect(after.entries.recorded.size).toBe(2);
    expect({ ...after, entries: before.entries }).toEqual({ ...before, seq: 2 });
  });
});
