import { describe, expect, test } from 'vitest';
import { applyCommand } from '../../../../src/domain/apply-command.ts';
import type { Command } from '../../../../src/domain/incident/commands.ts';
import type { IncidentEvent } from '../../../../src/domain/incident/events/events.ts';
import { closed, opened, reminded, reopened, resolved, updatePosted } from '../../support/events.ts';
import { alice, byAlice, byBot, incident7, minute, policy, second, ts } from '../../support/fixtures.ts';
import { given, incidentOf } from '../../support/given.ts';

const remind = (due: number): Command => ({ type: 'remind', due: minute(due) });
const snoozed = (until: number): IncidentEvent => ({ type: 'snoozed', until: minute(until) });

describe('A reminder', () => {
  test('comes when the update is due', () => {
    given(opened())
      .when(remind(30), { by: byBot, at: minute(30) })
      .thenRecords({ ...reminded(minute(30)), nextAt: minute(60) });
  });

  test('that comes a moment late delays none after it, and after an outage the next counts from then', () => {
    given(opened())
      .when(remind(30), { by: byBot, at: second(30 * 60 + 5) })
      .thenRecords({ ...reminded(minute(30)), nextAt: minute(60) });
    given(opened())
      .when(remind(30), { by: byBot, at: minute(95) })
      .thenRecords({ ...reminded(minute(30)), nextAt: minute(125) });
  });

  test("doesn't come before its time, whoever triggers it", () => {
    given(opened())
      .when(remind(30), { by: byBot, at: minute(29) })
      .thenRecords();
  });

  test('comes once per deadline', () => {
    given(opened(), reminded())
      .when(remind(30), { by: byBot, at: minute(31) })
      .thenRecords();
  });

  test("doesn't come for a deadline that an update has moved", () => {
    given(opened(), updatePosted({ nextUpdateAt: minute(40) }))
      .when(remind(30), { by: byBot, at: minute(30) })
      .thenRecords();
  });

  test("comes again for a later update's deadline", () => {
    given(opened(), reminded(), updatePosted({ nextUpdateAt: minute(65) }))
      .when(remind(65), { by: byBot, at: minute(65) })
      .thenRecords({ ...reminded(minute(65)), nextAt: minute(95) });
  });

  test('comes again if an update sets the same time again, which a clock that was set back allows', () => {
    given(opened(), reminded(), updatePosted({ nextUpdateAt: minute(30) }))
      .when(remind(30), { by: byBot, at: minute(30) })
      .thenRecords({ ...reminded(minute(30)), nextAt: minute(60) });
  });

  test.each<[string, IncidentEvent[]]>([
    ['resolved', [resolved()]],
    ['closed', [resolved(), closed()]],
  ])("doesn't come for a %s incident", (_status, past) => {
    given(opened(), ...past)
      .when(remind(30), { by: byBot, at: minute(30) })
      .thenRecords();
  });

  test('waits for an answer; the end of the incident is one', () => {
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

  test('is forgotten when the incident is reopened', () => {
    expect(incidentOf(opened(), reminded(), resolved(), reopened()).reminder).toBeNull();
  });
});

describe('A reminder of a missed update, if the clock was briefly a day ahead,', () => {
  const day = 24 * 60;
  const again = { ...reminded(minute(30)), nextAt: minute(day + 60) };
  const ahead = [{ at: minute(day + 30), event: again }] as const;

  test('comes at its time by the corrected clock, and the next counts from then', () => {
    given(opened(), ...ahead)
      .when(remind(day + 60), { by: byBot, at: minute(31) })
      .thenRecords({ ...reminded(minute(31)), nextAt: minute(61) });
  });

  test('waits as long as it would have otherwise, whatever else happens', () => {
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

  test('comes at its own time if the clock is no earlier than the record', () => {
    given(opened(), ...ahead)
      .when(remind(day + 60), { by: byBot, at: minute(day + 59) })
      .thenRecords();
  });

  test('keeps to the deadline that people were told', () => {
    given(opened(), { at: minute(day), event: updatePosted({ nextUpdateAt: minute(day + 30) }) })
      .when(remind(day + 30), { by: byBot, at: minute(31) })
      .thenRecords();
  });
});

describe("A reminder's message", () => {
  const posted: IncidentEvent = { type: 'reminder_posted', of: 2, ts: ts('7.7') };

  test('is recorded once', () => {
    const fact: Command = { type: 'record_reminder_post', of: 2, ts: ts('7.7') };
    given(opened(), reminded()).when(fact).thenRecords(posted);
    given(opened(), reminded(), posted).when(fact).thenRecords();
  });

  test("of an earlier reminder doesn't become the current one's", () => {
    const past = [opened(), reminded(), updatePosted({ nextUpdateAt: minute(65) }), reminded(minute(65))];
    expect(incidentOf(...past, posted).reminder?.ts).toBeNull();
  });
});

describe("A repeated reminder's message", () => {
  const first: IncidentEvent = { type: 'reminder_posted', of: 2, ts: ts('7.7') };

  test('replaces the previous one, even if that turns up only later', () => {
    const inTime = incidentOf(opened(), reminded(), first, reminded(minute(60)));
    const late = incidentOf(opened(), reminded(), reminded(minute(60)), first);
    expect(inTime.reminder).toMatchObject({ times: 2, replaces: ts('7.7'), ts: null });
    expect(late.reminder).toMatchObject({ times: 2, replaces: ts('7.7'), ts: null });
  });
});
