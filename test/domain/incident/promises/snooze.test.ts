import { describe, expect, test } from 'vitest';
import type { Command } from '../../../../src/domain/incident/commands.ts';
import type { IncidentEvent } from '../../../../src/domain/incident/events/events.ts';
import { opened, reminded, resolved, updatePosted } from '../../support/events.ts';
import { byBot, minute } from '../../support/fixtures.ts';
import { given, incidentOf } from '../../support/given.ts';

const remind = (due: number): Command => ({ type: 'remind', due: minute(due) });
const snooze = (of: number): Command => ({ type: 'snooze', of, forMs: 15 * 60_000 });
const snoozed = (until: number): IncidentEvent => ({ type: 'snoozed', until: minute(until) });

describe('A snooze', () => {
  test('moves the reminder from the moment of the click', () => {
    given(opened(), reminded())
      .when(snooze(2), { at: minute(33) })
      .thenRecords(snoozed(48));
  });

  test('is followed by another reminder when it ends', () => {
    given(opened(), reminded(), snoozed(48))
      .when(remind(48), { by: byBot, at: minute(48) })
      .thenRecords({ ...reminded(minute(48)), nextAt: minute(78) });
  });

  test.each<[string, IncidentEvent[]]>([
    ['snoozed already', [snoozed(48)]],
    ['answered by an update', [updatePosted()]],
    ['followed by another reminder', [snoozed(48), reminded(minute(48))]],
  ])('is refused for a reminder that was %s', (_name, past) => {
    given(opened(), reminded(), ...past)
      .when(snooze(2), { at: minute(49) })
      .thenRefused(/^That reminder has already been handled\. Nothing was changed\./);
  });

  test('is refused before any reminder', () => {
    given(opened())
      .when(snooze(2))
      .thenRefused(/already been handled/);
  });

  test('is refused on a resolved incident, with what to do instead', () => {
    given(opened(), reminded(), resolved())
      .when(snooze(2))
      .thenRefused(/INC-7 is resolved.*reopen/);
  });

  test('moves only this one: the next update is due at the usual pace again', () => {
    given(opened(), reminded(), snoozed(48))
      .when(
        {
          type: 'post_update',
          status: 'MONITORING',
          impact: null,
          cause: null,
          action: null,
          nextUpdateAt: null,
        },
        { at: minute(50) },
      )
      .thenRecords(
        updatePosted({
          changed: ['status'],
          status: 'MONITORING',
          nextUpdateAt: minute(80),
          missed: minute(30),
        }),
      );
  });

  test('moves the next reminder and leaves the deadline', () => {
    expect(incidentOf(opened(), reminded(), snoozed(48))).toMatchObject({
      nextUpdateAt: minute(30),
      remindAt: minute(48),
      reminder: { answer: 'snoozed' },
    });
  });
});
