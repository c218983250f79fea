import { describe, expect, test } from 'vitest';
import type { Command } from '../../src/domain/commands.ts';
import type { IncidentEvent } from '../../src/domain/events.ts';
import { closed, opened, reminded, reopened, resolved, updatePosted } from './support/events.ts';
import { byBot, minute, ts } from './support/fixtures.ts';
import { given, incidentOf } from './support/given.ts';

const remind = (due: number): Command => ({ type: 'remind', due: minute(due) });
const snooze = (of: number): Command => ({ type: 'snooze', of, forMs: 15 * 60_000 });
const snoozed = (until: number): IncidentEvent => ({ type: 'snoozed', until: minute(until) });

describe('a reminder', () => {
  test('comes when the promised update is due', () => {
    given(opened())
      .when(remind(30), { by: byBot, at: minute(30) })
      .thenRecords(reminded(minute(30)));
  });

  test('before its time does not come, whoever gives it then', () => {
    given(opened())
      .when(remind(30), { by: byBot, at: minute(29) })
      .thenRecords();
  });

  test('comes once for one promise', () => {
    given(opened(), reminded())
      .when(remind(30), { by: byBot, at: minute(31) })
      .thenRecords();
  });

  test('of a promise that an update has moved does not come', () => {
    given(opened(), updatePosted({ nextUpdateAt: minute(40) }))
      .when(remind(30), { by: byBot, at: minute(30) })
      .thenRecords();
  });

  test('comes again for the promise of a later update', () => {
    given(opened(), reminded(), updatePosted({ nextUpdateAt: minute(65) }))
      .when(remind(65), { by: byBot, at: minute(65) })
      .thenRecords(reminded(minute(65)));
  });

  test('comes again when an update promises the same time anew, which a clock that was set back allows', () => {
    given(opened(), reminded(), updatePosted({ nextUpdateAt: minute(30) }))
      .when(remind(30), { by: byBot, at: minute(30) })
      .thenRecords(reminded(minute(30)));
  });

  test.each<[string, IncidentEvent[]]>([
    ['resolved', [resolved()]],
    ['closed', [resolved(), closed()]],
  ])('does not come for a %s incident', (_status, past) => {
    given(opened(), ...past)
      .when(remind(30), { by: byBot, at: minute(30) })
      .thenRecords();
  });

  test('waits for an answer, which the end of the incident gives too', () => {
    expect(incidentOf(opened(), reminded()).reminder).toEqual({
      seq: 2,
      due: minute(30),
      ts: null,
      answer: null,
    });
    expect(incidentOf(opened(), reminded(), resolved()).reminder?.answer).toBe('ended');
  });

  test('keeps the answer that it got first', () => {
    const snoozedThenUpdated = incidentOf(opened(), reminded(), snoozed(48), updatePosted());
    expect(snoozedThenUpdated.reminder?.answer).toBe('snoozed');
  });

  test('is forgotten by a reopened incident', () => {
    expect(incidentOf(opened(), reminded(), resolved(), reopened()).reminder).toBeNull();
  });
});

describe('the message of a reminder', () => {
  const posted: IncidentEvent = { type: 'reminder_posted', of: 2, ts: ts('7.7') };

  test('is recorded once', () => {
    const fact: Command = { type: 'record_reminder_post', of: 2, ts: ts('7.7') };
    given(opened(), reminded()).when(fact).thenRecords(posted);
    given(opened(), reminded(), posted).when(fact).thenRecords();
  });

  test('of an earlier reminder does not become that of the present one', () => {
    const past = [opened(), reminded(), updatePosted({ nextUpdateAt: minute(65) }), reminded(minute(65))];
    expect(incidentOf(...past, posted).reminder?.ts).toBeNull();
  });
});

describe('a snooze', () => {
  test('moves the reminder from the moment it is pressed', () => {
    given(opened(), reminded())
      .when(snooze(2), { at: minute(33) })
      .thenRecords(snoozed(48));
  });

  test('leads to another reminder at its end', () => {
    given(opened(), reminded(), snoozed(48))
      .when(remind(48), { by: byBot, at: minute(48) })
      .thenRecords(reminded(minute(48)));
  });

  test.each<[string, IncidentEvent[]]>([
    ['snoozed already', [snoozed(48)]],
    ['answered by an update', [updatePosted()]],
    ['followed by another reminder', [snoozed(48), reminded(minute(48))]],
  ])('of a reminder that was %s is refused', (_name, past) => {
    given(opened(), reminded(), ...past)
      .when(snooze(2), { at: minute(49) })
      .thenRefused(/answered already, so nothing was moved/);
  });

  test('before any reminder is refused', () => {
    given(opened())
      .when(snooze(2))
      .thenRefused(/answered already/);
  });

  test('of a resolved incident is refused with the way out', () => {
    given(opened(), reminded(), resolved())
      .when(snooze(2))
      .thenRefused(/INC-7 is resolved.*reopen/);
  });

  test('moves this one only: the next update is promised at the usual pace again', () => {
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
      .thenRecords(updatePosted({ changed: ['status'], status: 'MONITORING', nextUpdateAt: minute(80) }));
  });

  test('is shown by the incident as its next promise and the answer', () => {
    expect(incidentOf(opened(), reminded(), snoozed(48))).toMatchObject({
      nextUpdateAt: minute(48),
      reminder: { answer: 'snoozed' },
    });
  });
});
