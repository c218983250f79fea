import { describe, expect, test } from 'vitest';
import type { Command } from '../../../../src/domain/incident/commands.ts';
import type { IncidentEvent } from '../../../../src/domain/incident/events/events.ts';
import { closed, opened, resolved, severityChanged } from '../../support/events.ts';
import { alice, byBot, minute } from '../../support/fixtures.ts';
import { given, incidentOf } from '../../support/given.ts';

const check = (due: number): Command => ({ type: 'check_response', due: minute(due) });
const overdue = (due: number): IncidentEvent => ({ type: 'response_overdue', due: minute(due) });
const taken: IncidentEvent = { type: 'commander_assigned', user: alice, previous: null };

describe('The response target', () => {
  test('is missed if nobody has taken command in time', () => {
    given(opened())
      .when(check(15), { by: byBot, at: minute(15) })
      .thenRecords(overdue(15));
  });

  test('alerts people once', () => {
    given(opened(), overdue(15))
      .when(check(15), { by: byBot, at: minute(16) })
      .thenRecords();
  });

  test('is met by a commander from the start', () => {
    given(opened({ commander: alice }))
      .when(check(15), { by: byBot })
      .thenRecords();
  });

  test('is met by someone who has taken command', () => {
    given(opened(), taken).when(check(15), { by: byBot }).thenRecords();
  });

  test('alerts nobody before its time', () => {
    given(opened())
      .when(check(15), { by: byBot, at: minute(14) })
      .thenRecords();
  });

  test('that a higher severity has moved counts only at its new time', () => {
    const past = [
      opened({ severity: 'P2', respondBy: minute(60) }),
      severityChanged({ from: 'P2', to: 'P1', respondBy: minute(25) }),
    ];
    given(...past)
      .when(check(60), { by: byBot, at: minute(60) })
      .thenRecords();
    given(...past)
      .when(check(25), { by: byBot, at: minute(25) })
      .thenRecords(overdue(25));
  });

  test.each<[string, IncidentEvent[]]>([
    ['resolved', [resolved()]],
    ['closed', [resolved(), closed()]],
  ])('alerts nobody about a %s incident', (_status, past) => {
    given(opened(), ...past)
      .when(check(15), { by: byBot })
      .thenRecords();
  });

  test('records when people were alerted', () => {
    expect(incidentOf(opened(), { event: overdue(15), at: minute(15) }).calledOutAt).toBe(minute(15));
  });
});
