import { describe, expect, test } from 'vitest';
import { responseTarget } from '../../../../src/domain/decide/response-policy.ts';
import type { Command } from '../../../../src/domain/incident/commands.ts';
import type { IncidentEvent } from '../../../../src/domain/incident/events/events.ts';
import { plainText } from '../../../../src/domain/text/text.ts';
import { closed, opened, reopened, resolved, severityChanged } from '../../support/events.ts';
import { byBot, minute, policy } from '../../support/fixtures.ts';
import { given, incidentOf } from '../../support/given.ts';

const reopen = (why: string | null = null): Command => ({
  type: 'reopen',
  why: why === null ? null : plainText(why),
});

describe('Reopening', () => {
  test.each<[string, IncidentEvent[]]>([
    ['resolved', [resolved()]],
    ['closed', [resolved(), closed()]],
  ])('a %s incident promises a new update', (_status, past) => {
    given(opened(), ...past)
      .when(reopen('It is back'), { at: minute(100) })
      .thenRecords(reopened({ why: plainText('It is back'), nextUpdateAt: minute(130) }));
  });

  test('uses the current severity', () => {
    given(opened(), severityChanged({ to: 'P2' }), resolved())
      .when(reopen(), { at: minute(100) })
      .thenRecords(
        reopened({
          nextUpdateAt: minute(160),
          respondBy: minute(160),
          respondTarget: responseTarget(policy, 'P2'),
        }),
      );
  });

  test("sets a new response target, and alerts people once more when it's missed", () => {
    const overdue = (due: number): IncidentEvent => ({ type: 'response_overdue', due: minute(due) });
    const check = (due: number): Command => ({ type: 'check_response', due: minute(due) });
    const past = [opened(), overdue(15), resolved(), { event: reopened(), at: minute(100) }] as const;
    expect(incidentOf(...past)).toMatchObject({ respondBy: minute(115), calledOutAt: null });
    given(...past)
      .when(check(115), { by: byBot, at: minute(115) })
      .thenRecords(overdue(115));
    given(...past, overdue(115))
      .when(check(115), { by: byBot, at: minute(116) })
      .thenRecords();
  });

  test('in an old record without a new response target keeps the old one', () => {
    const { respondBy: _, respondTarget: __, ...old } = reopened();
    expect(incidentOf(opened(), resolved(), old).respondBy).toBe(minute(15));
  });

  test('an open incident is refused', () => {
    given(opened())
      .when(reopen())
      .thenRefused(/INC-7 is already open/, 'why');
  });

  test('is refused on the field if the reason has more than 3,000 characters', () => {
    given(opened(), resolved())
      .when(reopen('x'.repeat(3_001)))
      .thenRefused(/3001/, 'why');
  });

  test('sets INVESTIGATING, neither resolved nor closed, and keeps the review for the next close', () => {
    const review = closed({ summary: plainText('Chats did not load') });
    expect(incidentOf(opened(), resolved(), review, reopened())).toMatchObject({
      status: 'INVESTIGATING',
      resolvedAt: null,
      closedAt: null,
      nextUpdateAt: minute(130),
      review: { summary: 'Chats did not load' },
    });
  });
});
