import { describe, expect, test } from 'vitest';
import type { Command } from '../../../../src/domain/incident/commands.ts';
import type { IncidentEvent } from '../../../../src/domain/incident/events/events.ts';
import { closed, opened, resolved, severityChanged } from '../../support/events.ts';
import { alice, byBot, minute } from '../../support/fixtures.ts';
import { given, incidentOf } from '../../support/given.ts';

const check = (due: number): Command => ({ type: 'check_response', due: minute(due) });
const overdue = (due: number): IncidentEvent => ({ type: 'response_overdue', due: minute(due) });
const taken: IncidentEvent = { type: 'commander_assigned', user: alice, previous: null };

describe('the response target', () => {
  test('is missed when nobody has taken command in time', () => {
    given(opened())
      .when(check(15), { by: byBot, at: minute(15) })
      .thenRecords(overdue(15));
  });

  test('is called out once', () => {
    given(opened(), overdue(15))
      .when(check(15), { by: byBot, at: minute(16) })
      .thenRecords();
  });

  test('is met by a commander from the start', () => {
    given(opened({ commander: alice }))
      .when(check(15), { by: byBot })
      .thenRecords();
  });

  test('is met by somebody who has taken command', () => {
    given(opened(), taken).when(check(15), { by: byBot }).thenRecords();
  });

  test('before its time is not called out', () => {
    given(opened())
      .when(check(15), { by: byBot, at: minute(14) })
      .thenRecords();
  });

  test('that a worse severity has moved counts at its new time only', () => {
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
  ])('is not called out for a %s incident', (_status, past) => {
    given(opened(), ...past)
      .when(check(15), { by: byBot })
      .thenRecords();
  });

  test('is kept with the time it was called out', () => {
    expect(incidentOf(opened(), { event: overdue(15), at: minute(15) }).calledOutAt).toBe(minute(15));
  });
});
