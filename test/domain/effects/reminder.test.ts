import { describe, expect, test } from 'vitest';
import { applyCommand } from '../../../src/domain/apply-command.ts';
import type { Command } from '../../../src/domain/incident/commands.ts';
import { overdueSince } from '../../../src/domain/incident/deadlines.ts';
import type { IncidentEvent } from '../../../src/domain/incident/events.ts';

import {
  closed,
  opened,
  reminded,
  reopened,
  resolved,
  severityChanged,
  updatePosted,
} from '../support/events.ts';

import { alice, byAlice, byBot, incident7, minute, policy, second, ts } from '../support/fixtures.ts';
import { given, incidentOf } from '../support/given.ts';

const remind = (due: number): Command => ({ type: 'remind', due: minute(due) });
const snooze = (of: number): Command => ({ type: 'snooze', of, forMs: 15 * 60_000 });
const snoozed = (until: number): IncidentEvent => ({ type: 'snoozed', until: minute(until) });

describe('a reminder', () => {
  test('comes when the promised update is due', () => {
    given(opened())
      .when(remind(30), { by: byBot, at: minute(30) })
      .thenRecords({ ...reminded(minute(30)), nextAt: minute(60) });
  });

  test('that comes a moment late puts off none after it, and one after an outage counts from then', () => {
    given(opened())
      .when(remind(30), { by: byBot, at: second(30 * 60 + 5) })
      .thenRecords({ ...reminded(minute(30)), nextAt: minute(60) });
    given(opened())
      .when(remind(30), { by: byBot, at: minute(95) })
      .thenRecords({ ...reminded(minute(30)), nextAt: minute(125) });
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
      .thenRecords({ ...reminded(minute(65)), nextAt: minute(95) });
  });

  test('comes again when an update promises the same time anew, which a clock that was set back allows', () => {
    given(opened(), reminded(), updatePosted({ nextUpdateAt: minute(30) }))
      .when(remind(30), { by: byBot, at: minute(30) })
      .thenRecords({ ...reminded(minute(30)), nextAt: minute(60) });
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
      promised: minute(30),
      times: 1,
      replaces: null,
      ts: null,
      answer: null,
    });
    expect(incidentOf(opened(), reminded(), resolved()).reminder?.answer).toBe('ended');
  });

  test('that was snoozed is answered by the update', () => {
    const snoozedThenUpdated = incidentOf(opened(), reminded(), snoozed(48), updatePosted());
    expect(snoozedThenUpdated.reminder?.answer).toBe('updated');
  });

  test('is forgotten by a reopened incident', () => {
    expect(incidentOf(opened(), reminded(), resolved(), reopened()).reminder).toBeNull();
  });
});

describe('a reminder of a promise that is missed, when the clock was a day ahead for a moment', () => {
  const day = 24 * 60;
  const again = { ...reminded(minute(30)), nextAt: minute(day + 60) };
  const ahead = [{ at: minute(day + 30), event: again }] as const;

  test('comes when its turn has come by the clock that was set back, and the next counts from then', () => {
    given(opened(), ...ahead)
      .when(remind(day + 60), { by: byBot, at: minute(31) })
      .thenRecords({ ...reminded(minute(31)), nextAt: minute(61) });
  });

  test('waits for its turn as long as it would have, whatever else happens', () => {
    const order = { command: { type: 'assign_commander', user: alice }, by: byAlice, at: minute(5) } as const;
    const step = applyCommand(
      incident7,
      incidentOf(opened(), ...ahead),
      { ...order, earlier: null, responds: true },
      policy,
    );
    expect('owed' in step && step.owed.find((one) => 'owe' in one && one.owe.type === 'wake')).toEqual({
      owe: { type: 'wake', due: minute(day + 60) },
      due: minute(35),
      promised: false,
    });
  });

  test('comes at its own time where the clock is as late as the record', () => {
    given(opened(), ...ahead)
      .when(remind(day + 60), { by: byBot, at: minute(day + 59) })
      .thenRecords();
  });

  test('of a promise that people were told keeps to the time that they were told', () => {
    given(opened(), { at: minute(day), event: updatePosted({ nextUpdateAt: minute(day + 30) }) })
      .when(remind(day + 30), { by: byBot, at: minute(31) })
      .thenRecords();
  });
});

describe('a promise that is missed', () => {
  test('is reminded of four times at the pace of the severity, then daily', () => {
    let past: IncidentEvent[] = [opened()];
    let due = 30;
    for (const next of [60, 90, 120, 120 + 24 * 60, 120 + 48 * 60]) {
      const again = { ...reminded(minute(due)), nextAt: minute(next) };
      given(...past)
        .when(remind(due), { by: byBot, at: minute(due) })
        .thenRecords(again);
      past = [...past, again];
      due = next;
    }
  });

  test('stays missed whatever is snoozed, until an update', () => {
    const past = [opened(), reminded(), snoozed(48)];
    expect(overdueSince(incidentOf(...past), minute(1))).toBe(minute(30));
    expect(overdueSince(incidentOf(...past, updatePosted()), minute(1))).toBeNull();
    expect(overdueSince(incidentOf(...past, resolved()), minute(90))).toBeNull();
  });
});

