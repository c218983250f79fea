import { describe, expect, test } from 'vitest';
import { responseTarget } from '../../../src/domain/decide/response-policy.ts';
import type { Command } from '../../../src/domain/incident/commands.ts';
import type { Severity } from '../../../src/domain/incident/severity.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { closed, opened, resolved, severityChanged } from '../support/events.ts';
import { minute, policy } from '../support/fixtures.ts';
import { given, incidentOf } from '../support/given.ts';

const change = (to: Severity, why: string | null = null): Command => ({
  type: 'change_severity',
  to,
  why: why === null ? null : plainText(why),
});

describe('A change of severity', () => {
  test('to a higher one makes both deadlines sooner', () => {
    const slow = opened({ severity: 'P3', nextUpdateAt: minute(240), respondBy: minute(240) });
    given(slow)
      .when(change('P1', 'Everybody is hit'), { at: minute(10) })
      .thenRecords(
        severityChanged({
          from: 'P3',
          to: 'P1',
          why: plainText('Everybody is hit'),
          nextUpdateAt: minute(40),
          respondBy: minute(25),
        }),
      );
  });

  test('to a lower one leaves the deadlines', () => {
    given(opened())
      .when(change('P4'), { at: minute(10) })
      .thenRecords(severityChanged({ to: 'P4', nextUpdateAt: minute(30), respondBy: minute(15) }));
  });

  test("doesn't move an overdue deadline", () => {
    const slow = opened({ severity: 'P2', nextUpdateAt: minute(60), respondBy: minute(60) });
    given(slow)
      .when(change('P1'), { at: minute(70) })
      .thenRecords(
        severityChanged({
          from: 'P2',
          to: 'P1',
          nextUpdateAt: minute(60),
          respondBy: minute(60),
          respondTarget: responseTarget(policy, 'P2'),
        }),
      );
  });

  test('is refused if the incident already has that severity', () => {
    given(opened())
      .when(change('P1'))
      .thenRefused(/INC-7 is already P1/, 'severity');
  });

  test('is refused on the field if the reason has more than 3,000 characters', () => {
    given(opened())
      .when(change('P2', 'x'.repeat(3_001)))
      .thenRefused(/3001/, 'why');
  });

  test('is refused on a closed incident', () => {
    given(opened(), resolved(), closed())
      .when(change('P2'))
      .thenRefused(/closed.*reopen/);
  });

  test('shows in the incident', () => {
    expect(incidentOf(opened(), severityChanged({ to: 'P2', nextUpdateAt: minute(20) }))).toMatchObject({
      severity: 'P2',
      nextUpdateAt: minute(20),
    });
  });

  test('sets no update deadline on a resolved incident', () => {
    const late = severityChanged({ to: 'P2', nextUpdateAt: minute(0) });
    expect(incidentOf(opened(), resolved(), late)).toMatchObject({ severity: 'P2', nextUpdateAt: null });
  });
});
