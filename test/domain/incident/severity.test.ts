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

describe('a change of severity', () => {
  test('to a worse one brings both promises forward', () => {
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

  test('to a milder one leaves what was promised', () => {
    given(opened())
      .when(change('P4'), { at: minute(10) })
      .thenRecords(severityChanged({ to: 'P4', nextUpdateAt: minute(30), respondBy: minute(15) }));
  });

  test('does not move a promise that is overdue already', () => {
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

  test('to the same one is refused', () => {
    given(opened())
      .when(change('P1'))
      .thenRefused(/INC-7 is already P1/, 'severity');
  });

  test('with a reason of more than 3,000 characters is refused on its field', () => {
    given(opened())
      .when(change('P2', 'x'.repeat(3_001)))
      .thenRefused(/3001/, 'why');
  });

  test('of a closed incident is refused', () => {
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

  test('of a resolved incident promises no update', () => {
    const late = severityChanged({ to: 'P2', nextUpdateAt: minute(0) });
    expect(incidentOf(opened(), resolved(), late)).toMatchObject({ severity: 'P2', nextUpdateAt: null });
  });
});