describe('an update', () => {
  const update: Command = {
    type: 'post_update',
    status: 'IDENTIFIED',
    impact: null,
    cause: null,
    action: null,
    nextUpdateAt: minute(90),
  };
  const posted = updatePosted({ changed: ['status'], nextUpdateAt: minute(90) });

  test('that comes after its time is recorded with the promise that it missed, also after a snooze', () => {
    const late = { ...posted, missed: minute(30) };
    given(opened())
      .when(update, { at: minute(31) })
      .thenRecords(late);
    given(opened(), reminded(), snoozed(48))
      .when(update, { at: minute(47) })
      .thenRecords(late);
  });

  test('that comes in time misses nothing, also after one that was late', () => {
    given(opened())
      .when(update, { at: minute(29) })
      .thenRecords(posted);
    given(opened(), reminded(), updatePosted({ missed: minute(30), nextUpdateAt: minute(65) }))
      .when({ ...update, status: 'MONITORING' }, { at: minute(50) })
      .thenRecords({ ...posted, status: 'MONITORING' });
  });
});

describe('the severity of an incident whose update is overdue', () => {
  const raise: Command = { type: 'change_severity', to: 'P1', why: null };
  const again = (due: number, next: number): IncidentEvent => ({
    ...reminded(minute(due)),
    nextAt: minute(next),
  });
  const overdue = [opened({ severity: 'P3', nextUpdateAt: minute(240), respondBy: minute(240) })];
  const raised = { from: 'P3', to: 'P1', nextUpdateAt: minute(240), respondBy: minute(240) } as const;
  const target = { severity: 'P3', within: { amount: 4, unit: 'h' } } as const;

  test('brings the next reminder forward to the pace of the graver one, and leaves the promise', () => {
    given(...overdue, again(240, 480))
      .when(raise, { at: minute(250) })
      .thenRecords(severityChanged({ ...raised, respondTarget: target, remindAt: minute(280) }));
    const event = severityChanged({ ...raised, remindAt: minute(280) });
    const now = incidentOf(...overdue, again(240, 480), { event, at: minute(250) });
    expect(now).toMatchObject({ remindAt: minute(280), nextUpdateAt: minute(240) });
  });

  test('puts no reminder off when it falls, and none that is about to come', () => {
    const fallen = { from: 'P1', to: 'P4', nextUpdateAt: minute(30), respondBy: minute(15) } as const;
    given(opened(), again(30, 60))
      .when({ ...raise, to: 'P4' }, { at: minute(40) })
      .thenRecords(severityChanged(fallen));
    given(...overdue)
      .when(raise, { at: minute(240) })
      .thenRecords(severityChanged({ ...raised, respondTarget: target }));
  });

  test('brings no fifth reminder before its day, for four came at the pace', () => {
    const times = [240, 480, 720, 960].map((due) => again(due, due === 960 ? 960 + 24 * 60 : due + 240));
    given(...overdue, ...times)
      .when(raise, { at: minute(970) })
      .thenRecords(severityChanged({ ...raised, respondTarget: target }));
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

describe('the message of a reminder that comes again', () => {
  const first: IncidentEvent = { type: 'reminder_posted', of: 2, ts: ts('7.7') };

  test('takes the place of the one before it, also of one that is known to stand only later', () => {
    const inTime = incidentOf(opened(), reminded(), first, reminded(minute(60)));
    const late = incidentOf(opened(), reminded(), reminded(minute(60)), first);
    expect(inTime.reminder).toMatchObject({ times: 2, replaces: ts('7.7'), ts: null });
    expect(late.reminder).toMatchObject({ times: 2, replaces: ts('7.7'), ts: null });
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
      .thenRecords({ ...reminded(minute(48)), nextAt: minute(78) });
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
      .thenRefused(/INC-7 is already resolved.*reopen/);
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
      .thenRecords(
        updatePosted({
          changed: ['status'],
          status: 'MONITORING',
          nextUpdateAt: minute(80),
          missed: minute(30),
        }),
      );
  });

  test('moves the next reminder and leaves the promise', () => {
    expect(incidentOf(opened(), reminded(), snoozed(48))).toMatchObject({
      nextUpdateAt: minute(30),
      remindAt: minute(48),
      reminder: { answer: 'snoozed' },
    });
  });
});
