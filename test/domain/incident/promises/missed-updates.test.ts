import { describe, expect, test } from 'vitest';
import type { Command } from '../../../../src/domain/incident/commands.ts';
import type { IncidentEvent } from '../../../../src/domain/incident/events/events.ts';
import { overdueSince } from '../../../../src/domain/incident/promises/deadlines.ts';
import { opened, reminded, resolved, severityChanged, updatePosted } from '../../support/events.ts';
import { byBot, minute } from '../../support/fixtures.ts';
import { given, incidentOf } from '../../support/given.ts';

const remind = (due: number): Command => ({ type: 'remind', due: minute(due) });
const snoozed = (until: number): IncidentEvent => ({ type: 'snoozed', until: minute(until) });

describe('A missed update', () => {
  test("leads to four reminders at the severity's pace, then a daily one", () => {
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

  test('stays missed whatever is snoozed, until an update is posted', () => {
    const past = [opened(), reminded(), snoozed(48)];
    expect(overdueSince(incidentOf(...past), minute(1))).toBe(minute(30));
    expect(overdueSince(incidentOf(...past, updatePosted()), minute(1))).toBeNull();
    expect(overdueSince(incidentOf(...past, resolved()), minute(90))).toBeNull();
  });
});

describe('An update', () => {
  const update: Command = {
    type: 'post_update',
    status: 'IDENTIFIED',
    impact: null,
    cause: null,
    action: null,
    nextUpdateAt: minute(90),
  };
  const posted = updatePosted({ changed: ['status'], nextUpdateAt: minute(90) });

  test('that is late is recorded with the deadline it missed, also after a snooze', () => {
    const late = { ...posted, missed: minute(30) };
    given(opened())
      .when(update, { at: minute(31) })
      .thenRecords(late);
    given(opened(), reminded(), snoozed(48))
      .when(update, { at: minute(47) })
      .thenRecords(late);
  });

  test('that is on time misses nothing, also after a late one', () => {
    given(opened())
      .when(update, { at: minute(29) })
      .thenRecords(posted);
    given(opened(), reminded(), updatePosted({ missed: minute(30), nextUpdateAt: minute(65) }))
      .when({ ...update, status: 'MONITORING' }, { at: minute(50) })
      .thenRecords({ ...posted, status: 'MONITORING' });
  });
});

describe('The severity of an incident whose update is overdue', () => {
  const raise: Command = { type: 'change_severity', to: 'P1', why: null };
  const again = (due: number, next: number): IncidentEvent => ({
    ...reminded(minute(due)),
    nextAt: minute(next),
  });
  const overdue = [opened({ severity: 'P3', nextUpdateAt: minute(240), respondBy: minute(240) })];
  const raised = { from: 'P3', to: 'P1', nextUpdateAt: minute(240), respondBy: minute(240) } as const;
  const target = { severity: 'P3', within: { amount: 4, unit: 'h' } } as const;

  test('moves the next reminder forward when it rises, and leaves the deadline', () => {
    given(...overdue, again(240, 480))
      .when(raise, { at: minute(250) })
      .thenRecords(severityChanged({ ...raised, respondTarget: target, remindAt: minute(280) }));
    const event = severityChanged({ ...raised, remindAt: minute(280) });
    const now = incidentOf(...overdue, again(240, 480), { event, at: minute(250) });
    expect(now).toMatchObject({ remindAt: minute(280), nextUpdateAt: minute(240) });
  });

  test('delays no reminder when it falls, and none that is about to come', () => {
    const fallen = { from: 'P1', to: 'P4', nextUpdateAt: minute(30), respondBy: minute(15) } as const;
    given(opened(), again(30, 60))
      .when({ ...raise, to: 'P4' }, { at: minute(40) })
      .thenRecords(severityChanged(fallen));
    given(...overdue)
      .when(raise, { at: minute(240) })
      .thenRecords(severityChanged({ ...raised, respondTarget: target }));
  });

  test('causes no fifth reminder before its day', () => {
    const times = [240, 480, 720, 960].map((due) => again(due, due === 960 ? 960 + 24 * 60 : due + 240));
    given(...overdue, ...times)
      .when(raise, { at: minute(970) })
      .thenRecords(severityChanged({ ...raised, respondTarget: target }));
  });
});
